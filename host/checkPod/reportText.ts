import type { CheckResult, PodReport } from './checkResult.js';

/** Puts a report in words, for people. */
export function reportText({ podOrigin, portalOrigin, results }: PodReport): string {
  const count = (outcome: CheckResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  const blocks = [
    `${podOrigin}, for the portal ${portalOrigin}`,
    ...results.map(resultText),
    `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function resultText(result: CheckResult): string {
  const { name, outcome } = result;
  const lines = [`${outcome === 'failed' ? 'FAILED' : outcome} ${name}`];
  if (outcome === 'skipped') return [...lines, line('because', result.reason)].join('\n');
  for (const { asked, answered } of result.exchanges)
    lines.push(line('asked', asked), line('answered', answered));
  if (outcome === 'failed')
    lines.push(line('wrong', result.problem), line('why', result.why), line('do', result.fix));
  return lines.join('\n');
}

function line(label: string, text: string): string {
  return `  ${label.padEnd(9)}${text}`;
}
