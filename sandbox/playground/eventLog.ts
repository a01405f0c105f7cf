/** Something that happened, as the log shows it. */
export interface LogEntry {
  id: number;
  /** Of the day, to the millisecond. */
  time: string;
  kind: 'call' | 'event' | 'failure';
  title: string;
  detail: string;
}

const MOST_ENTRIES = 200;
const TO_THE_MILLISECOND: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
};

/** What happened on the page, the latest first. */
export class EventLog {
  entries: readonly LogEntry[] = [];
  #count = 0;

  add(kind: LogEntry['kind'], title: string, detail: string): void {
    const time = new Date().toLocaleTimeString('en-GB', TO_THE_MILLISECOND);
    const entry: LogEntry = { id: ++this.#count, time, kind, title, detail };
    this.entries = [entry, ...this.entries].slice(0, MOST_ENTRIES);
  }

  clear(): void {
    this.entries = [];
  }
}
