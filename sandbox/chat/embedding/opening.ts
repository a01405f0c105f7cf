import { SymphonyError } from 'symphony-embed/frame';
import { readPodConfig } from '../pod/podConfig.js';
import { askAhead } from '../pod/startAnswer.js';
import { HostLine } from './hostLine.js';
import { AHEAD, isChildFrame } from './pagePaths.js';
import { readQuery } from './querySettings.js';

/*
 * How a page of the pod opens, before the chat's own script is there: the line to the host, and the first question to the
 * pod.
 */

/** For so long, the chat's script waits for the host at most. */
const HOST_FIRST_MS = 300;

export const config = readPodConfig();
export const query = readQuery(new URLSearchParams(location.search));

const isAhead = location.hash === AHEAD;
/** Not in a page of its own, nor in a frame of somebody whom the browser keeps out anyway. */
const isEmbedded = window.parent !== window && config.allowedOrigins.length > 0;
export const hostLine = isEmbedded && !isAhead ? new HostLine(config, query) : undefined;
/** A host writes its origin into the address of a frame, and what to show into its welcome. */
export const hasHost =
  hostLine !== undefined && query.sdkOrigin !== undefined && !query.chat.streamId && !query.chat.userIds;

if (!isAhead) {
  ask();
  loadChat().catch(console.error);
}

function ask(): void {
  if (hasHost) {
    hostLine?.host.connected.then(
      ({ chat, ...entrance }) => {
        askAhead(entrance, chat);
      },
      // Without a host after all, the app asks when it knows that.
      () => undefined,
    );
  } else if (!isChildFrame(location.pathname)) askAhead({}, query.chat);
}

/** Loads the chat's own script, which keeps the page from hearing its host while it starts. */
async function loadChat(): Promise<void> {
  await Promise.all([parsed().then(styled), hasHost && heardOfHost()]);
  const script = document.createElement('script');
  script.src = document.querySelector<HTMLLinkElement>('link[rel=preload]')?.href ?? '';
  script.addEventListener('error', () => {
    const error = new SymphonyError('CONNECTION_FAILED', 'The chat could not be loaded.');
    hostLine?.host.ready({ error: error.toJSON() });
    tellOfMissingScript();
  });
  document.head.append(script);
}

function tellOfMissingScript(): void {
  const notice = document.createElement('div');
  notice.className = 'notice is-problem';
  notice.role = 'alert';
  notice.style.height = '100%';
  notice.innerHTML = `<h1 class="notice-headline">The chat could not be loaded</h1>
    <p class="notice-text">Check the connection, and try again.</p>
    <button class="button is-primary">Try again</button>`;
  notice.querySelector('button')?.addEventListener('click', () => {
    location.reload();
  });
  document.body.replaceChildren(notice);
}

async function heardOfHost(): Promise<void> {
  const waited = new Promise((resolve) => setTimeout(resolve, HOST_FIRST_MS));
  await Promise.race([hostLine?.host.connected, waited]).catch(() => undefined);
}

async function parsed(): Promise<void> {
  if (document.readyState === 'loading')
    await new Promise((resolve) => {
      document.addEventListener('DOMContentLoaded', resolve);
    });
}

/** Otherwise the chat would measure itself without its style sheet. */
async function styled(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel=stylesheet]');
  if (!link || link.sheet || document.readyState === 'complete') return;
  await new Promise((resolve) => {
    for (const end of ['load', 'error']) link.addEventListener(end, resolve);
    // It may have failed before anybody listened.
    window.addEventListener('load', resolve);
  });
}
