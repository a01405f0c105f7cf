import { request } from 'node:http';

/** As libraries call it: fields may be `undefined`. */
type Asking = { [Field in keyof RequestInit]?: RequestInit[Field] | undefined };

/** `fetch` for names under `localhost`, which browsers find on this machine and Node does not. It follows no redirects. */
export function loopbackFetch(input: string | URL | Request, init: Asking = {}): Promise<Response> {
  const { host, port, pathname, search } = new URL(input instanceof Request ? input.url : input);
  const { method = 'GET', headers, body, signal } = init;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: pathname + search,
        method,
        headers: { ...Object.fromEntries(new Headers(headers)), host },
        ...(signal && { signal }),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 0 } = response;
          const received = new Headers();
          for (const [name, value] of Object.entries(response.headers))
            for (const each of [value ?? []].flat()) received.append(name, each);
          const isEmpty = [204, 304].includes(statusCode);
          resolve(
            new Response(isEmpty ? null : Buffer.concat(parts), { status: statusCode, headers: received }),
          );
        });
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined || body === null ? undefined : bodyText(body));
  });
}

/** The sandbox's servers send each other texts and forms. */
function bodyText(body: NonNullable<RequestInit['body']>): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('Failed to fetch: the body should be a text or a form.');
}
