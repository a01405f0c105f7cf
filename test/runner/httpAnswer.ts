import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What a request gets: an answer, nothing for ever, or the end of its connection. */
export type HttpAnswer =
  | { status: number; type: string; body?: string | Buffer | undefined; headers?: OutgoingHttpHeaders }
  | 'silent'
  | 'offline';

export function asText(body: string, status = 200): HttpAnswer {
  return { status, type: 'text/plain', body };
}

export function asJson(value: unknown, status = 200): HttpAnswer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}

export function asPage(body: string, status = 200, headers: OutgoingHttpHeaders = {}): HttpAnswer {
  return { status, type: 'text/html; charset=utf-8', body, headers };
}

export function asScript(body: string | Buffer): HttpAnswer {
  return { status: 200, type: 'text/javascript; charset=utf-8', body };
}

export function redirectTo(location: string, status: 302 | 307 = 302): HttpAnswer {
  return { status, type: 'text/plain', headers: { Location: location } };
}

/** An answer that says no more than that it is one. */
export const NO_CONTENT: HttpAnswer = { status: 204, type: 'application/json' };

export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
  if (answer === 'silent') return;
  if (answer === 'offline') {
    request.socket.destroy();
    return;
  }
  const { status, type, body, headers } = answer;
  response.writeHead(status, { 'Cache-Control': 'no-store', 'Content-Type': type, ...headers });
  response.end(body);
}

/** Lets the page of the specs read the answer, as a pod does for the portals of its partners. */
export function allowPortal({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
  if (!origin || !/^http:\/\/localhost:\d+$/.test(origin)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Vary', 'Origin');
}

/** Where a request goes to: the pod, by the first part of the host's name, and the path. */
export function targetOf({ url = '/', headers: { host = '' } }: IncomingMessage) {
  const { pathname, searchParams } = new URL(url, 'http://pod');
  return { host, id: host.split('.')[0] ?? '', pathname, searchParams };
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
