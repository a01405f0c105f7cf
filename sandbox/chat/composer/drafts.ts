const PREFIX = 'draft:';

/** What was typed and not yet sent in a chat. Survives a reload of the frame; logging out takes it away. */
export function readDraft(streamId: string): string {
  try {
    return sessionStorage.getItem(PREFIX + streamId) ?? '';
  } catch {
    // A browser may keep storage from third parties: then there are no drafts.
    return '';
  }
}

export function keepDraft(streamId: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(PREFIX + streamId, text);
    else sessionStorage.removeItem(PREFIX + streamId);
  } catch {
    // As above.
  }
}
