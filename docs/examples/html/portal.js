import 'symphony-embed/element';

const {
  pod = 'https://acme.symphony.example',
  partner = 'acme',
  stream = '',
} = Object.fromEntries(new URLSearchParams(location.search));
const chat = document.querySelector('symphony-chat');
const status = document.getElementById('status');
Object.assign(chat, { podUrl: pod, partnerId: partner, streamId: stream });

chat.addEventListener('symphony-session', ({ detail }) => {
  status.textContent = `The session is ${detail.state}.`;
});
chat.addEventListener('symphony-unread', ({ detail }) => {
  document.getElementById('unread').value = String(detail.count);
});
document.getElementById('logout').addEventListener('click', async () => {
  try {
    await chat.symphony.logout();
    status.textContent = 'You are logged out.';
  } catch (error) {
    status.textContent = error.message;
  }
});
