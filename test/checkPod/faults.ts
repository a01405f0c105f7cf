import type { CheckName } from '../../host/checkPod/checkResult.js';
import type { Change } from './changingProxy.js';

/** A pod with one fault. */
export interface BrokenPod {
  /** The name of the check that finds it. */
  check: CheckName;
  /** What is wrong, for the name of a spec. */
  fault: string;
  change: Change;
  /** Changes the `Set-Cookie` header of the login. */
  setCookie?: (header: string) => string;
}

/** The path of the logout requests. */
export const LOGOUT = '/session/logout';

/** The answer to what is not there. */
export const notFound: Change = () => ({
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: '{}',
});

/** Changes the answers of one path only. */
export function at(path: string, change: Change): Change {
  return (answer, asked) => (asked.path === path ? change(answer, asked) : answer);
}

/** Changes the answers to one sender's logout requests only. */
export function toSender(sender: 'frame' | 'portal' | 'stranger', change: Change): Change {
  return at(LOGOUT, (answer, asked) => {
    const { origin = '', 'x-symphony-embed': mark } = asked.headers;
    const other = origin.endsWith('.invalid') ? 'stranger' : 'portal';
    return (mark === '1' ? 'frame' : other) === sender ? change(answer, asked) : answer;
  });
}

/** Changes only the answers to logout requests that have a cookie, or have none. */
export function ifCookie(has: boolean, change: Change): Change {
  return at(LOGOUT, (answer, asked) =>
    (asked.headers.cookie !== undefined) === has ? change(answer, asked) : answer,
  );
}

/** Sets a header, or takes it away. */
export function withHeader(name: string, value: string | undefined): Change {
  return (answer) => {
    const others = Object.entries(answer.headers).filter(([each]) => each !== name);
    const headers = { ...Object.fromEntries(others), ...(value !== undefined && { [name]: value }) };
    return { ...answer, headers };
  };
}

/** Replaces an answer by one in JSON. */
export function json(status: number, body: unknown): Change {
  return ({ headers }) => ({
    status,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Replaces an answer by a redirect. */
export function redirect(status: number, location: string): Change {
  return ({ headers }) => ({ status, headers: { ...headers, location }, body: '' });
}
