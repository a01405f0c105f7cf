/** What the pod's page tells the app. */
export interface PodConfig {
  /** Who may embed it. */
  allowedOrigins: string[];
  /** Whether the sandbox's faults may be armed. */
  faults: boolean;
  /** How people log in at this pod. */
  authenticationType: 'password' | 'sso';
  /** What the pod takes at most: bytes of all files of a message, and characters of a room's name. */
  limits: { attachmentBytes: number; roomNameLength: number };
  /** What a chat loads, by its addresses. */
  chatFiles: string[];
  /** The pages that a chat may open in, as the SDK asks for them. */
  chatPages: string[];
}

/** Reads the configuration that the pod wrote into this page. */
export function readPodConfig(): PodConfig {
  const text = document.getElementById('pod-config')?.textContent ?? '{}';
  return {
    allowedOrigins: [],
    faults: false,
    authenticationType: 'password',
    limits: { attachmentBytes: Infinity, roomNameLength: Infinity },
    chatFiles: [],
    chatPages: [],
    ...(JSON.parse(text) as Partial<PodConfig>),
  };
}
