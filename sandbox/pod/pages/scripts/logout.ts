import { element, podRequest, showHead, showStatus } from './podRequest.js';

const form = element('logout-form', HTMLFormElement);
const submit = element('submit', HTMLButtonElement);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void logOut();
});

async function logOut(): Promise<void> {
  submit.disabled = true;
  showStatus('Logging out …');
  try {
    const response = await podRequest('/session/logout');
    const answer = (await response.json()) as { loggedOut?: boolean; already?: boolean };
    if (response.ok && answer.loggedOut === true) {
      form.hidden = true;
      showStatus('');
      element(answer.already === true ? 'elsewhere' : 'log-in', HTMLElement).hidden = false;
      if (answer.already === true) showHead('You are not logged in', 'Nobody is logged in on this page.');
      else showHead('You are logged out', 'Your session in this browser is over.');
      return;
    }
    showStatus('Symphony did not confirm the logout. You may still be logged in. Try again.', true);
  } catch {
    showStatus('Symphony cannot be reached at the moment. You may still be logged in. Try again.', true);
  }
  submit.disabled = false;
}
