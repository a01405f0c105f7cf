import type { Exchange } from './checkResult.js';
import type { PodResponse } from './podRequest.js';

const TEXT_MAX_LENGTH = 300;

/** Puts a request and its response in words, with the headers that a check depends on. */
export function exchangeOf(response: PodResponse, ...headerNames: string[]): Exchange {
  const { asked } = response;
  if (response.kind === 'unanswered') return { asked, answered: `no answer: ${response.problem}` };
  const { status, headers } = response;
  // A redirect's target and a page's type explain most failures.
  const always = ['location', 'content-type'].filter((name) => headers[name] !== undefined);
  const lines = [...always, ...headerNames].map((name) => {
    const value = headers[name];
    return value === undefined ? `no ${name}` : `${name}: ${clip(String(value))}`;
  });
  return { asked, answered: [String(status), ...lines].join('; ') };
}

/** The same, with the beginning of the body. */
export function exchangeWithBody(response: PodResponse): Exchange {
  const { asked, answered } = exchangeOf(response);
  if (response.kind === 'unanswered' || response.body === '') return { asked, answered };
  return { asked, answered: `${answered}; ${clip(response.body)}` };
}

/** Shortens a text of the pod, and replaces what a terminal would obey. */
export function clip(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > TEXT_MAX_LENGTH ? `${line.slice(0, TEXT_MAX_LENGTH)}…` : line;
}
