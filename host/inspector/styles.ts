import { css } from 'lit';

/** The frame of the inspector. A page can set the `--symphony-inspector-*` properties. By default the inspector follows the page's `color-scheme`. */
export const styles = css`
  :host {
    display: block;
    --inspector-card: var(--symphony-inspector-background, light-dark(#ffffff, #171e22));
    --inspector-text: var(--symphony-inspector-text, light-dark(#15232b, #e3eaee));
    --inspector-quiet: var(--symphony-inspector-quiet, light-dark(#526470, #97a8b2));
    --inspector-line: var(--symphony-inspector-line, light-dark(#d9e1e6, #29333a));
    --inspector-accent: var(--symphony-inspector-accent, light-dark(#0a6f8c, #5cc3e2));
    --inspector-good: light-dark(#0f6b41, #54cf93);
    --inspector-bad: light-dark(#b92a38, #ff8a90);
    --inspector-warn: light-dark(#935c00, #f4bd57);
    --inspector-to-frame: light-dark(#2b6fd6, #6fa8ff);
    --inspector-to-host: light-dark(#8a4bc9, #c08cff);
    --inspector-to-pod: light-dark(#0c7a70, #4cc9bb);
    color: var(--inspector-text);
    font:
      14px/1.45 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
  }

  :host([hidden]) {
    display: none;
  }

  :host([docked]) {
    height: var(--inspector-height);
    color-scheme: light dark;
  }

  *,
  *::before {
    box-sizing: border-box;
  }

  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2,
  h4 {
    font-size: 15px;
    font-weight: 650;
  }

  code {
    font:
      0.92em ui-monospace,
      'SF Mono',
      Menlo,
      Consolas,
      'Liberation Mono',
      monospace;
    overflow-wrap: anywhere;
  }

  a {
    color: var(--inspector-accent);
    overflow-wrap: anywhere;
  }

  :focus-visible {
    outline: 2px solid var(--inspector-accent);
    outline-offset: 2px;
  }

  .inspector {
    container-type: inline-size;
    border: 1px solid var(--inspector-line);
    border-radius: 12px;
    background: var(--inspector-card);
    overflow: hidden;
  }

  .is-docked {
    position: fixed;
    inset: auto 0 0;
    z-index: 2147483000;
    display: flex;
    flex-direction: column;
    max-height: 60vh;
    border-radius: 12px 12px 0 0;
    box-shadow: 0 -2px 16px rgb(0 0 0 / 25%);
  }

  .is-docked .body {
    overflow: auto;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 18px;
    padding: 12px 16px;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
    color: var(--inspector-quiet);
    font-size: 12.5px;
  }

  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  .key {
    width: 16px;
    height: 8px;
    border-radius: 2.5px;
    background: var(--bar);
  }

  .toFrame {
    --bar: var(--inspector-to-frame);
  }

  .toHost {
    --bar: var(--inspector-to-host);
  }

  .toPod {
    --bar: var(--inspector-to-pod);
  }

  .page {
    --bar: var(--inspector-quiet);
  }

  .failed,
  .bar.is-failed {
    --bar: var(--inspector-bad);
  }

  .key-mark.connected {
    width: 10px;
    height: 10px;
    border: 2px solid var(--inspector-good);
    border-radius: 50%;
  }

  .key-mark.removed {
    width: 3px;
    height: 14px;
    border-radius: 1px;
    background: var(--inspector-quiet);
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-inline-start: auto;
  }

  button,
  ::slotted(button),
  ::slotted(a) {
    min-height: 32px;
  }

  button {
    padding: 4px 12px;
    border: 1px solid var(--inspector-line);
    border-radius: 8px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  button:disabled {
    color: var(--inspector-quiet);
    cursor: default;
  }

  button:not(:disabled):hover {
    border-color: var(--inspector-accent);
  }

  .empty {
    margin: 0 16px 16px;
    padding: 26px 16px;
    border: 1px dashed var(--inspector-line);
    border-radius: 10px;
    color: var(--inspector-quiet);
    text-align: center;
  }

  .empty strong {
    display: block;
    color: var(--inspector-text);
  }
`;
