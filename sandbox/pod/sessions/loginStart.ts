import type { FastifyInstance } from 'fastify';

/** Signs when a login began, so that a page can send it along later. */
export function writeLoginStart(app: FastifyInstance, startedAt: string): string {
  return app.signCookie(startedAt);
}

/** What {@link writeLoginStart} wrote; `undefined` for anything else. */
export function readLoginStart(app: FastifyInstance, text: string): string | undefined {
  const { valid, value } = app.unsignCookie(text);
  return valid ? value : undefined;
}
