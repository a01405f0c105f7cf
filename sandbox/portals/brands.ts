/** A price that a portal shows, and the chat where people talk about it. */
export interface Instrument {
  name: string;
  price: string;
  changePercent: number;
  streamId: string;
  /** What the price did today, for the little curve. */
  curve: readonly number[];
}

/** A portal's own clothes. The companies and the prices are made up. */
export interface Brand {
  name: string;
  line: string;
  sections: readonly string[];
  person: string;
  instruments: readonly Instrument[];
}

export const acme: Brand = {
  name: 'Acme Capital',
  line: 'Client desk',
  sections: ['Desk', 'Clients', 'Orders', 'Research'],
  person: 'Alice Martin',
  instruments: [
    {
      name: 'EUR/USD',
      price: '1.0851',
      changePercent: 0.24,
      streamId: 'fx-desk',
      curve: [42, 40, 43, 41, 44, 46, 45, 47, 46, 50, 51],
    },
    {
      name: 'US 10-year',
      price: '4.212 %',
      changePercent: -0.61,
      streamId: 'rates-research',
      curve: [31, 32, 30, 30, 28, 29, 27, 26, 27, 24, 23],
    },
    {
      name: 'Northwind',
      price: '87.40',
      changePercent: 1.32,
      streamId: 'onboarding',
      curve: [10, 11, 11, 13, 12, 14, 13, 16, 17, 17, 19],
    },
    {
      name: 'Gold, oz',
      price: '2,381.9',
      changePercent: 0.08,
      streamId: 'alice-bob',
      curve: [22, 21, 23, 22, 22, 24, 23, 23, 22, 23, 23],
    },
  ],
};

export const globex: Brand = {
  name: 'Globex Treasury',
  line: 'Dealing room',
  sections: ['Positions', 'Liquidity', 'Hedges', 'Reports'],
  person: 'Treasury team',
  instruments: [
    {
      name: 'EUR fwd 3m',
      price: '1.0894',
      changePercent: 0.19,
      streamId: 'fx-desk',
      curve: [20, 21, 20, 22, 23, 22, 24, 24, 25, 25, 26],
    },
    {
      name: '€STR',
      price: '3.662 %',
      changePercent: -0.05,
      streamId: 'rates-research',
      curve: [30, 30, 29, 30, 29, 29, 30, 29, 29, 28, 29],
    },
    {
      name: 'Northwind 5y',
      price: '101.22',
      changePercent: 0.37,
      streamId: 'onboarding',
      curve: [12, 12, 13, 12, 14, 15, 14, 16, 15, 17, 18],
    },
    {
      name: 'Brent',
      price: '81.06',
      changePercent: -1.14,
      streamId: 'alice-carol',
      curve: [40, 39, 40, 37, 36, 36, 34, 35, 33, 31, 30],
    },
  ],
};
