import { PodRefusal } from '../pod/podRefusal.js';

/** Why a login did not work, for the person who tried. */
export function loginProblem(thrown: unknown): string {
  if (!(thrown instanceof PodRefusal)) return (thrown as Error).message;
  if (thrown.status === 401) return 'The e-mail address or the password is not right.';
  if (thrown.code === 'LOGGED_OUT_MEANWHILE')
    return 'You have logged out since this login began. Please start again.';
  if (thrown.status === 429) return 'Too many attempts. Wait a minute and try again.';
  if (thrown.status === 0)
    return 'Symphony cannot be reached at the moment. Check the network and try again.';
  return `The login did not work (${String(thrown.status)}). Try again.`;
}

/** Why a portal could not let its user in by itself, for that user. */
export function tokenProblem({ code }: PodRefusal): string {
  const why =
    code === 'LOGGED_OUT_MEANWHILE'
      ? 'You have logged out. '
      : 'The page around this frame could not log you in by itself. ';
  return `${why}Log in here.`;
}
