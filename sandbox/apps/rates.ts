import { element } from './element.js';

interface Rate {
  pair: string;
  opening: number;
  mid: number;
  spread: number;
  digits: number;
}

const MOVE_EVERY_MS = 1500;
/** How far a rate moves at once, at most. */
const LARGEST_MOVE = 0.0002;

const rates: Rate[] = [
  { pair: 'EUR/USD', opening: 1.0842, mid: 1.0851, spread: 0.0002, digits: 4 },
  { pair: 'GBP/USD', opening: 1.2714, mid: 1.2709, spread: 0.0003, digits: 4 },
  { pair: 'USD/JPY', opening: 151.42, mid: 151.77, spread: 0.02, digits: 2 },
  { pair: 'USD/CHF', opening: 0.8931, mid: 0.8927, spread: 0.0003, digits: 4 },
  { pair: 'EUR/GBP', opening: 0.8528, mid: 0.8538, spread: 0.0002, digits: 4 },
];

/** Shows rates that move, until the reader stops them. */
export function showRates(): void {
  const body = element('#rates', HTMLTableSectionElement);
  const rows = rates.map((rate) => {
    const row = body.insertRow();
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = rate.pair;
    row.append(head);
    const cells = [row.insertCell(), row.insertCell(), row.insertCell()];
    return { rate, cells };
  });
  const show = (): void => {
    for (const { rate, cells } of rows) {
      const texts = textsOf(rate);
      for (const [index, cell] of cells.entries()) cell.textContent = texts[index] ?? '';
      const change = cells.at(-1);
      if (change) change.className = rate.mid < rate.opening ? 'is-down' : 'is-up';
    }
  };
  show();

  const pause = element('#pause', HTMLButtonElement);
  let isPaused = false;
  pause.addEventListener('click', () => {
    isPaused = !isPaused;
    pause.setAttribute('aria-pressed', String(isPaused));
  });
  setInterval(() => {
    if (isPaused) return;
    for (const rate of rates) rate.mid *= 1 + (Math.random() - 0.5) * 2 * LARGEST_MOVE;
    show();
  }, MOVE_EVERY_MS);
}

function textsOf({ opening, mid, spread, digits }: Rate): string[] {
  const percent = (mid / opening - 1) * 100;
  return [
    (mid - spread / 2).toFixed(digits),
    (mid + spread / 2).toFixed(digits),
    `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(2)} %`,
  ];
}
