import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import libCoverage from 'istanbul-lib-coverage';
import libReport from 'istanbul-lib-report';
import reports from 'istanbul-reports';
import { instrumentSource } from './instrumentSource.js';
import { isForNode } from './webpackSpecs.js';

const FOLDERS = ['host', 'frame', 'shared'];
const LINES_AT_LEAST = 90;

function runsInBrowsers(file) {
  return /(?<!\.spec|\.d)\.ts$/.test(file) && !isForNode(file);
}

/** Collects what the page of the specs and all of their frames have run. */
export function collectCoverage(root) {
  const described = new Map();
  for (const folder of FOLDERS) {
    const files = readdirSync(join(root, folder), { recursive: true });
    for (const file of files.filter(runsInBrowsers)) {
      const path = join(root, folder, file);
      described.set(path, instrumentSource(readFileSync(path, 'utf8'), path).coverage);
    }
  }
  // A frame sends its counters again and again: the last ones hold.
  const frames = new Map();
  const map = libCoverage.createCoverageMap(structuredClone(Object.fromEntries(described)));

  function add(counters) {
    for (const [path, { s, f, b }] of counters) {
      if (described.has(path)) map.merge({ [path]: { ...described.get(path), s, f, b } });
    }
  }

  return {
    addPage(coverage) {
      add(Object.entries(coverage));
    },
    addFrame({ id, counters }) {
      frames.set(id, counters);
    },
    /** Prints the summary, writes the pages to `folder`, and tells which part of the lines was run, in per cent. */
    report(folder) {
      for (const counters of frames.values()) add(counters);
      const context = libReport.createContext({ dir: folder, coverageMap: map, defaultSummarizer: 'nested' });
      reports.create('text', { maxCols: 110 }).execute(context);
      reports.create('html').execute(context);
      for (const name of FOLDERS) {
        const part = libCoverage.createCoverageMap();
        for (const path of map.files().filter((file) => file.startsWith(join(root, name, '/'))))
          part.addFileCoverage(map.fileCoverageFor(path));
        console.log(`${name}: ${part.getCoverageSummary().lines.pct} % of lines`);
      }
      const { pct } = map.getCoverageSummary().lines;
      return { lines: pct, isEnough: pct >= LINES_AT_LEAST, atLeast: LINES_AT_LEAST, frames: frames.size };
    },
  };
}
