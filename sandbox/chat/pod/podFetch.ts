/** Asks the pod, as the app of this page. What it answers is never kept by the browser. */
export function podFetch(
  method: string,
  path: string,
  signal: AbortSignal,
  body?: object,
): Promise<Response> {
  return fetch(path, {
    method,
    signal,
    cache: 'no-store',
    headers: {
      ...(method !== 'GET' && { 'X-Symphony-Embed': '1' }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}
