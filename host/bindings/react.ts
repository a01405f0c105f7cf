/**
 * The host half for React 18 and later.
 *
 * @packageDocumentation
 */
import {
  createContext,
  createElement,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type CSSProperties,
  type Key,
  type ReactElement,
  type ReactNode,
  type Ref,
} from 'react';
import {
  createSymphony,
  type SymphonyError,
  type Chat,
  type Configuration,
  type LogoutReport,
  type SessionState,
  type SymphonyInstance,
  type SymphonyOptions,
} from 'symphony-embed/host';
import { asSymphonyError, isNoLongerWanted, mountChat, type ChatMount } from './chatMount.js';
import { watchUnreadCount } from './unreadCount.js';

/** The custom elements of this package, in JSX. */
interface ElementProps {
  ref?: Ref<HTMLElement> | undefined;
  key?: Key | null | undefined;
  id?: string | undefined;
  class?: string | undefined;
  slot?: string | undefined;
  style?: CSSProperties | undefined;
}

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- This is where React's types look for elements.
  namespace JSX {
    interface IntrinsicElements {
      /** The inspector, once `symphony-embed/inspector` is imported. `slotNames` needs React 19. */
      'symphony-inspector': ElementProps & {
        docked?: boolean | '' | undefined;
        slotNames?: Readonly<Record<string, string>> | undefined;
      };
    }
  }
}

const SymphonyContext = createContext<SymphonyInstance | undefined>(undefined);

/** The properties of {@link SymphonyProvider}: the options of `createSymphony`, or an instance of your own. */
export type SymphonyProviderProps = { children?: ReactNode } & (
  (SymphonyOptions & { symphony?: undefined }) | { symphony: SymphonyInstance }
);

/**
 * Gives all components inside it the functions of one pod. Touches no DOM, so it can be rendered by a server.
 *
 * Another `podUrl`, `partnerId` or `mode` makes another instance, and the chats are shown anew. The other options are read
 * once.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 *
 * @example
 * ```tsx
 * <SymphonyProvider podUrl="https://acme.symphony.example" partnerId="acme">
 *   <SymphonyChat streamId={streamId} mode="dark" style={{ height: 400 }} />
 * </SymphonyProvider>
 * ```
 */
export function SymphonyProvider({ children, ...props }: SymphonyProviderProps): ReactElement {
  const { podUrl, partnerId, mode }: Partial<SymphonyOptions> = props.symphony ? {} : props;
  const latest = useRef(props);
  latest.current = props;
  const symphony = useMemo(() => {
    const { current } = latest;
    return current.symphony ?? createSymphony(current);
  }, [props.symphony, podUrl, partnerId, mode]);
  return createElement(SymphonyContext.Provider, { value: symphony }, children);
}

/**
 * Returns the functions of the pod.
 *
 * @throws Error if there is no {@link SymphonyProvider} around the component.
 */
export function useSymphony(): SymphonyInstance {
  const symphony = useContext(SymphonyContext);
  if (!symphony) throw new Error('useSymphony failed: put a <SymphonyProvider> around this component.');
  return symphony;
}

/** The properties of {@link SymphonyChat}: the configuration of its chat, and those of its element. */
export interface SymphonyChatProps extends Configuration {
  /** Also the name of this chat in errors, in reports of logouts, and in the inspector: `#id`. */
  id?: string | undefined;
  /** `symphony-chat` by default. */
  className?: string | undefined;
  style?: CSSProperties | undefined;
  /** The frame shows a chat: after the first rendering, and whenever another one is opened. */
  onReady?: ((chat: Chat) => void) | undefined;
  /** The chat cannot be shown. Without this, the error goes to the console. */
  onError?: ((error: SymphonyError) => void) | undefined;
}

/**
 * Shows a chat. A change of a property changes the frame, and does not load it anew. When the component goes, the frame
 * goes, and the session stays.
 */
export function SymphonyChat({
  id,
  className = 'symphony-chat',
  style,
  onReady,
  onError,
  ...configuration
}: SymphonyChatProps): ReactElement {
  const symphony = useSymphony();
  const container = useRef<HTMLDivElement>(null);
  const mount = useRef<ChatMount | undefined>(undefined);
  const handlers = useRef({ onReady, onError });
  handlers.current = { onReady, onError };
  const wanted = JSON.stringify(configuration);
  useEffect(() => {
    const { current } = container;
    if (!current) return undefined;
    const mounted = mountChat(symphony, current);
    mount.current = mounted;
    return () => {
      mount.current = undefined;
      mounted.release();
    };
  }, [symphony]);
  useEffect(() => {
    let isWanted = true;
    mount.current?.show(JSON.parse(wanted) as Configuration).then(
      (chat) => {
        if (isWanted) handlers.current.onReady?.(chat);
      },
      (thrown: unknown) => {
        const error = asSymphonyError(thrown);
        if (!isWanted || isNoLongerWanted(error.type)) return;
        if (handlers.current.onError) handlers.current.onError(error);
        else console.error(error);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [symphony, wanted]);
  return createElement('div', { ref: container, id, className, style });
}

/** Returns what is known of the session. */
export function useSession(): SessionState {
  const symphony = useSymphony();
  return useSyncExternalStore(
    useCallback((handleChange) => symphony.onSessionChange(handleChange), [symphony]),
    () => symphony.session,
    () => 'unknown',
  );
}

/** Returns the number of unread messages in one chat, or in all chats. */
export function useUnreadCount(streamId?: string): number {
  const symphony = useSymphony();
  const [count, setCount] = useState(0);
  useEffect(() => {
    setCount(0);
    return watchUnreadCount(symphony, streamId, setCount);
  }, [symphony, streamId]);
  return count;
}

/** The state of a logout. `failed` has the error, with the report in its `data`. */
export type LogoutState =
  | { is: 'idle' }
  | { is: 'running' }
  | { is: 'done'; report: LogoutReport }
  | { is: 'failed'; error: SymphonyError };

/**
 * Returns a function that logs the user out, and the state of that logout. The function never rejects: a failure is in the
 * state. The state is `idle` again when a chat asks for a login, or has found a session.
 */
export function useLogout(): LogoutState & { logout: (options?: { deadlineMs?: number }) => Promise<void> } {
  const symphony = useSymphony();
  const [state, setState] = useState<LogoutState>({ is: 'idle' });
  useEffect(
    () =>
      symphony.onSessionChange((session) => {
        if (session !== 'login' && session !== 'ready') return;
        setState((before) => (before.is === 'running' ? before : { is: 'idle' }));
      }),
    [symphony],
  );
  const logout = useCallback(
    async (options?: { deadlineMs?: number }) => {
      setState({ is: 'running' });
      try {
        setState({ is: 'done', report: await symphony.logout(options) });
      } catch (thrown) {
        setState({ is: 'failed', error: asSymphonyError(thrown) });
      }
    },
    [symphony],
  );
  return { ...state, logout };
}
