import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { JournalEntry, PodBehaviour } from '../frame/behaviour.js';

/** A pod, as the server has it. */
export interface ServedPod {
  readonly behaviour: PodBehaviour;
  readonly journal: JournalEntry[];
  /** How many pages of frames were asked for. */
  frames: number;
  /** Of the frames that can be told what to do, by the number of their document. */
  readonly sockets: Map<number, WebSocket>;
  /** What its session cookie says. */
  readonly session: string;
}

/** The open pods, by the first part of their host's name. */
export type ServedPods = Map<string, ServedPod>;

export function newPod(behaviour: PodBehaviour): ServedPod {
  return { behaviour, journal: [], frames: 0, sockets: new Map(), session: randomUUID() };
}

/** Writes to the pod's journal: what happens to the pod itself, and now, unless the entry says otherwise. */
export function writeJournal(
  pod: ServedPod,
  {
    atMs = performance.timeOrigin + performance.now(),
    frame = 0,
    what,
    detail = {},
  }: Partial<JournalEntry> & Pick<JournalEntry, 'what'>,
): void {
  pod.journal.push({ atMs, frame, what, detail });
}

/** What a spec may want to know of a request. */
export function detailOf({ url, headers }: IncomingMessage): Record<string, unknown> {
  return {
    url,
    origin: headers.origin,
    referer: headers.referer,
    site: headers['sec-fetch-site'],
    cookie: headers.cookie,
    embedHeader: headers['x-symphony-embed'],
    contentType: headers['content-type'],
  };
}
