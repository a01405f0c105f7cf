import { StrictMode, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { SymphonyChat, SymphonyProvider, useLogout, useSession, useUnreadCount } from 'symphony-embed/react';

const parameters = new URLSearchParams(location.search);
const podUrl = parameters.get('pod') ?? 'https://acme.symphony.example';
const partnerId = parameters.get('partner') ?? 'acme';
const streamId = parameters.get('stream') ?? '';

function Header(): ReactElement {
  const session = useSession();
  const unread = useUnreadCount(streamId);
  const logout = useLogout();
  return (
    <header>
      <p>
        Session: {session}. Unread messages: {unread}.
      </p>
      <button disabled={logout.is === 'running'} onClick={() => void logout.logout()}>
        Log out
      </button>
      {logout.is === 'done' && <p role="status">You are logged out.</p>}
      {logout.is === 'failed' && <p role="alert">{logout.error.message}</p>}
    </header>
  );
}

function Portal(): ReactElement {
  return (
    <SymphonyProvider podUrl={podUrl} partnerId={partnerId}>
      <h1>My portal</h1>
      <Header />
      <SymphonyChat streamId={streamId} mode="light" style={{ height: 400 }} />
    </SymphonyProvider>
  );
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Portal />
    </StrictMode>,
  );
