import type { LogoutReport, Symphony } from 'symphony-embed/host';

/** What a call failed with, whichever way in it took. */
export interface CallFailure {
  type: string;
  message: string;
  data?: unknown;
}

/** Symphony's functions as a portal uses them. A failure rejects with a {@link CallFailure}. */
export interface SymphonyCalls extends Pick<
  Symphony,
  'render' | 'openStream' | 'startRoom' | 'updateSettings' | 'updateTheme' | 'checkAuth' | 'listen'
> {
  /** The script tag's promise says only that all went well: then there is no report. */
  logout(): Promise<LogoutReport | undefined>;
}

/** Whatever was thrown, as a failure. */
export function failureOf(thrown: unknown): CallFailure {
  if (typeof thrown === 'object' && thrown !== null && 'type' in thrown && 'message' in thrown) {
    const { type, message } = thrown;
    const data = 'data' in thrown ? thrown.data : undefined;
    return { type: String(type), message: String(message), ...(data !== undefined && { data }) };
  }
  return { type: 'ERROR', message: thrown instanceof Error ? thrown.message : String(thrown) };
}
