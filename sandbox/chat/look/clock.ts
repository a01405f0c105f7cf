const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

const DAY_MS = 86_400_000;

export function timeOf(sentAt: string): string {
  return time.format(new Date(sentAt));
}

/** A number for the day on the calendar. It costs less than the day's name. */
export function dayNumberOf(at: Date): number {
  return (at.getFullYear() * 12 + at.getMonth()) * 31 + at.getDate();
}

/** "Today", "Yesterday", or the day itself. */
export function dayOf(sentAt: string): string {
  const sent = new Date(sentAt);
  const number = dayNumberOf(sent);
  const now = new Date();
  if (number === dayNumberOf(now)) return 'Today';
  if (number === dayNumberOf(new Date(Date.now() - DAY_MS))) return 'Yesterday';
  return (sent.getFullYear() === now.getFullYear() ? day : dayOfYear).format(sent);
}

/** The time of today, the date of before. */
export function briefly(sentAt: string): string {
  const sent = new Date(sentAt);
  return dayNumberOf(sent) === dayNumberOf(new Date()) ? time.format(sent) : date.format(sent);
}

/** The time of today, the date and the time of before. */
export function momentOf(sentAt: string): string {
  const sent = new Date(sentAt);
  const isToday = dayNumberOf(sent) === dayNumberOf(new Date());
  return isToday ? time.format(sent) : `${date.format(sent)}, ${time.format(sent)}`;
}
