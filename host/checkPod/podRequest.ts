import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

/** A request to the pod. */
export interface PodRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** The sender that the request imitates, for people: "as the portal". */
  as: string;
}

/** The pod's response. */
export interface Answered {
  kind: 'answered';
  /** The request, for people. */
  asked: string;
  /** The address that was asked. */
  url: string;
  status: number;
  headers: IncomingHttpHeaders;
  setCookies: readonly string[];
  /** At most the first {@link BODY_MAX_BYTES}. */
  body: string;
  /** Whether there was more. */
  isCut: boolean;
}

/** A request without a response. */
export interface Unanswered {
  kind: 'unanswered';
  asked: string;
  url: string;
  problem: string;
}

/** What became of a request. */
export type PodResponse = Answered | Unanswered;

const BODY_MAX_BYTES = 1_048_576;

/**
 * Sends a request and reads the response, with one deadline for both. Follows no redirects. Never rejects. This is not
 * `fetch`, because that does not let a program set `Origin` and `Cookie`.
 */
export function sendRequest(
  { method, url, headers, as }: PodRequest,
  deadlineMs: number,
): Promise<PodResponse> {
  const asked = `${method} ${url.pathname}${url.search} ${as}`;
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const fail = (problem: string): void => {
      resolve({ kind: 'unanswered', asked, url: url.href, problem });
    };
    const sent = send(url, {
      method,
      // Each request has a connection of its own, so that nothing keeps the process alive afterwards.
      agent: false,
      headers: {
        'host': url.host,
        'accept-encoding': 'identity',
        'user-agent': 'symphony-embed',
        ...headers,
      },
      // Browsers know these names. Node asks the network for them.
      ...(url.hostname.endsWith('.localhost') && { hostname: 'localhost', servername: url.hostname }),
    });
    sent.on('error', (error) => {
      fail(problemOf(error));
    });
    sent.on('response', (response) => {
      void readBody(response).then(({ body, isCut, error }) => {
        if (error) fail(problemOf(error));
        else {
          const { statusCode: status = 0, headers: received } = response;
          const setCookies = received['set-cookie'] ?? [];
          resolve({
            kind: 'answered',
            asked,
            url: url.href,
            status,
            headers: received,
            setCookies,
            body,
            isCut,
          });
        }
        sent.destroy();
      });
    });
    AbortSignal.timeout(deadlineMs).addEventListener('abort', () => {
      fail(`no complete answer came within ${deadlineMs} ms`);
      sent.destroy();
    });
    sent.end();
  });
}

interface Body {
  body: string;
  isCut: boolean;
  error?: Error | undefined;
}

async function readBody(response: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = [];
  let bytes = 0;
  let error: Error | undefined;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      bytes += part.length;
      if (bytes > BODY_MAX_BYTES) break;
    }
  } catch (thrown) {
    error = thrown as Error;
  }
  const body = Buffer.concat(parts).subarray(0, BODY_MAX_BYTES).toString();
  return { body, isCut: bytes > BODY_MAX_BYTES, error };
}

/** What the codes of Node's errors mean, and what to do. */
const PROBLEMS: readonly [RegExp, string][] = [
  [/^(ENOTFOUND|EAI_)/, 'no host has this name. Check the address'],
  [/^ECONNREFUSED/, 'no server listens at this address. Start the pod, or check the port'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)/, 'the network does not lead to this host. Check the address'],
  [/^(ECONNRESET|EPIPE)/, 'the connection was closed before an answer was complete'],
  [
    /CERT|^UNABLE_TO_/,
    'the certificate is not trusted, and browsers do not trust it either. Use a certificate of a known authority, or ' +
      'set NODE_EXTRA_CA_CERTS to the file of your own authority',
  ],
  [
    /^(EPROTO|ERR_SSL)/,
    'the server does not speak TLS here. Check the port, and whether the pod has http only',
  ],
  [/^HPE_/, 'the answer is no valid HTTP. Check the port, and whether the pod has https only'],
];

function problemOf({ code = '', message }: NodeJS.ErrnoException): string {
  const [, problem] = PROBLEMS.find(([pattern]) => pattern.test(code)) ?? [];
  return problem === undefined ? message : `${problem} (${code})`;
}
