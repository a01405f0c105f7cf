import type { IncomingMessage } from 'node:http';
import { asPage, type HttpAnswer, targetOf } from './httpAnswer.js';

/** How long an identity provider stands between the host and the pod's page. */
const DETOUR_MS = 1_500;

/** An origin that is neither the portal's nor any pod's. */
export function answerElsewhere(request: IncomingMessage): HttpAnswer {
  const { pathname, searchParams } = targetOf(request);
  if (pathname === '/detour') return asPage(detourPage(searchParams.get('back') ?? ''));
  if (pathname === '/confirms') {
    // Readable to whoever was redirected to it, and in the pod's own words.
    const { origin = 'null' } = request.headers;
    return {
      status: 200,
      type: 'application/json',
      body: '{"loggedOut":true,"already":false}',
      headers: {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Allow-Headers': 'X-Symphony-Embed',
      },
    };
  }
  return asPage('<p>Elsewhere</p>');
}

/** A page that submits itself, as those of identity providers do. */
function detourPage(back: string): string {
  const action = back.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return (
    `<!doctype html><html lang="en"><title>Provider</title><body><form method="post" action="${action}"></form>` +
    `<script>setTimeout(() => document.forms[0].submit(), ${String(DETOUR_MS)})</script></body></html>`
  );
}
