import { failure, toSymphonyError, type ErrorPayload } from '../../shared/errors.js';
import type { Welcome } from '../../shared/wire/contract.js';
import type { Chat } from '../../shared/wire/schemas.js';
import { createDocument, type CreateNotifications, type FakeDocument } from './fakeDocument.js';
import { createFakeWindow, type FakeWindow } from './fakeWindow.js';
import { createHang } from './hang.js';

/** The parts of a frame's documents. */
export interface DocumentsParts {
  podOrigin: string;
  iframe: HTMLIFrameElement;
  createNotifications: CreateNotifications;
  /** Returns the answer to a call. */
  answer: (method: string, args: unknown) => Promise<unknown>;
  /** Records a call of the host. */
  record: (method: string, args: unknown) => void;
  /** Returns whether the pod serves its pages. */
  isUp: () => boolean;
}

/** The documents of a fake frame, one after the other, and what the frame shows. */
export interface FrameDocuments {
  welcome: Welcome | undefined;
  chat: Chat | undefined;
  /**
   * Returns the present document.
   *
   * @throws {@link SymphonyError} `FRAME_GONE` if it cannot do anything.
   */
  present: (doing: string) => FakeDocument;
  /** Loads the first document into a new window. Returns the window, as the page sees it. */
  openWindow: () => object;
  hang: () => () => void;
  reload: () => void;
  leave: () => void;
  crash: () => void;
  end: () => void;
}

export function createDocuments(parts: DocumentsParts): FrameDocuments {
  let document: FakeDocument | undefined;
  let frameWindow: FakeWindow | undefined;
  const hang = createHang();

  async function handleCall(method: string, args: unknown): Promise<unknown> {
    parts.record(method, args);
    const answer = await parts.answer(method, args);
    if (method === 'openStream' || method === 'startRoom') documents.chat = answer as Chat;
    return answer;
  }

  /** As an app does: shows the chat of the welcome, and reports it. */
  async function show({ streamId, userIds }: Chat, from: FakeDocument): Promise<void> {
    let shown: Chat & { error?: ErrorPayload } = {};
    try {
      if (streamId) shown = (await parts.answer('openStream', { streamId })) as Chat;
      else if (userIds) shown = (await parts.answer('startRoom', { userIds })) as Chat;
      documents.chat = shown;
    } catch (thrown) {
      shown = { error: toSymphonyError(thrown).toJSON() };
    }
    await hang.over();
    frameWindow?.showWitness();
    // The frame may be gone by now.
    await from.call('ready', shown).catch(toSymphonyError);
  }

  function load(into: FakeWindow): void {
    document?.end();
    const next = createDocument({
      podOrigin: parts.podOrigin,
      frameWindow: into.seen,
      createNotifications: parts.createNotifications,
      handleCall,
      handleWelcome: (welcome) => {
        documents.welcome = welcome;
        void show(welcome.chat, next);
      },
      whileHanging: hang.over,
    });
    document = next;
    if (parts.isUp()) void hang.over().then(next.start);
  }

  const documents: FrameDocuments = {
    welcome: undefined,
    chat: undefined,
    present: (doing) => {
      if (!document || !parts.iframe.isConnected)
        throw failure('FRAME_GONE', doing, 'the frame is not in the page');
      if (hang.isOn) throw failure('FRAME_GONE', doing, 'the frame hangs; end that first');
      return document;
    },
    openWindow: () => {
      frameWindow = createFakeWindow(parts.podOrigin, (data, ports) => document?.receive(data, ports));
      load(frameWindow);
      return frameWindow.seen;
    },
    hang: hang.start,
    reload: () => {
      documents.leave();
      if (frameWindow) load(frameWindow);
    },
    leave: () => {
      const left = documents.present('leave');
      left.call('goodbye', {}).catch(toSymphonyError);
      // The goodbye is on its way through the port by now.
      left.end();
      frameWindow?.hideWitness();
    },
    crash: () => {
      documents.present('crash').end();
      frameWindow?.killWitness();
    },
    end: () => {
      document?.end();
    },
  };
  return documents;
}
