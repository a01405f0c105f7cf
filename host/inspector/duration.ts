/** "0 ms", "3.4 ms", "310 ms", "4.2 s", "2 min". */
export function duration(ms: number): string {
  if (ms < 10) return `${String(Number(ms.toFixed(1)))} ms`;
  if (ms < 1_000) return `${ms.toFixed(0)} ms`;
  if (ms < 60_000) return `${String(Number((ms / 1_000).toFixed(1)))} s`;
  return `${(ms / 60_000).toFixed(0)} min`;
}
