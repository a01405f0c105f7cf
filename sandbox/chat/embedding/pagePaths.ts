/** Whether a page of the pod has the whole client in it. All others have one chat. */
export function isClient(path: string): boolean {
  return path.startsWith('/client-bff/') || path.startsWith('/apps/client2');
}

/** Whether a page of the pod is a child frame, which shows nothing by itself. */
export function isChildFrame(path: string): boolean {
  return path.endsWith('/frame-root.html');
}
