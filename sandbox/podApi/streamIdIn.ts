/** The stream id in the query of an address. Ids are base64: a blank in one was a `+` that nobody escaped. */
export function streamIdIn(query: { get(name: string): string | null }): string | undefined {
  const streamId = query.get('streamId');
  return streamId ? streamId.replaceAll(' ', '+') : undefined;
}
