/** A request that the pod refused (`status` says how), or that never reached it (`status` is 0). */
export class PodRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: unknown;

  constructor(path: string, status: number, code: string, data?: unknown) {
    super(
      status
        ? `Failed to ask the pod for ${path}: it answered ${String(status)} ${code}.`
        : `Failed to ask the pod for ${path}: it could not be reached.`,
    );
    this.name = 'PodRefusal';
    this.status = status;
    this.code = code;
    this.data = data;
  }
}
