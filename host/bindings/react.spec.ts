import { createElement as h, StrictMode, useState, version, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server.browser';
import {
  SymphonyChat,
  SymphonyProvider,
  useLogout,
  useSession,
  useSymphony,
  useUnreadCount,
  type LogoutState,
  type SymphonyChatProps,
} from 'symphony-embed/react';
import { isLogoutError, type Chat, type SymphonyError, type SymphonyInstance } from 'symphony-embed/host';
import { afterSpec } from '../../test/pages/afterSpec.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { openPod, type Pod } from '../../test/pages/openPod.js';
import { until } from '../../test/pages/until.js';

interface Page {
  root: Root;
  container: HTMLElement;
  /** The instance, once something is rendered. */
  symphony: () => SymphonyInstance;
  render: (...children: ReactNode[]) => void;
}

function openPage(pod: Pod): Page {
  const container = makeSlot();
  const root = createRoot(container);
  let symphony: SymphonyInstance | undefined;
  function Take(): null {
    symphony = useSymphony();
    return null;
  }
  afterSpec(async () => {
    root.unmount();
    await symphony?.dispose();
  });
  return {
    root,
    container,
    symphony: () => {
      if (!symphony) throw new Error('Nothing is rendered.');
      return symphony;
    },
    render: (...children) => {
      const provided = h(SymphonyProvider, { podUrl: pod.url }, h(Take), ...children);
      root.render(h(StrictMode, null, provided));
    },
  };
}

function recorded(props: SymphonyChatProps): { chat: ReactNode; shown: Chat[]; errors: SymphonyError[] } {
  const [shown, errors]: [Chat[], SymphonyError[]] = [[], []];
  const handlers = {
    onReady: (each: Chat) => shown.push(each),
    onError: (each: SymphonyError) => errors.push(each),
  };
  return { chat: h(SymphonyChat, { ...props, ...handlers }), shown, errors };
}

/** A button that logs out, and every state of its logout. */
function logoutButton(deadlineMs?: number): { button: ReactNode; seen: LogoutState[] } {
  const seen: LogoutState[] = [];
  function Button(): ReactNode {
    const logout = useLogout();
    seen.push(logout);
    return h('button', { onClick: () => void logout.logout(deadlineMs ? { deadlineMs } : {}) });
  }
  return { button: h(Button), seen };
}

const framesIn = (element: Element): number => element.querySelectorAll('iframe').length;

describe(`<SymphonyChat> of React ${version}`, () => {
  it('makes one iframe in StrictMode, which mounts everything twice, and leaves none', async () => {
    const pod = await openPod();
    const page = openPage(pod);
    const { chat, shown } = recorded({ streamId: 's1', mode: 'dark', className: 'chat' });
    page.render(chat);
    await until(() => shown.length > 0, 'the chat');
    expect(shown).toEqual([{ streamId: 's1' }]);
    expect(framesIn(page.container)).toBe(1);
    expect((await pod.journalled('connected')).length).toBe(1);
    expect(page.container.querySelector('.chat > iframe')).not.toBeNull();
    page.render();
    await until(() => framesIn(page.container) === 0, 'the removal of the frame');
    expect((await pod.journal()).filter(({ what }) => what === 'cleared')).toEqual([]);
  });

  it('needs no order: several chats are shown, and each keeps its frame when a property changes', async () => {
    const pod = await openPod();
    const page = openPage(pod);
    const [one, two] = [recorded({ streamId: 's1' }), recorded({ streamId: 's2' })];
    page.render(one.chat, two.chat);
    await until(() => one.shown.length + two.shown.length === 2, 'both chats');
    const iframes = [...page.container.querySelectorAll('iframe')];
    const next = recorded({ streamId: 's3', condensed: true });
    page.render(next.chat, two.chat);
    await until(() => next.shown.length === 1, 'the other chat');
    expect(next.shown).toEqual([{ streamId: 's3' }]);
    expect([...page.container.querySelectorAll('iframe')]).toEqual(iframes);
    expect((await pod.journalled('updateSettings')).map(({ detail }) => detail)).toEqual([
      { condensed: true },
    ]);
  });

  it('tells of a wrong property', async () => {
    const page = openPage(await openPod());
    const { chat, errors } = recorded({ mode: 'blue' as never });
    page.render(chat);
    await until(() => errors.length > 0, 'the error');
    expect(errors[0]?.type).toBe('INVALID_ARGUMENT');
  });

  it('is an empty element when a server renders it, and touches no frame', () => {
    const html = renderToString(
      h(SymphonyProvider, { podUrl: 'https://pod.example' }, h(SymphonyChat, { streamId: 's1', id: 'chat' })),
    );
    expect(html).toBe('<div id="chat" class="symphony-chat"></div>');
    expect(document.querySelector('iframe[src^="https://pod.example"]')).toBeNull();
  });
});

describe(`The hooks for React ${version}`, () => {
  it('tell the state of the session, the unread messages and the logout', async () => {
    const pod = await openPod();
    const page = openPage(pod);
    const seen: string[] = [];
    function Panel(): ReactNode {
      const session = useSession();
      const unread = useUnreadCount('s1');
      const all = useUnreadCount();
      const logout = useLogout();
      const line = [session, unread, all, logout.is].join(' ');
      if (seen.at(-1) !== line) seen.push(line);
      return h('button', { onClick: () => void logout.logout() }, line);
    }
    const { chat, shown } = recorded({ streamId: 's1' });
    page.render(chat, h(Panel));
    await until(() => shown.length > 0, 'the chat');
    const counts = { notifications: [{ streamId: 's1', count: 2 }], totalCount: 5 };
    await pod.tell({ do: 'notify', type: 'UnreadCountNotifications', payload: { streamId: 's1', count: 2 } });
    await pod.tell({ do: 'notify', type: 'GlobalUnreadCountNotifications', payload: counts });
    await until(() => seen.includes('ready 2 5 idle'), 'the counts');
    page.container.querySelector('button')?.click();
    await until(() => seen.includes('ended 0 0 done'), 'the logout');
    expect(seen[0]).toBe('unknown 0 0 idle');
    expect(seen).toContain(jasmine.stringContaining('running'));
    expect(framesIn(page.container)).toBe(0);
  });

  it('do not call it an error of a chat that a logout came before it was shown', async () => {
    const pod = await openPod({ frame: { ready: 'never' } });
    const page = openPage(pod);
    const { button, seen } = logoutButton();
    const { chat, errors } = recorded({ streamId: 's1' });
    page.render(chat, button);
    await pod.journalled('connected');
    page.container.querySelector('button')?.click();
    await until(() => seen.at(-1)?.is === 'done', 'the logout');
    expect(errors).toEqual([]);
  });

  it('forget a logout once a chat is shown again', async () => {
    const pod = await openPod();
    const page = openPage(pod);
    const { button, seen } = logoutButton();
    const [first, second] = [recorded({ streamId: 's1' }), recorded({ streamId: 's2' })];
    page.render(h('section', { key: 1 }, first.chat), button);
    await until(() => first.shown.length > 0, 'the chat');
    page.container.querySelector('button')?.click();
    await until(() => seen.at(-1)?.is === 'done', 'the logout');
    page.render(h('section', { key: 2 }, second.chat), button);
    await until(() => second.shown.length > 0, 'the next chat');
    await until(() => seen.at(-1)?.is === 'idle', 'the end of the logout before');
    const states = seen.map(({ is }) => is);
    expect(states.filter((is, index) => is !== states[index - 1])).toEqual([
      'idle',
      'running',
      'done',
      'idle',
    ]);
  });

  it('keep the error of a logout that failed, with its report', async () => {
    const pod = await openPod({ frame: { clear: 'throws' } });
    const page = openPage(pod);
    const { button, seen } = logoutButton(3_000);
    const { chat, shown } = recorded({ streamId: 's1' });
    page.render(chat, button);
    await until(() => shown.length > 0, 'the chat');
    page.container.querySelector('button')?.click();
    await until(() => seen.at(-1)?.is === 'failed', 'the failure');
    const last = seen.at(-1);
    const failed = last?.is === 'failed' ? last.error : undefined;
    expect(failed?.type).toBe('LOGOUT_INCOMPLETE');
    expect(isLogoutError(failed) && failed.data.frames.length).toBe(1);
  });

  it('say that there is no provider', () => {
    function Lonely(): null {
      useSymphony();
      return null;
    }
    expect(() => renderToString(h(Lonely))).toThrowError(/put a <SymphonyProvider> around/);
  });

  it('keep one instance while the page renders again', async () => {
    const page = openPage(await openPod());
    let again = (): void => undefined;
    const instances = new Set<SymphonyInstance>();
    function Counter(): null {
      const [, set] = useState(0);
      again = () => {
        set((count) => count + 1);
      };
      instances.add(useSymphony());
      return null;
    }
    page.render(h(Counter));
    await until(() => instances.size > 0, 'the page');
    again();
    page.render(h(Counter));
    await new Promise(requestAnimationFrame);
    expect([...instances]).toEqual([page.symphony()]);
  });
});
