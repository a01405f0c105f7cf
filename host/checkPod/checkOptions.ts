import type { Paths } from '../options.js';
import type { CheckName } from './checkResult.js';

/** What is checked, and how. */
export interface CheckOptions {
  podOrigin: string;
  /** The origin of the page that embeds the pod. */
  portalOrigin: string;
  /** The partner id of that page at the pod. */
  partnerId?: string | undefined;
  paths: Paths;
  /** The cookies of a session, as in a `Cookie` header. Without them, nobody is logged out. With them, this session is. */
  cookie: string;
  /** The `Set-Cookie` headers of the login that created this session. */
  setCookies: readonly string[];
  /** The deadline of each request. */
  deadlineMs: number;
  /** The checks to leave out. */
  skip: readonly CheckName[];
}
