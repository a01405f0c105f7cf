/** What the pod's page tells the app: who may embed it, and whether the sandbox's faults may be armed. */
export interface PodConfig {
  allowedOrigins: string[];
  faults: boolean;
}

/** Reads the configuration that the pod wrote into this page. */
export function readPodConfig(): PodConfig {
  const text = document.getElementById('pod-config')?.textContent ?? '{}';
  const { allowedOrigins = [], faults = false } = JSON.parse(text) as Partial<PodConfig>;
  return { allowedOrigins, faults };
}
