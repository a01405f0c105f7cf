import { load } from 'symphony-embed/host';
import { afterSpec } from '../../test/pages/afterSpec.js';
import type { PodBehaviour } from '../../test/frame/behaviour.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { failureOf, failureThrown, onPaper } from '../../test/pages/openHost.js';
import { openPod, type Pod } from '../../test/pages/openPod.js';

/** A pod to load the script from; what the script leaves in the page goes after the spec. */
async function openScriptPod(behaviour: PodBehaviour = {}): Promise<Pod> {
  const pod = await openPod(behaviour);
  afterSpec(() => {
    Reflect.deleteProperty(window, 'symphony');
    for (const script of document.querySelectorAll(`script[src^="${pod.url}"]`)) script.remove();
  });
  return pod;
}

describe('load', () => {
  it('gives window.symphony of the pod’s own script', async () => {
    const pod = await openScriptPod();
    const symphony = await load({ podUrl: pod.url, partnerId: 'acme' });
    expect((window as { symphony?: unknown }).symphony).toBe(symphony);
    const error = { type: 'INVALID_ARGUMENT', message: jasmine.any(String) as unknown as string };
    expect(onPaper(await symphony.render('not-there'))).toEqual({ ...error, error });
    const slot = makeSlot('loaded');
    expect(onPaper(await symphony.render('loaded', { streamId: 's1' }))).toEqual({ streamId: 's1' });
    expect(new URL(slot.querySelector('iframe')!.src).searchParams.get('partnerId')).toBe('acme');
  });

  it('fetches the script once, however often it is called', async () => {
    const pod = await openScriptPod();
    const [one, other] = await Promise.all([load({ podUrl: pod.url }), load({ podUrl: `${pod.url}/` })]);
    expect(one).toBe(other);
    expect(await load({ podUrl: pod.url })).toBe(one);
    expect((await pod.journalled('script')).length).toBe(1);
  });

  it('refuses other options for a script that is loaded', async () => {
    const pod = await openScriptPod();
    await load({ podUrl: pod.url, partnerId: 'acme' });
    for (const options of [
      { partnerId: 'other' },
      {},
      { partnerId: 'acme', mode: 'collaboration' as const },
    ]) {
      const { type, message } = await failureOf(load({ podUrl: pod.url, ...options }));
      expect(type).toBe('INVALID_ARGUMENT');
      expect(message).toContain('another partnerId or mode');
    }
    expect((await pod.journalled('script')).length).toBe(1);
  });

  it('says how to allow the script where the page’s Trusted Types refuse it', async () => {
    const pod = await openScriptPod();
    const own = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src')!;
    Object.defineProperty(HTMLScriptElement.prototype, 'src', {
      ...own,
      set: () => {
        throw new TypeError('This document requires TrustedScriptURL assignment.');
      },
    });
    try {
      const { type, message } = await failureOf(load({ podUrl: pod.url }));
      expect(type).toBe('CONNECTION_FAILED');
      expect(message).toContain('trusted-types symphony-embed');
    } finally {
      Object.defineProperty(HTMLScriptElement.prototype, 'src', own);
    }
    expect(typeof (await load({ podUrl: pod.url })).render).toBe('function');
  });

  it('loads Collaboration mode', async () => {
    const pod = await openScriptPod();
    const symphony = await load({ podUrl: pod.url, mode: 'collaboration' });
    const slot = makeSlot();
    await symphony.render(slot);
    expect(slot.querySelector('iframe')!.src).toContain('/client-bff/index.html?embed=true');
  });

  for (const script of ['notFound', 'offline', 'empty'] as const)
    it(`rejects when the script is ${script}, leaves no tag, and can be tried again`, async () => {
      const pod = await openScriptPod({ script });
      const calls = [load({ podUrl: pod.url }), load({ podUrl: pod.url })];
      for (const { type, message } of await Promise.all(calls.map(failureOf))) {
        expect(type).toBe('CONNECTION_FAILED');
        expect(message).toContain(`${pod.url}/embed/sdk.js`);
      }
      expect(document.querySelector(`script[src^="${pod.url}"]`)).toBeNull();
      await pod.set({ script: 'sdk' });
      expect(typeof (await load({ podUrl: pod.url })).render).toBe('function');
      // Browsers try a request again whose connection was cut.
      await pod.journalled('script', 2);
    });

  for (const podUrl of ['', 'acme.symphony.example', 'javascript:alert(1)', '/embed', 'http://', 42, null])
    it(`refuses ${JSON.stringify(podUrl)} with INVALID_ARGUMENT, as a rejection`, async () => {
      expect((await failureOf(load({ podUrl: podUrl as string }))).type).toBe('INVALID_ARGUMENT');
    });

  it('refuses no options at all with INVALID_ARGUMENT', async () => {
    for (const options of [undefined, null, 'https://acme.symphony.example'])
      expect((await failureThrown(() => load(options as never))).type).toBe('INVALID_ARGUMENT');
  });
});
