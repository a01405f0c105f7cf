/** A refusal that the pod explains to who asked. */
export class PodError extends Error {
  /** The HTTP status that says it. */
  readonly status: number;
  /** What programs look at. */
  readonly code: string;
  /** More about it, sent along. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'PodError';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
