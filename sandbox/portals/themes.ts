import type { Theme } from 'symphony-embed/host';

/** Colours for the chats, in a light and a dark version. */
export interface NamedTheme {
  id: string;
  name: string;
  light: Theme;
  dark: Theme;
}

export const THEMES: readonly NamedTheme[] = [
  {
    id: 'own',
    name: 'Symphony',
    light: {
      primary: '#0b62c9',
      background: '#ffffff',
      surface: '#f3f5f8',
      text: '#18212d',
      accent: '#7a3fc4',
    },
    dark: {
      primary: '#6aaeff',
      background: '#14181e',
      surface: '#1d232b',
      text: '#e7ebf0',
      accent: '#c39bff',
    },
  },
  {
    id: 'harbour',
    name: 'Harbour',
    light: {
      primary: '#0f5c63',
      background: '#fbfdfd',
      surface: '#e8f1f1',
      text: '#12292b',
      accent: '#7a4a00',
    },
    dark: {
      primary: '#5cc8cf',
      background: '#0e1c1e',
      surface: '#17292c',
      text: '#dcebec',
      accent: '#f2b866',
    },
  },
  {
    id: 'claret',
    name: 'Claret',
    light: {
      primary: '#8d1f42',
      background: '#fffbfa',
      surface: '#f6ebe9',
      text: '#2b1519',
      accent: '#5a4a9c',
    },
    dark: {
      primary: '#f08aa8',
      background: '#1d1216',
      surface: '#2b1b21',
      text: '#f3e3e7',
      accent: '#b9a8ff',
    },
  },
  {
    id: 'slate',
    name: 'Slate',
    light: {
      primary: '#34455e',
      background: '#f8f9fb',
      surface: '#e9edf2',
      text: '#1a222e',
      accent: '#a1370d',
    },
    dark: {
      primary: '#a9bfdf',
      background: '#171b22',
      surface: '#222933',
      text: '#e4e9f0',
      accent: '#ffa77e',
    },
  },
];
