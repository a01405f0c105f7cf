/** What a forward is made of. Rates are in percent a year. */
export interface ForwardTerms {
  spot: number;
  baseRate: number;
  quoteRate: number;
  days: number;
}

/** Points of which a rate has ten thousand. */
const POINTS = 10_000;
const YEAR_DAYS = 360;

/** A forward by covered interest parity, with money-market interest. */
export function forward({ spot, baseRate, quoteRate, days }: ForwardTerms): { rate: number; points: number } {
  const years = days / YEAR_DAYS;
  const rate = (spot * (1 + (quoteRate / 100) * years)) / (1 + (baseRate / 100) * years);
  return { rate, points: (rate - spot) * POINTS };
}
