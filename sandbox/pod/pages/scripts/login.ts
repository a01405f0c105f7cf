import { element, podRequest, showHead, showStatus } from './podRequest.js';

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
    401: 'The e-mail address or the password is not right.',
    429: 'Too many attempts. Wait a minute and try again.',
  };
  const other = `The login did not work (${String(response.status)}). Try again.`;
  showStatus(problems[response.status] ?? other, true);
  element('password', HTMLInputElement).select();
}

async function finish(user: User): Promise<void> {
  if (config.popup) await handOver();
  else if (config.redirectUrl !== null) location.assign(config.redirectUrl);
  else {
    form.hidden = true;
    withSso.hidden = true;
    showStatus('');
    element('log-out', HTMLElement).hidden = false;
    showHead(`Logged in as ${user.displayName}`, 'You can close this page and go back to your chats.');
  }
}

/** Gives the login to the frame that opened this popup, which has cookies of its own. Nobody else can receive it. */
async function handOver(): Promise<void> {
  const opener = window.opener as Window | null;
  if (!opener || opener.closed) {
    showStatus('The page that opened this window is gone. Go back and try again.', true);
    return;
  }
  const response = await podRequest('/session/code');
  if (response.status === 401) {
    startAgain();
    return;
  }
  if (!response.ok) {
    showForm();
    showStatus(`The login did not work (${String(response.status)}). Try again.`, true);
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
  withSso.hidden = true;
  const again = element('start-again', HTMLElement);
  again.hidden = false;
  // This page's own address says what went wrong.
  if (config.ssoProblem && config.ssoUrl !== null)
    again.querySelector('a')?.setAttribute('href', config.ssoUrl);
  showStatus('You have logged out since this page was opened. Please start again.', true);
}

function showForm(): void {
  form.hidden = false;
  withSso.hidden = config.ssoUrl === null;
  if (config.ssoProblem === 'failed')
    showStatus('The single sign-on did not work. Try again, or use your password.', true);
  element('email', HTMLInputElement).focus();
}

async function attempt(work: () => Promise<void>): Promise<void> {
  submit.disabled = true;
  try {
    await work();
  } catch {
    form.hidden = false;
    showStatus('Symphony cannot be reached at the moment. Check the network and try again.', true);
  } finally {
    submit.disabled = false;
  }
}
