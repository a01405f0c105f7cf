import { makeSlot } from '../../test/pages/makeSlot.js';
import { openPod, type Pod } from '../../test/pages/openPod.js';
import { callSymphony, openPortal, type PortalWindow } from '../../test/pages/openPortal.js';
import { until } from '../../test/pages/until.js';

function tag(pod: Pod, attributes = 'render="explicit"'): string {
  return `<script id="symphony-ecm-sdk" ${attributes} src="${pod.url}/embed/sdk.js"></script>`;
}

const SLOTS = '<div class="symphony-ecm" id="one"></div><div class="other" id="two"></div>';

function framesIn(portal: PortalWindow): HTMLIFrameElement[] {
  return [...portal.document.querySelectorAll('iframe')];
}

/** Puts the tag in from JavaScript, as many portals do. */
function appendTag(portal: PortalWindow, pod: Pod, mode?: string): Promise<HTMLScriptElement> {
  const script = portal.document.createElement('script');
  script.id = 'symphony-ecm-sdk';
  script.setAttribute('render', 'explicit');
  if (mode !== undefined) script.dataset['mode'] = mode;
  script.src = `${pod.url}/embed/sdk.js`;
  return new Promise((resolve, reject) => {
    script.onload = () => {
      resolve(script);
    };
    script.onerror = () => {
      reject(new Error('The script did not load.'));
    };
    portal.document.head.append(script);
  });
}

describe('The script tag, explicit', () => {
  it('makes window.symphony with the documented functions, and renders nothing by itself', async () => {
    const portal = await openPortal(SLOTS + tag(await openPod()));
    const symphony = portal['symphony'] as Record<string, unknown>;
    for (const name of [
      'render',
      'openStream',
      'setStream',
      'startRoom',
      'updateSettings',
      'updateTheme',
      'listen',
      'onUserInteractionRequired',
      'checkAuth',
      'logout',
    ])
      expect(typeof symphony[name])
        .withContext(name)
        .toBe('function');
    expect(symphony['sdk']).toBe(symphony);
    expect(framesIn(portal)).toEqual([]);
  });

  it('resolves with what is documented', async () => {
    const portal = await openPortal(SLOTS + tag(await openPod()));
    expect(await callSymphony(portal, 'render', 'symphony-ecm', { streamId: 's1' })).toEqual({
      streamId: 's1',
    });
    expect(await callSymphony(portal, 'openStream', 's2', '#two')).toEqual({ streamId: 's2' });
    expect(await callSymphony(portal, 'startRoom', ['1'], '.other')).toEqual({ userIds: ['1'] });
    expect(await callSymphony(portal, 'checkAuth', false)).toEqual({
      isLoggedIn: true,
      authenticationType: 'password',
    });
    expect(await callSymphony(portal, 'updateSettings', { mode: 'dark' })).toBeNull();
    expect(framesIn(portal).length).toBe(2);
    expect(await callSymphony(portal, 'logout')).toEqual({});
    expect(framesIn(portal)).toEqual([]);
  });

  it('resolves with the error where something fails, and never rejects', async () => {
    const pod = await openPod({ logout: 'refuses', streams: { bad: { open: 'throws' } } });
    const portal = await openPortal(SLOTS + tag(pod));
    const message = jasmine.any(String) as unknown as string;
    const notRendered = { type: 'NOT_RENDERED', message };
    expect(await callSymphony(portal, 'openStream', 's1')).toEqual({ ...notRendered, error: notRendered });
    const invalid = { type: 'INVALID_ARGUMENT', message };
    expect(await callSymphony(portal, 'render', 'not-there')).toEqual({ ...invalid, error: invalid });
    await callSymphony(portal, 'render');
    const told = { type: 'ERROR', message: 'openStream was told to fail', data: { told: true } };
    expect(await callSymphony(portal, 'openStream', 'bad')).toEqual({ ...told, error: told });
    expect(await callSymphony(portal, 'logout', { deadlineMs: 1_000 })).toEqual({
      error: {
        type: 'LOGOUT_UNCONFIRMED',
        message,
        data: jasmine.objectContaining({ revoked: false, frames: [jasmine.any(Object)] }),
      },
    });
    expect(framesIn(portal)).toEqual([]);
  });

  it('does not throw from what registers a callback either', async () => {
    const portal = await openPortal(SLOTS + tag(await openPod()));
    const error = spyOn((portal as unknown as { console: Console }).console, 'warn');
    const symphony = portal['symphony'] as { listen: (options: unknown) => () => void };
    expect(() => {
      symphony.listen({ type: 'NoSuchNotifications' })();
    }).not.toThrow();
    expect(error).toHaveBeenCalled();
  });

  it('calls the function that data-onload names, above the tag', async () => {
    const pod = await openPod();
    const portal = await openPortal(
      `<script>calls = []; function onSdk() { calls.push(typeof symphony.render) }</script>` +
        tag(pod, 'render="explicit" data-onload="onSdk"'),
    );
    expect([...(portal['calls'] as string[])]).toEqual(['function']);
  });

  it('calls the function that data-onload names, below the tag', async () => {
    const pod = await openPod();
    const portal = await openPortal(
      tag(pod, 'render="explicit" data-onload="onSdk"') +
        `<script>calls = []; function onSdk() { calls.push(typeof symphony.render) }</script>`,
    );
    expect([...(portal['calls'] as string[])]).toEqual(['function']);
  });

  it('says so when data-onload names nothing, and works all the same', async () => {
    const pod = await openPod();
    const portal = await openPortal(
      `<script>errors = []; console.error = (...args) => errors.push(args.join(' '))</script>${SLOTS}` +
        tag(pod, 'render="explicit" data-onload="missing"'),
    );
    expect([...(portal['errors'] as string[])]).toEqual([jasmine.stringContaining('missing')]);
    expect(await callSymphony(portal, 'render')).toEqual({});
  });

  it('takes the partner id, and Collaboration mode', async () => {
    const pod = await openPod();
    const portal = await openPortal(
      SLOTS + tag(pod, 'render="explicit" data-partner-id="acme" data-mode="full"'),
    );
    await callSymphony(portal, 'render');
    const [iframe] = framesIn(portal);
    const { pathname, searchParams } = new URL(iframe!.src);
    expect(pathname).toBe('/client-bff/index.html');
    expect(searchParams.get('partnerId')).toBe('acme');
    const [connected] = await pod.journalled('connected');
    expect(connected?.detail?.['mode']).toBe('collaboration');
  });

  it('tells the function that data-debug names what crosses the channel', async () => {
    const pod = await openPod();
    const portal = await openPortal(
      `<script>events = []; function onEvent(event) { events.push(event) }</script>${SLOTS}` +
        tag(pod, 'render="explicit" data-debug="onEvent"'),
    );
    await callSymphony(portal, 'render', 'symphony-ecm', { auth: { subjectToken: 'secret-token' } });
    const events = portal['events'] as { kind: string; state?: string; method?: string }[];
    expect(events.some(({ state }) => state === 'connected')).toBeTrue();
    expect(events.some(({ method }) => method === 'ready')).toBeTrue();
    expect(JSON.stringify(events)).not.toContain('secret-token');
  });

  it('loads the inspector that data-debug asks for, which has all events since the first one', async () => {
    const pod = await openPod();
    const portal = await openPortal(SLOTS + tag(pod, 'render="explicit" data-debug="inspector"'));
    await callSymphony(portal, 'render', 'symphony-ecm', { streamId: 's1' });
    const inspector = await until(
      () => portal.document.querySelector('symphony-inspector[docked]'),
      'the inspector',
    );
    const visit = await until(
      () => inspector.shadowRoot?.querySelector('[data-testid=visit-chart]'),
      'the chart of the visit',
    );
    const calls = [...visit.querySelectorAll('.bar')].map((bar) => bar.getAttribute('aria-label') ?? '');
    expect(calls.some((words) => words.startsWith('hello, '))).toBeTrue();
    expect(await callSymphony(portal, 'logout')).toEqual({});
    const headline = await until(
      () => inspector.shadowRoot?.querySelector('[data-verdict=done] [data-testid=report-headline]'),
      'the report',
    );
    expect(headline.textContent).toBe('Logged out');
  });

  it('has an inspector that can be read in a page without a doctype, where tables inherit no colour', async () => {
    const pod = await openPod();
    const html = `<html lang="en"><title>Portal</title><body>${SLOTS}${tag(pod, 'render="explicit" data-debug="inspector"')}`;
    const portal = await openPortal('', `/portal?${String(new URLSearchParams({ html }))}`);
    expect(portal.document.compatMode).toBe('BackCompat');
    await callSymphony(portal, 'render', 'symphony-ecm', { streamId: 's1' });
    expect(await callSymphony(portal, 'logout')).toEqual({});
    const row = await until(
      () =>
        portal.document
          .querySelector('symphony-inspector')
          ?.shadowRoot?.querySelector('[data-testid=report-row]'),
      'the table of frames',
    );
    const around = portal.getComputedStyle(row.closest('.inspector')!);
    const inside = portal.getComputedStyle(row.querySelector('.sentence')!);
    expect(inside.color).toBe(around.color);
    expect(inside.fontSize).toBe(around.fontSize);
  });

  it('can be appended from JavaScript', async () => {
    const pod = await openPod();
    const portal = await openPortal(SLOTS);
    await appendTag(portal, pod);
    expect(await callSymphony(portal, 'render', 'symphony-ecm', { streamId: 's1' })).toEqual({
      streamId: 's1',
    });
  });

  it('can be appended again after its removal: what is there goes on', async () => {
    const pod = await openPod();
    const portal = await openPortal(SLOTS);
    const script = await appendTag(portal, pod);
    const first = portal['symphony'];
    await callSymphony(portal, 'render', 'symphony-ecm', { streamId: 's1' });
    script.remove();
    await appendTag(portal, pod);
    expect(portal['symphony']).toBe(first);
    expect(await callSymphony(portal, 'openStream', 's2')).toEqual({ streamId: 's2' });
    expect(framesIn(portal).length).toBe(1);
    expect(await callSymphony(portal, 'logout')).toEqual({});
  });

  it('of another pod takes the place of the first', async () => {
    const [one, other] = [await openPod(), await openPod()];
    const portal = await openPortal(SLOTS);
    await appendTag(portal, one);
    const first = portal['symphony'];
    await appendTag(portal, other);
    expect(portal['symphony']).not.toBe(first);
    await callSymphony(portal, 'render');
    expect(framesIn(portal)[0]!.src.startsWith(other.url)).toBeTrue();
  });

  it('works in a page whose policy allows no inline script, style or eval', async () => {
    const pod = await openPod();
    const portal = await openPortal(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${pod.url}; frame-src ${pod.url}; connect-src ${pod.url}">` +
        SLOTS +
        tag(pod),
    );
    const violations: string[] = [];
    portal.document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      violations.push(effectiveDirective);
    });
    expect(await callSymphony(portal, 'render')).toEqual({});
    expect(await callSymphony(portal, 'logout')).toEqual({});
    expect(violations).toEqual([]);
  });
});

describe('The script tag, automatic', () => {
  it('renders into every container, each with its own settings', async () => {
    const pod = await openPod();
    const portal = await openPortal(
      `<div class="symphony-ecm" data-stream-id="s1" data-mode="dark" data-condensed="false"></div>` +
        tag(pod, 'data-partner-id="acme"') +
        `<div class="symphony-ecm" data-user-ids="1,2" data-show-title="false"></div><p class="symphony-ecm"></p>`,
    );
    const connected = await pod.journalled('connected', 2);
    const told = connected.map(
      ({ detail }) => detail as { chat: unknown; settings: unknown; partnerId: string },
    );
    expect(told.find(({ chat }) => 'streamId' in (chat as object))).toEqual(
      jasmine.objectContaining({
        chat: { streamId: 's1' },
        settings: jasmine.objectContaining({ mode: 'dark', condensed: false }),
        partnerId: 'acme',
      }),
    );
    expect(told.find(({ chat }) => 'userIds' in (chat as object))).toEqual(
      jasmine.objectContaining({
        chat: { userIds: ['1', '2'] },
        settings: jasmine.objectContaining({ showTitle: false }),
      }),
    );
    expect(framesIn(portal).map(({ parentElement }) => parentElement?.localName)).toEqual(['div', 'div']);
    await until(
      async () => !JSON.stringify(await callSymphony(portal, 'openStream', 's9')).includes('error'),
      'the main frame',
    );
    expect(await callSymphony(portal, 'logout')).toEqual({});
    expect(framesIn(portal)).toEqual([]);
  });

  it('takes attributes that are there and empty, as templates leave them, for none', async () => {
    const pod = await openPod();
    await openPortal(
      `<div class="symphony-ecm" data-user-ids="" data-stream-id="" data-allowed-apps=""></div>${tag(pod, '')}`,
    );
    const [connected] = await pod.journalled('connected');
    expect(connected?.detail?.['chat']).toEqual({});
  });

  it('says what is wrong with one container, and renders the others', async () => {
    const pod = await openPod();
    const portal = await openPortal(
      `<script>errors = []; console.error = (...args) => errors.push(args.join(' '))</script>` +
        `<div class="symphony-ecm" data-mode="grey"></div><div class="symphony-ecm" data-stream-id="s2"></div>` +
        tag(pod, ''),
    );
    const errors = portal['errors'] as string[];
    await until(() => errors.length > 0, 'the error');
    expect(errors[0]).toContain('mode');
    const [connected] = await pod.journalled('connected');
    expect(connected?.detail?.['chat']).toEqual({ streamId: 's2' });
  });

  it('has nothing to do in a page without containers', async () => {
    const pod = await openPod();
    const portal = await openPortal(tag(pod, ''));
    expect(framesIn(portal)).toEqual([]);
    expect((await pod.journal()).some(({ what }) => what === 'page')).toBeFalse();
  });
});

describe('The script tag, together with a page that renders or logs out by itself', () => {
  const two = '<div class="symphony-ecm" id="one"></div><div class="symphony-ecm" id="two"></div>';

  it('has one frame a container when it is there twice', async () => {
    const pod = await openPod();
    // The frames of the first tag are rejected for those of the second one, which the console says.
    const portal = await openPortal(
      `<script>console.error = () => 0</script>${two}${tag(pod, '')}${tag(pod, '')}`,
    );
    await pod.journalled('connected', 2);
    expect(framesIn(portal).length).toBe(2);
    expect(await callSymphony(portal, 'logout')).toEqual({});
    expect(framesIn(portal)).toEqual([]);
  });

  it('has one frame a container when the page has filled it in data-onload', async () => {
    const pod = await openPod();
    const fill = "function fill() { symphony.render('symphony-ecm'); symphony.openStream('s2', '#two') }";
    const quiet = 'console.error = () => 0;';
    const portal = await openPortal(
      `<script>${quiet}${fill}</script>${two}${tag(pod, 'data-onload="fill"')}`,
    );
    await pod.journalled('connected', 2);
    expect(framesIn(portal).length).toBe(2);
    expect(await callSymphony(portal, 'logout')).toEqual({});
    expect(framesIn(portal)).toEqual([]);
  });

  it('waits for a logout before it renders', async () => {
    const pod = await openPod({ service: { clearAfterMs: 300 } });
    const leave = 'function leave() { symphony.logout().then((end) => { window.end = end; }) }';
    const portal = await openPortal(`<script>${leave}</script>${tag(pod, 'data-onload="leave"')}${two}`);
    const during = framesIn(portal).map(({ src }) => new URL(src).pathname);
    expect(during).toEqual(['/embed/service.html']);
    await until(() => portal['end'], 'the end of the logout');
    await pod.journalled('connected', 3);
    expect(framesIn(portal).length).toBe(2);
  });

  it('can be in the head, and log out before there is a body', async () => {
    const pod = await openPod();
    const portal = document.createElement('iframe');
    const leave = 'function leave() { symphony.logout().then((end) => { window.end = end; }) }';
    portal.srcdoc = `<!doctype html><head><script>${leave}</script>${tag(pod, 'render="explicit" data-onload="leave"')}</head><body></body>`;
    makeSlot().append(portal);
    const page = portal.contentWindow as PortalWindow | null;
    await until(() => page?.['end'], 'the end of the logout');
    expect(JSON.stringify(page?.['end'])).toBe('{}');
    expect((await pod.journalled('logout')).length).toBe(1);
  });

  it('takes the frames of another tag out when it takes its place', async () => {
    const pod = await openPod();
    const portal = await openPortal(SLOTS + tag(pod));
    await callSymphony(portal, 'render');
    portal.document.getElementById('symphony-ecm-sdk')?.remove();
    await appendTag(portal, pod, 'full');
    await until(() => framesIn(portal).length === 0, 'the removal of the frames');
    await callSymphony(portal, 'render', 'other');
    expect(framesIn(portal).length).toBe(1);
    expect(await callSymphony(portal, 'logout')).toEqual({});
    expect(framesIn(portal)).toEqual([]);
  });
});
