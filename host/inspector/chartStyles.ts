import { css } from 'lit';

/** The charts. */
export const chartStyles = css`
  .charts {
    display: grid;
    gap: 16px;
    padding: 12px 16px 16px;
    border-top: 1px solid var(--inspector-line);
  }

  .readout {
    min-height: 1.45em;
    color: var(--inspector-quiet);
    font-size: 13px;
    overflow-wrap: anywhere;
  }

  figcaption {
    margin-bottom: 6px;
    color: var(--inspector-quiet);
    font-size: 12.5px;
  }

  svg {
    display: block;
    overflow: visible;
  }

  svg text {
    fill: var(--inspector-text);
    font-size: 12.5px;
  }

  .row-name {
    font-weight: 600;
  }

  .scale text {
    fill: var(--inspector-quiet);
    font-size: 11.5px;
    font-variant-numeric: tabular-nums;
  }

  .rule {
    stroke: var(--inspector-line);
  }

  .tick {
    stroke: var(--inspector-line);
    stroke-dasharray: 2 3;
  }

  .break {
    stroke: color-mix(in oklab, var(--inspector-quiet) 45%, var(--inspector-card));
    fill: none;
  }

  .deadline {
    stroke: var(--inspector-bad);
    stroke-width: 2;
    stroke-dasharray: 5 3;
  }

  .connecting {
    fill: color-mix(in oklab, var(--inspector-quiet) 30%, var(--inspector-card));
  }

  .life {
    stroke: color-mix(in oklab, var(--inspector-quiet) 60%, var(--inspector-card));
    stroke-width: 1.5;
  }

  .bar {
    cursor: pointer;
  }

  .bar:focus-visible {
    outline: none;
  }

  .hit {
    fill: transparent;
  }

  .fill {
    fill: var(--bar);
    stroke: var(--inspector-card);
  }

  .bar:is(:hover, .is-chosen, :focus-visible) .fill {
    stroke: var(--inspector-text);
    stroke-width: 1.5;
  }

  .bar.is-pending .fill {
    fill: color-mix(in oklab, var(--bar) 45%, var(--inspector-card));
    stroke: var(--bar);
    stroke-dasharray: 3 2;
  }

  svg .bar-name {
    fill: var(--inspector-card);
    font-size: 9.5px;
    font-weight: 700;
    pointer-events: none;
  }

  svg .bar-name.is-pending {
    fill: var(--inspector-text);
  }

  svg .verdict {
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }

  svg .verdict.is-ok {
    fill: var(--inspector-good);
  }

  svg .verdict.is-failed {
    fill: var(--inspector-bad);
  }

  svg .verdict.is-pending {
    fill: var(--inspector-quiet);
  }

  .mark {
    fill: var(--inspector-card);
    stroke: var(--inspector-quiet);
    stroke-width: 2;
  }

  .mark.is-connected {
    stroke: var(--inspector-good);
  }

  .mark.is-gone {
    fill: none;
    stroke: var(--inspector-bad);
    stroke-width: 2.4;
  }

  .mark.is-removed {
    stroke-width: 3;
  }

  .arrow {
    fill: none;
    stroke: var(--inspector-text);
    stroke-width: 1.5;
    pointer-events: none;
  }
`;
