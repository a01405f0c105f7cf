import { element, podRequest, showStatus } from './podRequest.js';

interface LoginConfig {
  /** When this page was loaded, as the pod wrote it. */
  startedAt: string;
  popup: boolean;
  redirectUrl: string | null;
  /** Where a login by the company's identity provider begins, if there is one. */
  ssoUrl: string | null;
  /** What went wrong there. */
  ssoProblem: 'startAgain' | 'failed' | null;
}

interface User {
  displayName: string;
}

/** What the popup posts to the frame that opened it. */
interface LoginCodeMessage {
  type: 'symphonyLoginCode';
  code: string;
}

const CLOSE_AFTER_MS = 2000;

const config = JSON.parse(element('login-config', HTMLScriptElement).text) as LoginConfig;
const form = element('login-form', HTMLFormElement);
const submit = element('submit', HTMLButtonElement);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void attempt(logIn);
});
const withSso = element('sso', HTMLAnchorElement);
if (config.ssoUrl !== null) withSso.href = config.ssoUrl;
if (config.ssoProblem === 'startAgain') startAgain();
else void attempt(greet);

/** Who is logged in already need not log in again. */
async function greet(): Promise<void> {
  const session = (await (await fetch('/session')).json()) as { loggedIn: boolean; user?: User };
  if (session.loggedIn && session.user) await finish(session.user);
  else showForm();
}

async function logIn(): Promise<void> {
  showStatus('Logging in …');
  const response = await podRequest('/session/login', {
    email: element('email', HTMLInputElement).value,
    password: element('password', HTMLInputElement).value,
    startedAt: config.startedAt,
  });
  if (response.ok) {
    await finish(((await response.json()) as { user: User }).user);
    return;
  }
  if (response.status === 409) {
    startAgain();
    return;
  }
  const problems: Record<number, string> = {
    401: 'This e-mail address and password do not go together.',
    429: 'Too many attempts. Please wait a minute.',
  };
  showStatus(problems[response.status] ?? 'Logging in failed. Please try again.', true);
  element('password', HTMLInputElement).select();
}

async function finish(user: User): Promise<void> {
  if (config.popup) await handOver();
  else if (config.redirectUrl !== null) location.assign(config.redirectUrl);
  else {
    form.hidden = true;
    element('title', HTMLElement).textContent = `Logged in as ${user.displayName}`;
    showStatus('You can close this page and go back to your chats.');
    element('log-out', HTMLElement).hidden = false;
  }
}

/** Gives the login to the frame that opened this popup, which has cookies of its own. Nobody else can receive it. */
async function handOver(): Promise<void> {
  const opener = window.opener as Window | null;
  if (!opener || opener.closed) {
    showStatus('The page that opened this window is gone. Please go back and try again.', true);
    return;
  }
  const response = await podRequest('/session/code');
  if (response.status === 401) {
    startAgain();
    return;
  }
  if (!response.ok) {
    showForm();
    showStatus('Logging in failed. Please try again.', true);
    return;
  }
  const { code } = (await response.json()) as { code: string };
  const message: LoginCodeMessage = { type: 'symphonyLoginCode', code };
  opener.postMessage(message, location.origin);
  showStatus('You are logged in.');
  // The frame closes this window when it has the code: one that is gone too early looks given up.
  setTimeout(() => {
    window.close();
  }, CLOSE_AFTER_MS);
}

/** Whoever logs out means all of it, also a login that is half done. */
function startAgain(): void {
  form.hidden = true;
  const again = element('start-again', HTMLElement);
  again.hidden = false;
  // This page's own address says what went wrong.
  if (config.ssoProblem && config.ssoUrl !== null)
    again.querySelector('a')?.setAttribute('href', config.ssoUrl);
  showStatus('You have logged out since this page was opened. Please start again.', true);
}

function showForm(): void {
  form.hidden = false;
  element('with-sso', HTMLElement).hidden = config.ssoUrl === null;
  if (config.ssoProblem === 'failed')
    showStatus('The company’s sign-in did not work. Please try again, or use your password.', true);
  element('email', HTMLInputElement).focus();
}

async function attempt(work: () => Promise<void>): Promise<void> {
  submit.disabled = true;
  try {
    await work();
  } catch {
    form.hidden = false;
    showStatus('The pod cannot be reached. Please try again.', true);
  } finally {
    submit.disabled = false;
  }
}
