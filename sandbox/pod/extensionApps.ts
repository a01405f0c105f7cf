import type { ExtensionApp } from '../podApi/extensionApps.js';

/** The apps that are installed at the pod. */
export function extensionApps(appsOrigin: string): ExtensionApp[] {
  const url = `${appsOrigin}/`;
  return [
    {
      id: 'fx-rates',
      name: 'FX rates',
      url,
      modules: [
        { label: 'Rates', path: 'fx-rates/rates.html' },
        { label: 'Calculator', path: 'fx-rates/calculator.html' },
      ],
    },
    // It is out of order, for what then happens to be seen.
    {
      id: 'desk-notes',
      name: 'Desk notes',
      url,
      modules: [{ label: 'Notes', path: 'desk-notes/notes.html' }],
    },
  ];
}
