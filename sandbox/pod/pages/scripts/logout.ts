import { element, podRequest, showStatus } from './podRequest.js';

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
      showStatus(answer.already === true ? 'You are not logged in on this page.' : 'You are logged out.');
      element(answer.already === true ? 'elsewhere' : 'log-in', HTMLElement).hidden = false;
      return;
    }
    showStatus('The pod did not confirm. You may still be logged in: please try again.', true);
  } catch {
    showStatus('The pod cannot be reached. You may still be logged in: please try again.', true);
  }
  submit.disabled = false;
}
