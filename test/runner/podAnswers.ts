import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { FrameBehaviour, FramePage, LogoutAnswer, PodBehaviour } from '../frame/behaviour.js';
import { asJson, asPage, asScript, asText, type HttpAnswer, redirectTo, targetOf } from './httpAnswer.js';
import { detailOf, type ServedPod, writeJournal } from './servedPod.js';

const CONFIRMED = { loggedOut: true, already: false };
const LOGOUTS: Record<Exclude<LogoutAnswer, 'redirects' | 'redirectsPost'>, HttpAnswer> = {
  confirms: asJson(CONFIRMED),
  already: asJson({ loggedOut: true, already: true }),
  confirmsBrowser: asJson({ ...CONFIRMED, scope: 'browser' }),
  confirmsJar: asJson({ ...CONFIRMED, scope: 'jar' }),
  confirmsGalaxy: asJson({ ...CONFIRMED, scope: 'galaxy' }),
  confirmsSso: asJson({ ...CONFIRMED, endSessionUrl: 'https://sso.example/end' }),
  confirmsScript: asJson({ ...CONFIRMED, endSessionUrl: 'javascript:alert(1)' }),
  refuses: asJson({ loggedOut: false, reason: 'NO_COOKIE' }, 401),
  tooOften: asText('later', 429),
  fails: asText('<h1>Internal Server Error</h1>', 500),
  offline: 'offline',
  garbage: asText('<h1>Welcome</h1>'),
  malformed: asJson({ loggedOut: 'yes' }),
  unreadable: asJson(CONFIRMED),
  silent: 'silent',
};

type Script = NonNullable<PodBehaviour['script']>;
const BROKEN_SCRIPTS: Record<Exclude<Script, 'sdk'>, HttpAnswer> = {
  notFound: asText('Not found', 404),
  offline: 'offline',
  empty: asScript(''),
  throws: asScript('throw new Error("the script was told to fail");'),
};

type Page = NonNullable<FrameBehaviour['page']>;
const BROKEN_PAGES: Record<Exclude<Page, 'app' | 'raw' | 'detour'>, HttpAnswer> = {
  empty: asPage(''),
  notFound: asPage('<h1>Not found</h1>', 404),
  serverError: asPage('<h1>Internal Server Error</h1>', 500),
  unframeable: asPage('', 200, { 'Content-Security-Policy': "frame-ancestors 'none'" }),
  silent: 'silent',
};

const DETOUR_DONE = /[?&]detour=done/;

/** A page of another origin, which every server of pods has. */
function elsewhere({ headers: { host = '' } }: IncomingMessage, path: string): string {
  return `http://127.0.0.1:${host.split(':')[1] ?? ''}${path}`;
}

/** The answer to a logout, and whether the portal may read it. */
export async function answerLogout(
  pod: ServedPod,
  request: IncomingMessage,
): Promise<{ answer: HttpAnswer; isReadable: boolean }> {
  writeJournal(pod, { what: 'logout', detail: { ...detailOf(request), method: request.method } });
  const { logout = 'confirms', logoutAfterMs = 0, logoutOfHost } = pod.behaviour;
  const ofHost = request.headers['x-symphony-embed'] ? undefined : logoutOfHost;
  const afterMs = ofHost ? 0 : logoutAfterMs;
  if (afterMs) await new Promise((resolve) => setTimeout(resolve, afterMs));
  const told = ofHost ?? logout;
  const answer =
    told === 'redirects' || told === 'redirectsPost'
      ? redirectTo(elsewhere(request, '/confirms'), told === 'redirects' ? 302 : 307)
      : LOGOUTS[told];
  return { answer, isReadable: told !== 'unreadable' };
}

/** The script tag's script, which is the file `sdk` unless the pod is told otherwise. */
export async function answerScript(
  pod: ServedPod,
  request: IncomingMessage,
  sdk: string,
): Promise<HttpAnswer> {
  writeJournal(pod, { what: 'script', detail: detailOf(request) });
  const { script = 'sdk' } = pod.behaviour;
  return script === 'sdk' ? asScript(await readFile(sdk)) : BROKEN_SCRIPTS[script];
}

/** An image that takes its time. */
export async function answerLate(pod: ServedPod, request: IncomingMessage): Promise<HttpAnswer> {
  writeJournal(pod, { what: 'late', detail: detailOf(request) });
  const afterMs = Number(targetOf(request).searchParams.get('afterMs'));
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  return { status: 200, type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' };
}

/** The page of a frame. */
export function answerPage(pod: ServedPod, request: IncomingMessage, kind: FramePage['kind']): HttpAnswer {
  const { frame = {}, service = {}, streams = {} } = pod.behaviour;
  const behaviour = kind === 'service' ? service : frame;
  if (behaviour.page === 'detour' && !DETOUR_DONE.test(request.url ?? '')) {
    const back = `http://${request.headers.host ?? ''}${request.url ?? ''}&detour=done`;
    return redirectTo(elsewhere(request, `/detour?back=${encodeURIComponent(back)}`));
  }
  const number = ++pod.frames;
  writeJournal(pod, { frame: number, what: 'page', detail: { ...detailOf(request), kind } });
  const { page = 'app' } = behaviour;
  if (page !== 'app' && page !== 'raw' && page !== 'detour') return BROKEN_PAGES[page];

  const framePage: FramePage = { frame: number, kind, behaviour, streams };
  const script = page === 'raw' ? 'rawFrame' : 'frameApp';
  const { loadsAfterMs, connectsElsewhere, framework } = behaviour;
  const image = loadsAfterMs ? `<img alt="" src="/fixture/late.svg?afterMs=${loadsAfterMs}">` : '';
  const data = JSON.stringify(framePage).replaceAll('<', '\\u003c');
  const app = `<script src="/fixture/${script}.js"${framework ? ' defer' : ''}></script>`;
  // With a framework, the scripts are in the head, as Turbo wants it.
  const head = framework ? `<script src="/fixture/${framework}.js"></script>${app}` : '';
  return asPage(
    `<!doctype html><html lang="en"><title>Frame ${number}</title>` +
      `<script type="application/json" id="page">${data}</script>` +
      `${head}<body><input>${image}${framework ? '' : app}</body></html>`,
    200,
    {
      // As strict as a pod may be: no inline style or script, no eval.
      'Content-Security-Policy': `default-src 'self'; connect-src ${connectsElsewhere ? '*' : "'self'"} ws:`,
      'Set-Cookie': `session=${pod.session}; Path=/; HttpOnly${pod.behaviour.plainCookie ? '' : '; Secure; SameSite=None; Partitioned'}`,
    },
  );
}
