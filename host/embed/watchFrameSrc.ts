/**
 * Calls back if the page's own CSP (`frame-src`) refuses the pod. Then the iframe never loads.
 *
 * @returns A function that removes the listener.
 */
export function watchFrameSrc(podOrigin: string, handleRefusal: () => void): () => void {
  const handleViolation = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective.startsWith('frame-src') && blockedURI.startsWith(podOrigin)) handleRefusal();
  };
  document.addEventListener('securitypolicyviolation', handleViolation);
  return () => {
    document.removeEventListener('securitypolicyviolation', handleViolation);
  };
}
