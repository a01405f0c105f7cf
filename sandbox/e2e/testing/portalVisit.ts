import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { SEED_PASSWORD } from '../../pod/seed/seed.js';
import { press } from './press.js';

/** A slot of the portals. */
export type SlotId = 'main' | '1' | '2';

/** A row of the report of a logout, as the page shows it. */
export interface ReportRow {
  frame: string;
  outcome: string;
}

/** A logout as the page shows it. */
export interface ShownLogout {
  verdict: string;
  headline: string;
  rows: ReportRow[];
  /** What it says about the browser storage. Empty if the page was given no report. */
  storage: string;
  /** What it says about the page's own request. Empty if there was none. */
  hostRequest: string;
  /** Which sessions of the user are over, by the pod's word. */
  scope: string;
}

/** The chat in a slot. */
export function chatIn(page: Page, slot: SlotId): FrameLocator {
  return page.frameLocator(`#slot-${slot} iframe`);
}

/** Logs in in a frame that asks for it. */
export async function logInTo(frame: FrameLocator | Page, user: string): Promise<void> {
  await frame.getByTestId('email').fill(`${user}@acme.example`);
  await frame.getByTestId('password').fill(SEED_PASSWORD);
  await press(frame.getByTestId('log-in'));
}

/** Says who it is, on a login page of the pod or of its identity provider. */
export async function fillIn(loginPage: Page, user: string): Promise<void> {
  await loginPage.locator('#email').fill(`${user}@acme.example`);
  await loginPage.locator('#password').fill(SEED_PASSWORD);
  await loginPage.locator('#submit').click();
}

/** Presses the button in a chat that opens a window to log in, and returns the window. */
export async function openLoginWindow(chat: FrameLocator, context: BrowserContext): Promise<Page> {
  const [popup] = await Promise.all([context.waitForEvent('page'), press(chat.getByTestId('log-in-popup'))]);
  return popup;
}

/** Renders the main chat, logs in there, and opens chats in other slots. */
export async function openChats(page: Page, user: string, slots: readonly SlotId[] = []): Promise<void> {
  await page.getByTestId('render').click();
  await logInTo(chatIn(page, 'main'), user);
  await chatIn(page, 'main').getByTestId('log').waitFor();
  for (const slot of slots) {
    await page.getByTestId(`open-${slot}`).click();
    await chatIn(page, slot).getByTestId('log').waitFor();
  }
}

/** Writes a message in a chat. */
export async function say(chat: FrameLocator | Page, text: string): Promise<void> {
  await chat.getByTestId('composer').fill(text);
  await press(chat.getByTestId('send'));
}

/** Waits until a chat shows a message. */
export async function hear(chat: FrameLocator | Page, text: string): Promise<void> {
  await chat.getByTestId('message').filter({ hasText: text }).waitFor();
}

/** Presses the portal's log-out button, and waits for how it went. */
export async function logOut(page: Page): Promise<ShownLogout> {
  await page.getByTestId('logout').click();
  return shownLogout(page);
}

/** Waits for how a logout that is under way goes. */
export async function shownLogout(page: Page): Promise<ShownLogout> {
  const report = page.locator('[data-testid=report]:not([data-verdict=running])');
  await report.waitFor();
  return report.evaluate(readReport);
}

/** What the report on the page says. Runs in the page, so that it knows nothing of what is around it here. */
export function readReport(element: Element): ShownLogout {
  const textOf = (part: Element, selector: string): string =>
    part.querySelector(selector)?.textContent.trim() ?? '';
  return {
    verdict: element.getAttribute('data-verdict') ?? '',
    headline: textOf(element, '[data-testid=report-headline]'),
    rows: [...element.querySelectorAll('[data-testid=report-row]')].map((row) => ({
      frame: textOf(row, 'th'),
      outcome: row.getAttribute('data-outcome') ?? '',
    })),
    storage: textOf(element, '[data-testid=report-storage]'),
    hostRequest: textOf(element, '[data-testid=report-host-request]'),
    scope: element.querySelector('[data-scope]')?.getAttribute('data-scope') ?? '',
  };
}

/** Whether the pod says, to the frame in a slot, that somebody is logged in. */
export function isLoggedIn(page: Page, slot: SlotId = 'main'): Promise<boolean> {
  return chatIn(page, slot)
    .locator('body')
    .evaluate(async () => {
      const response = await fetch('/session', { cache: 'no-store' });
      return ((await response.json()) as { loggedIn: boolean }).loggedIn;
    });
}
