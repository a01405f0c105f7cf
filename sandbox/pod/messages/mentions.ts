const BY_EMAIL = /@\[[^\]\n]*\]\(email\/([^)\s]+)\)/g;

/** Whether a text speaks to somebody: `@[Jane Doe](email/jane@x.com)` or, as people write it by hand, `@Jane`. */
export function isMentioned(
  text: string,
  { displayName, email }: { displayName: string; email: string },
): boolean {
  // Most texts speak to nobody, and every one is looked at for each of its readers.
  if (!text.includes('@')) return false;
  for (const [, address] of text.matchAll(BY_EMAIL)) {
    if (address?.toLowerCase() === email.toLowerCase()) return true;
  }
  const [firstName = displayName] = displayName.split(' ');
  const name = firstName.replace(/[^\p{L}\p{N}]/gu, String.raw`\$&`);
  return new RegExp(`(?<![\\p{L}\\p{N}])@${name}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}
