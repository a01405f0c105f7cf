import { replaceFetch } from '../logout/askPod.js';

/** The part of a response that the host reads. */
export interface FakeResponse {
  status: number;
  body: unknown;
}

/** Answers a request to a pod. Throws if the pod cannot be reached. */
type Answerer = () => FakeResponse;

const answerers = new Map<string, Answerer>();
let original: typeof fetch | undefined;

/**
 * Answers the host's own requests to a pod.
 *
 * @returns A function that stops this.
 */
export function answerRequests(podOrigin: string, answerer: Answerer): () => void {
  answerers.set(podOrigin, answerer);
  original ??= replaceFetch(fetchFake);
  return () => {
    answerers.delete(podOrigin);
    if (answerers.size || !original) return;
    replaceFetch(original);
    original = undefined;
  };
}

async function fetchFake(...[input, options]: Parameters<typeof fetch>): Promise<Response> {
  const url = input as string;
  const answerer = answerers.get(new URL(url).origin);
  // Another host of the page, for a pod that is no fake.
  if (!answerer) return (original ?? fetch)(input, options);
  const { status, body } = answerer();
  const ok = status >= 200 && status < 300;
  // Not a `Response`: the address of such a one is always empty.
  return { ok, status, url, json: () => Promise.resolve(body) } as Response;
}
