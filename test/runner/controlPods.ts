import type { FrameCommand, JournalEntry, PodBehaviour } from '../frame/behaviour.js';
import { asJson, type HttpAnswer, NO_CONTENT } from './httpAnswer.js';
import { newPod, type ServedPods, writeJournal } from './servedPod.js';

/** What specs and their frames ask of a pod under /control/. */
export interface ControlRequest {
  /** The pod. */
  readonly id: string;
  readonly pathname: string;
  readonly method: string | undefined;
  /** What was posted, or an empty object. */
  readonly body: unknown;
}

/** Opens pods for specs, changes them, tells their frames what to do, and has their journals. */
export function controlPods(
  pods: ServedPods,
  { id, pathname, method, body }: ControlRequest,
  onCoverage?: (body: unknown) => void,
): HttpAnswer {
  if (pathname === '/control/coverage') {
    onCoverage?.(body);
    return NO_CONTENT;
  }
  if (pathname === '/control/open') {
    pods.set(id, newPod(body as PodBehaviour));
    return asJson({});
  }
  const pod = pods.get(id);
  if (!pod) return asJson({}, 410);
  switch (pathname) {
    case '/control/close':
      pods.delete(id);
      for (const socket of pod.sockets.values()) socket.terminate();
      return asJson({});
    case '/control/behaviour':
      Object.assign(pod.behaviour, body as PodBehaviour);
      return asJson({});
    case '/control/tell': {
      const { command, frame } = body as { command: FrameCommand; frame?: number };
      const told = [...pod.sockets].filter(([number]) => frame === undefined || frame === number);
      for (const [, socket] of told) socket.send(JSON.stringify(command));
      return asJson({ told: told.map(([number]) => number) });
    }
    case '/control/journal':
      if (method !== 'POST') return asJson([...pod.journal].sort((one, other) => one.atMs - other.atMs));
      writeJournal(pod, body as JournalEntry);
      return NO_CONTENT;
    default:
      return asJson({}, 404);
  }
}
