const KILO = 1024;

/** A number of bytes for people. */
export function sizeOf(bytes: number): string {
  if (bytes < KILO) return `${bytes} bytes`;
  return bytes < KILO * KILO
    ? `${Math.round(bytes / KILO)} KB`
    : `${(bytes / KILO / KILO).toLocaleString(undefined, { maximumFractionDigits: 1 })} MB`;
}
