import { EmbeddedPage } from '../testing/embeddedPage.js';
import { logInTo } from '../testing/portalVisit.js';
import { SPEC_MS, useBrowsers } from '../testing/useBrowsers.js';

interface Answer {
  streamId?: string;
  error?: { type: string };
}

/** Renders, and waits until the frame needs the user for a reason. */
async function rendersUntilAsked(
  page: EmbeddedPage,
  reason: string,
  configuration: object = {},
  fromLogin = false,
): Promise<void> {
  await page.register('onUserInteractionRequired');
  await page.start(
    'rendered',
    'render',
    'symphony-ecm',
    { streamId: 'fx-desk', ...configuration },
    fromLogin,
  );
  await page.heard('onUserInteractionRequired', { reason });
}

async function expectPopupOnly({ main }: EmbeddedPage): Promise<void> {
  await main.getByTestId('log-in-popup').waitFor();
  for (const testId of ['email', 'password', 'log-in'])
    expect(await main.getByTestId(testId).count())
      .withContext(testId)
      .toBe(0);
}

describe('A login', () => {
  const browsers = useBrowsers();

  it(
    'is asked for when the container is hidden, and goes on when it is shown',
    async () => {
      const page = await EmbeddedPage.open(browsers);
      const setDisplay = (display: string): Promise<void> =>
        page.page.locator('.symphony-ecm').evaluate((container: HTMLElement, given) => {
          container.style.display = given;
        }, display);
      await setDisplay('none');
      await rendersUntilAsked(page, 'login');
      expect(await page.page.locator('.symphony-ecm').isVisible()).toBeFalse();
      expect(await page.allHeard('rendered')).toEqual([]);
      await setDisplay('block');
      await logInTo(page.main, 'alice');
      expect((await page.heard<Answer>('rendered')).streamId).toBe('fx-desk');
      await page.main.getByTestId('log').waitFor();
    },
    SPEC_MS,
  );

  it(
    'is asked for with fromLogin although somebody is logged in',
    async () => {
      const page = await EmbeddedPage.rendered(browsers, 'carol');
      await rendersUntilAsked(page, 'login', { streamId: 'rates-research' }, true);
      await page.main.getByTestId('login').waitFor();
      expect(await page.main.getByTestId('log').count()).toBe(0);
      await logInTo(page.main, 'carol');
      expect((await page.heard<Answer>('rendered')).streamId).toBe('rates-research');
    },
    SPEC_MS,
  );

  it(
    'has only the way into a popup with ecpLoginPopup',
    async () => {
      const page = await EmbeddedPage.open(browsers);
      await rendersUntilAsked(page, 'login', { ecpLoginPopup: true });
      await expectPopupOnly(page);
    },
    SPEC_MS,
  );

  /** Tokens that the pod does not take, and how a page comes by them. */
  const REFUSED_TOKENS: Record<string, (page: EmbeddedPage) => Promise<string>> = {
    'that is none': () => Promise.resolve('not.a.token'),
    'that was changed after it was signed': async (page) => {
      const [head, , signature] = (await page.token('bob')).split('.');
      const payload = Buffer.from(JSON.stringify({ sub: 'alice@acme.example', iss: 'acme' }));
      return [head, payload.toString('base64url'), signature].join('.');
    },
    'that was used before': async () => {
      const first = await EmbeddedPage.open(browsers);
      const subjectToken = await first.token('dave');
      const used = await first.call<Answer>('render', 'symphony-ecm', {
        streamId: 'fx-desk',
        auth: { subjectToken },
      });
      expect(used.error).toBeUndefined();
      return subjectToken;
    },
    'of another partner': async ({ visitor }) => {
      const portalB = await visitor.open(new URL('/blank.html', browsers.sandbox.portalBUrl).href);
      return portalB.evaluate(async () => {
        const response = await fetch('/token?email=alice%40acme.example');
        return ((await response.json()) as { subjectToken: string }).subjectToken;
      });
    },
    'for nobody the pod knows': (page) => page.token('nobody'),
  };

  for (const [which, make] of Object.entries(REFUSED_TOKENS)) {
    it(
      `is asked for, and the user told, when the page has a token ${which}`,
      async () => {
        const page = await EmbeddedPage.open(browsers);
        await rendersUntilAsked(page, 'login', { auth: { subjectToken: await make(page) } });
        await page.main.getByTestId('login-problem').filter({ hasText: 'could not log you in' }).waitFor();
        expect(await page.ask<object>('/session')).toEqual(jasmine.objectContaining({ loggedIn: false }));
      },
      SPEC_MS,
    );
  }

  it(
    'of one user is not kept for another one whose token is refused',
    async () => {
      const page = await EmbeddedPage.rendered(browsers, 'carol');
      const [head, payload] = (await page.token('bob')).split('.');
      await rendersUntilAsked(page, 'login', { auth: { subjectToken: [head, payload, 'AAAA'].join('.') } });
      await page.main.getByTestId('login').waitFor();
      expect(await page.main.getByTestId('message').count()).toBe(0);
    },
    SPEC_MS,
  );

  for (const partnerId of ['globex', 'nobody']) {
    it(
      `is never reached by a page with the partner id ${partnerId}: the connection fails`,
      async () => {
        const { portalAUrl, podUrl } = browsers.sandbox;
        const { open } = await browsers.visitor();
        const page = await open(new URL('/blank.html', portalAUrl).href);
        const answer = await page.evaluate(renderFor, { src: `${podUrl}/embed/sdk.js`, partnerId });
        expect((answer as Answer).error?.type).toBe('CONNECTION_FAILED');
        expect(await page.locator('iframe').count()).toBe(0);
      },
      SPEC_MS,
    );
  }
});

describe('A pod whose users log in with an identity provider', () => {
  const browsers = useBrowsers({ sandbox: { ssoPartners: ['acme'] } });

  it(
    'has no form for a password in the frame',
    async () => {
      const page = await EmbeddedPage.open(browsers);
      expect(await page.call('checkAuth', false)).toEqual({ isLoggedIn: false, authenticationType: 'sso' });
      await rendersUntilAsked(page, 'login');
      await expectPopupOnly(page);
    },
    SPEC_MS,
  );

  it(
    'takes the token of a portal all the same',
    async () => {
      const page = await EmbeddedPage.rendered(browsers, 'alice');
      await page.main.getByTestId('log').waitFor();
      expect(await page.call('checkAuth', false)).toEqual({ isLoggedIn: true, authenticationType: 'sso' });
    },
    SPEC_MS,
  );

  it(
    'asks for consent to the terms of use first: who declines is logged out, who accepts goes on',
    async () => {
      const page = await EmbeddedPage.open(browsers);
      const asHeidi = async () => ({
        streamId: 'announcements',
        auth: { subjectToken: await page.token('heidi') },
      });
      await rendersUntilAsked(page, 'terms_of_use', await asHeidi());
      await page.main.getByTestId('terms').waitFor();
      for (const testId of ['log', 'message', 'chat-title', 'composer'])
        expect(await page.main.getByTestId(testId).count())
          .withContext(testId)
          .toBe(0);
      await page.main.getByTestId('terms-decline').click();
      expect((await page.heard<Answer>('rendered')).error?.type).toBe('LOGGED_OUT');
      await page.page.locator('iframe').first().waitFor({ state: 'detached' });
      expect(await page.call<object>('checkAuth')).toEqual(jasmine.objectContaining({ isLoggedIn: false }));

      await page.start('again', 'render', 'symphony-ecm', await asHeidi());
      await page.main.getByTestId('terms-accept').click();
      expect((await page.heard<Answer>('again')).streamId).toBe('announcements');
      await page.main.getByTestId('chat-title').filter({ hasText: 'Announcements' }).waitFor();
      await page.call('render', 'symphony-ecm', { streamId: 'announcements' });
      expect(await page.main.getByTestId('terms').count()).toBe(0);
    },
    SPEC_MS,
  );
});

/** Runs in the page: the script tag of a partner, and what becomes of a render. */
function renderFor({ src, partnerId }: { src: string; partnerId: string }): Promise<unknown> {
  const container = document.createElement('div');
  container.className = 'symphony-ecm';
  const script = document.createElement('script');
  script.id = 'symphony-ecm-sdk';
  script.setAttribute('render', 'explicit');
  script.dataset['partnerId'] = partnerId;
  script.src = src;
  document.body.append(container, script);
  return new Promise((resolve, reject) => {
    script.addEventListener('error', reject);
    script.addEventListener('load', () => {
      const { symphony } = window as unknown as { symphony: { render: () => Promise<unknown> } };
      resolve(symphony.render());
    });
  });
}
