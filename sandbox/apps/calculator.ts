import { element } from './element.js';
import { forward } from './forward.js';

/** Shows the forward of what is in the form, as it is typed. */
export function showCalculator(): void {
  const form = element('#forward', HTMLFormElement);
  form.addEventListener('input', calculate);
  form.addEventListener('submit', (submission) => {
    submission.preventDefault();
  });
  calculate();
}

function calculate(): void {
  const form = element('#forward', HTMLFormElement);
  const { rate, points } = forward({
    spot: valueOf('#spot'),
    baseRate: valueOf('#base-rate'),
    quoteRate: valueOf('#quote-rate'),
    days: valueOf('#days'),
  });
  const isKnown = form.checkValidity() && Number.isFinite(rate);
  element('#points', HTMLOutputElement).value = isKnown
    ? `${points > 0 ? '+' : ''}${points.toFixed(2)}`
    : '–';
  element('#rate', HTMLOutputElement).value = isKnown ? rate.toFixed(5) : '–';
}

function valueOf(selector: string): number {
  return element(selector, HTMLInputElement).valueAsNumber;
}
