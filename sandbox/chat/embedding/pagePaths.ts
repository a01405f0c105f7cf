/** Whether a page of the pod has the whole client in it. All others have one chat. */
export function isClient(path: string): boolean {
  return path.startsWith('/client-bff/') || path.startsWith('/apps/client2');
}

/** Whether a page of the pod is a child frame, which shows nothing by itself. */
export function isChildFrame(path: string): boolean {
  return path.endsWith('/frame-root.html');
}

/** At the end of the address of a page that is only to be in the browser when a frame needs it: nothing starts there. */
export const AHEAD = '#ahead';
