import { StrictMode, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { SymphonyChat, SymphonyProvider, useLogout, useSession, useUnreadCount } from 'symphony-embed/react';

const parameters = new URLSearchParams(location.search);
const podUrl = parameters.get('pod') ?? 'https://acme.symphony.example';
const partnerId = parameters.get('partner') ?? 'acme';
const streamId = parameters.get('stream') ?? '';
// Loaded only when it is wanted: it is a file of its own.
const inspect = parameters.has('inspect') ? (await import('symphony-embed/inspector')).inspect : undefined;

function Header({ openAgain }: { openAgain: () => void }): ReactElement {
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
      {session === 'ended' && <button onClick={openAgain}>Open the chat</button>}
      {logout.is === 'done' && <p role="status">You are logged out.</p>}
      {logout.is === 'failed' && <p role="alert">{logout.error.message}</p>}
    </header>
  );
}

function Portal(): ReactElement {
  // A logout removes the frames. Another key is another container, with a new frame.
  const [visit, setVisit] = useState(1);
  return (
    <SymphonyProvider podUrl={podUrl} partnerId={partnerId} debug={inspect}>
      <h1>My portal</h1>
      <Header openAgain={() => setVisit(visit + 1)} />
      <SymphonyChat key={visit} id="main-chat" streamId={streamId} mode="light" style={{ height: 400 }} />
      {inspect && <symphony-inspector docked />}
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
