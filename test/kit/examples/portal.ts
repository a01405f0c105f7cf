import { createSymphony, SymphonyError } from 'symphony-embed/host';

/** A portal with a chat, a badge for unread messages, a button to log out, and a line for what went wrong. */
export async function startPortal(podUrl: string): Promise<void> {
  document.body.innerHTML = `
    <div id="chat"></div> <span id="badge"></span> <button>Log out</button> <p role="alert"></p>`;
  const find = (selector: string): Element => document.querySelector(selector) ?? document.body;
  const symphony = createSymphony({ podUrl, partnerId: 'acme' });
  const alert = (thrown: unknown): void => {
    find('[role=alert]').textContent = thrown instanceof SymphonyError ? thrown.type : String(thrown);
  };

  symphony.listen({
    type: 'GlobalUnreadCountNotifications',
    callback: ({ count }) => {
      find('#badge').textContent = String(count);
    },
  });
  find('button').addEventListener('click', () => {
    symphony.logout().catch(alert);
  });
  await symphony.render('#chat', { streamId: 'trading-desk', mode: 'dark' }).catch(alert);
}
