const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

const DAY_MS = 86_400_000;

export function timeOf(sentAt: string): string {
  return time.format(new Date(sentAt));
}

/** "Today", "Yesterday", or the day itself. */
export function dayOf(sentAt: string): string {
  const sent = new Date(sentAt);
  if (sent.toDateString() === new Date().toDateString()) return 'Today';
  if (sent.toDateString() === new Date(Date.now() - DAY_MS).toDateString()) return 'Yesterday';
  return day.format(sent);
}

/** The time of today, the date of before. */
export function briefly(sentAt: string): string {
  return new Date(sentAt).toDateString() === new Date().toDateString()
    ? timeOf(sentAt)
    : date.format(new Date(sentAt));
}
