/** A connection with one frame, whatever carries it. */
export interface Connection {
  /** Sends a message through the frame; resolves with what the frame answers. */
  send: (text: string) => Promise<unknown>;
  /** Has the frame clear its session; resolves when it has acknowledged. */
  clear: () => Promise<unknown>;
  /** Has the frame empty the storage that all frames share, where the contender has a call for that. */
  emptyStorage?: () => Promise<unknown>;
  /** Ends the connection and takes the iframe out. */
  close: () => void | Promise<void>;
}

/** How a frame came up, in the page's own clock. */
export interface Opened extends Connection {
  /** When the two could talk. */
  helloAt: number;
  /** When the frame had said that it shows its chat. */
  readyAt: number;
}

/** What connects a page with a frame. */
export interface Contender {
  name: string;
  /**
   * Puts an iframe into the slot and connects with it; resolves when the frame has said that it is ready.
   *
   * @param isTimed - Whether the time of the hello is wanted, where it costs something to know it.
   */
  open: (slot: HTMLElement, onNotification: () => void, isTimed?: boolean) => Promise<Opened>;
}

/** What goes with every message: the documented options, the same for everybody. */
export const OPTIONS = { mode: 'blast', streamIds: ['fx-desk'], displayMode: 'none' } as const;

/** The page of a frame half. All of them are on one other site, as a pod's are. */
export function frameUrl(half: string): string {
  return `${podOrigin}/frame/${half}.html`;
}

/** Where the frames come from. */
export const podOrigin = new URLSearchParams(location.search).get('pod') ?? '';

/** An iframe as the contenders that make none themselves have it. */
export function putIframe(slot: HTMLElement, half: string): { iframe: HTMLIFrameElement; frame: Window } {
  const iframe = document.createElement('iframe');
  iframe.src = frameUrl(half);
  slot.append(iframe);
  const frame = iframe.contentWindow;
  if (!frame) throw new Error(`Failed to open ${iframe.src}: the slot is not in the page.`);
  return { iframe, frame };
}

/** Something that comes once, and when it came. */
export function once(): { at: Promise<number>; now: () => void } {
  let now!: () => void;
  const at = new Promise<number>((resolve) => {
    now = () => {
      resolve(performance.now());
    };
  });
  return { at, now };
}

/** Waits for a frame's word that it is there, and hands it a port; resolves with when that was. */
export async function handPort(frame: Window, port: MessagePort): Promise<number> {
  const hello = once();
  const greet = ({ source, origin }: MessageEvent): void => {
    if (source !== frame || origin !== podOrigin) return;
    removeEventListener('message', greet);
    frame.postMessage('port', podOrigin, [port]);
    hello.now();
  };
  addEventListener('message', greet);
  return hello.at;
}
