import { css } from 'lit';

/** How a logout went. */
export const reportStyles = css`
  .report {
    --verdict: var(--inspector-quiet);
    border-top: 1px solid var(--inspector-line);
    border-inline-start: 5px solid var(--verdict);
  }

  .report.is-done {
    --verdict: var(--inspector-good);
  }

  .report.is-incomplete {
    --verdict: var(--inspector-warn);
  }

  .report.is-unconfirmed {
    --verdict: var(--inspector-bad);
  }

  .report-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    padding: 14px 16px;
  }

  .report-head > div {
    flex: 1 1 240px;
  }

  .sign {
    display: grid;
    place-items: center;
    flex: none;
    width: 42px;
    height: 42px;
    border-radius: 50%;
    background: color-mix(in oklab, var(--verdict) 15%, var(--inspector-card));
    color: var(--verdict);
    font-size: 22px;
    font-weight: 700;
  }

  .report h3 {
    color: var(--verdict);
    font-size: 21px;
    line-height: 1.25;
  }

  .report h3:focus-visible {
    outline: none;
  }

  .is-running h3 {
    color: var(--inspector-text);
  }

  .spinner {
    width: 18px;
    height: 18px;
    border: 2px solid var(--inspector-line);
    border-top-color: var(--inspector-accent);
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation: none;
    }
  }

  .advice {
    display: grid;
    gap: 6px;
    margin: 0 16px 12px;
    padding: 10px 14px;
    border-radius: 8px;
    background: color-mix(in oklab, var(--verdict) 12%, var(--inspector-card));
  }

  .advice ul {
    padding-inline-start: 18px;
    list-style: disc;
  }

  .failover {
    padding: 0 16px 12px;
    font-weight: 600;
  }

  /* Without a doctype, browsers let a table inherit neither. */
  table {
    width: 100%;
    border-collapse: collapse;
    color: inherit;
    font: inherit;
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: 7px 16px;
    border-top: 1px solid var(--inspector-line);
    text-align: start;
    vertical-align: top;
  }

  thead th {
    color: var(--inspector-quiet);
    font-size: 12.5px;
    font-weight: 600;
  }

  tbody th {
    font-weight: 600;
    white-space: nowrap;
  }

  .number {
    text-align: end;
    white-space: nowrap;
  }

  .sentence {
    width: 55%;
    overflow-wrap: anywhere;
  }

  .outcome {
    display: inline-block;
    padding: 1px 9px;
    border-radius: 99px;
    background: color-mix(in oklab, var(--inspector-quiet) 16%, var(--inspector-card));
    font-weight: 600;
    white-space: nowrap;
  }

  .outcome:is(.is-acknowledged, .is-done) {
    background: color-mix(in oklab, var(--inspector-good) 15%, var(--inspector-card));
    color: var(--inspector-good);
  }

  .outcome:is(.is-failed, .is-timedOut, .is-gone, .is-unconfirmed) {
    background: color-mix(in oklab, var(--inspector-bad) 14%, var(--inspector-card));
    color: var(--inspector-bad);
  }

  .outcome.is-incomplete {
    background: color-mix(in oklab, var(--inspector-warn) 15%, var(--inspector-card));
    color: var(--inspector-warn);
  }

  .phases,
  .notes {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 22px;
    margin: 0;
    padding: 10px 16px;
    border-top: 1px solid var(--inspector-line);
    font-variant-numeric: tabular-nums;
  }

  .phases span {
    color: var(--inspector-quiet);
  }

  .notes {
    display: grid;
  }

  .notes > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
  }

  .notes dt {
    font-weight: 600;
  }

  .notes dd {
    flex: 1 1 260px;
    min-width: 0;
    margin: 0;
    color: var(--inspector-quiet);
    overflow-wrap: anywhere;
  }

  .before summary {
    padding: 10px 16px;
    border-top: 1px solid var(--inspector-line);
    cursor: pointer;
    font-weight: 600;
  }

  /* A table would hide what matters most: each frame is a card. */
  @container (width < 700px) {
    thead {
      display: none;
    }

    tbody tr {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 2px 12px;
      padding: 10px 16px;
      border-top: 1px solid var(--inspector-line);
    }

    tbody :is(th, td) {
      padding: 0;
      border: 0;
    }

    tbody .number {
      order: 1;
      text-align: start;
    }

    tbody .sentence,
    .before td:last-child {
      grid-column: 1 / -1;
      order: 2;
      width: auto;
    }
  }
`;
