import { createSymphony, type SessionNotification, type SymphonyError } from 'symphony-embed/host';
import { afterSpec } from '../../test/pages/afterSpec.js';
import { endOf, expectNothingLeft, logOut, outcomesOf } from '../../test/pages/logOut.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { failureOf } from '../../test/pages/openHost.js';
import { openPod, type Pod } from '../../test/pages/openPod.js';
import { iframesOf, renderFrames, showFrames } from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 3_000;

async function documentsOf(pod: Pod): Promise<number> {
  return (await pod.journal()).filter(({ what }) => what === 'page').length;
}

describe('logout() in a page that takes its containers out and puts them back', () => {
  it('leaves nothing in a container that was out when it was called', async () => {
    const shown = await showFrames(2);
    const [, slot] = shown.slots;
    slot!.remove();
    expect((await logOut(shown.symphony, DEADLINE_MS)).type).toBe('success');
    expect(slot!.querySelector('iframe')).toBeNull();
    document.body.append(slot!);
    expectNothingLeft(shown);
  });

  it('leaves nothing in one that came back before, nor are two frames in it', async () => {
    const shown = await showFrames(1);
    const [slot] = shown.slots;
    slot!.remove();
    expect((await failureOf(shown.symphony.openStream('s2'))).type).toBe('FRAME_GONE');
    document.body.append(slot!);
    expect(iframesOf(shown.pod)).toEqual([]);
    await renderFrames(shown);
    expect(iframesOf(shown.pod).length).toBe(1);
    await logOut(shown.symphony, DEADLINE_MS);
    expectNothingLeft(shown);
  });

  it('leaves nothing in one that was not in the page yet', async () => {
    const pod = await openPod();
    const symphony = createSymphony({ podUrl: pod.url });
    const slot = makeSlot();
    slot.remove();
    expect((await failureOf(symphony.render(slot))).type).toBe('FRAME_GONE');
    document.body.append(slot);
    await logOut(symphony, DEADLINE_MS);
    expect(iframesOf(pod)).toEqual([]);
  });

  it('leaves an empty iframe where the page puts back what is removed', async () => {
    const { pod, symphony, slots } = await showFrames(1);
    let isBack = false;
    const observer = new MutationObserver((records) => {
      for (const node of records.flatMap(({ removedNodes }) => [...removedNodes])) {
        if (node instanceof HTMLIFrameElement) {
          slots[0]!.append(node);
          isBack = true;
        }
      }
    });
    observer.observe(slots[0]!, { childList: true });
    afterSpec(() => {
      observer.disconnect();
    });
    const before = await documentsOf(pod);
    await logOut(symphony, DEADLINE_MS);
    await until(() => isBack, 'the page to put it back');
    expect(iframesOf(pod)).toEqual([]);
    expect(await documentsOf(pod)).toBe(before);
  });
});

describe('logout() in a page that breaks what it needs', () => {
  /** As Prototype.js has it. */
  function breakRemove(): void {
    const own = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'remove');
    HTMLElement.prototype.remove = function (this: HTMLElement) {
      this.parentNode!.removeChild(this);
    };
    afterSpec(() => {
      if (own) Object.defineProperty(HTMLElement.prototype, 'remove', own);
      else Reflect.deleteProperty(HTMLElement.prototype, 'remove');
    });
  }

  it('works with a remove() that throws on what has no parent, again and again', async () => {
    const shown = await showFrames(2);
    breakRemove();
    for (const time of ['first', 'second']) {
      expect((await logOut(shown.symphony, DEADLINE_MS)).type)
        .withContext(time)
        .toBe('success');
      expectNothingLeft(shown);
      await renderFrames(shown);
    }
  });

  it('asks the pod all the same when the page has taken a frame out just before', async () => {
    const shown = await showFrames(2);
    breakRemove();
    for (const iframe of iframesOf(shown.pod)) iframe.parentNode?.removeChild(iframe);
    expect((await logOut(shown.symphony, DEADLINE_MS)).type).toBe('success');
    expect((await shown.pod.journalled('logout')).length).toBe(1);
    expectNothingLeft(shown);
  });

  it('asks every frame, and leaves none, when the page has replaced what dims them', async () => {
    const { pod, symphony } = await showFrames(2);
    spyOn(Element.prototype, 'animate').and.throwError('not here');
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged', 'acknowledged']);
    expect(iframesOf(pod)).toEqual([]);
  });

  it('asks every frame, and leaves none, when one cannot be fenced', async () => {
    const { pod, symphony } = await showFrames(2);
    const [iframe] = iframesOf(pod);
    Object.defineProperty(iframe, 'inert', {
      set: () => {
        throw new Error('not this one');
      },
    });
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged', 'acknowledged']);
    expect(iframesOf(pod)).toEqual([]);
    expect((await logOut(symphony, DEADLINE_MS)).type).toBe('success');
  });

  it('takes the frames out, and can be called again, when debug and the console throw', async () => {
    let isOn = false;
    const shown = await showFrames(
      2,
      {},
      {
        debug: () => {
          if (isOn) throw new Error('debug');
        },
      },
    );
    const printed = spyOn(console, 'error').and.throwError('console.error');
    isOn = true;
    const first = shown.symphony.logout({ deadlineMs: DEADLINE_MS });
    await first.catch((thrown: unknown) => thrown);
    expect(iframesOf(shown.pod)).toEqual([]);
    isOn = false;
    printed.and.stub();
    const second = shown.symphony.logout({ deadlineMs: DEADLINE_MS });
    expect(second).not.toBe(first);
    expect((await endOf(second)).type).toBe('success');
  });

  it('tells the listeners of one that a frame asked for, whatever the console does', async () => {
    const { pod, symphony } = await showFrames(1, { logout: 'refuses' });
    const heard: SessionNotification[] = [];
    symphony.listen({ type: 'SessionNotifications', callback: (told) => heard.push(told) });
    spyOn(console, 'error').and.callFake((...printed) => {
      // Nobody else's business is broken by it.
      if ((printed[0] as SymphonyError).type === 'LOGOUT_UNCONFIRMED') expect(heard.length).toBe(1);
    });
    await pod.tell({ do: 'requestLogout' });
    await until(() => heard.length > 0, 'the notification');
    expect(heard[0]?.status).toBe('unconfirmed');
  });

  it('asks the pod where there is no body', async () => {
    const pod = await openPod();
    const symphony = createSymphony({ podUrl: pod.url });
    const { body } = document;
    body.remove();
    try {
      expect(await symphony.checkAuth()).toEqual(jasmine.objectContaining({ isLoggedIn: true }));
      expect((await logOut(symphony, DEADLINE_MS)).type).toBe('success');
    } finally {
      document.documentElement.append(body);
    }
    expect((await pod.journalled('logout')).length).toBe(1);
  });
});

describe('logout() with paths and timeouts of the page’s own', () => {
  it('takes what is undefined for not given', async () => {
    const pod = await openPod();
    const symphony = createSymphony({
      podUrl: pod.url,
      timeouts: { logoutMs: undefined as never, connectMs: undefined as never },
      paths: { logout: undefined as never },
    });
    await symphony.render(makeSlot());
    expect((await endOf(symphony.logout())).type).toBe('success');
  });

  it('finds the pod without a leading slash, too', async () => {
    const pod = await openPod({ frame: { revoke: 'throws' } });
    const symphony = createSymphony({
      podUrl: pod.url,
      paths: { focus: 'embed/index.html', logout: 'session/logout', topLevelLogout: 'apps/logout' },
    });
    await symphony.render(makeSlot());
    expect((await endOf(symphony.logout())).type).toBe('success');
  });

  it('refuses paths that lead away from the pod', async () => {
    const pod = await openPod();
    for (const logout of ['https://elsewhere.example/', '//elsewhere.example', 'https://', 'data:,x']) {
      const make = new Promise((resolve) => {
        resolve(createSymphony({ podUrl: pod.url, paths: { logout } }));
      });
      const { type, message } = await failureOf(make);
      expect(type).withContext(logout).toBe('INVALID_ARGUMENT');
      expect(message).toContain('paths.logout');
    }
  });
});

describe('logout() and what frames say of it', () => {
  const clears = { revoked: false, cleared: true };

  it('does not believe a frame that was not asked to revoke', async () => {
    const { pod, symphony } = await showFrames(1, { frame: { revoke: 'never' }, logout: 'silent' });
    const sequences = {
      clearSession: [
        { ok: true, value: { ...clears, revoked: true } },
        { ok: true, value: clears },
      ],
    };
    await pod.setFrame({ page: 'raw', raw: { sequences } });
    await symphony.openStream('s2', makeSlot());
    const end = await logOut(symphony, 1_000);
    expect(end.type).toBe('LOGOUT_UNCONFIRMED');
    expect(end.report.frames.map(({ revoked }) => revoked)).toEqual([false, false]);
  });

  it('believes a frame that is asked again and then says that data is left', async () => {
    const { pod, symphony } = await showFrames(1, { frame: { revoke: 'throws' } });
    const left = {
      revoked: true,
      cleared: false,
      error: { type: 'ERROR', message: 'left' },
    };
    const sequences = {
      clearSession: [
        { ok: true, value: clears },
        { ok: true, value: left },
      ],
    };
    await pod.setFrame({ page: 'raw', raw: { sequences } });
    await symphony.openStream('s2', makeSlot());
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(end.report.frames.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'failed']);
  });

  it('gives the service frame no token to log in with', async () => {
    const pod = await openPod();
    const symphony = createSymphony({ podUrl: pod.url });
    const slot = makeSlot();
    await symphony.render(slot, { auth: { subjectToken: 'secret' } });
    slot.remove();
    expect((await logOut(symphony, DEADLINE_MS)).type).toBe('success');
    const [chat, service] = await pod.journalled('connected', 2);
    expect(chat?.detail?.['subjectToken']).toBe('secret');
    expect(service?.detail?.['subjectToken']).toBeUndefined();
  });

  it('may be tried again when the pod has been asked too often', async () => {
    const { symphony } = await showFrames(1, { frame: { revoke: 'throws' }, logoutOfHost: 'tooOften' });
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_UNCONFIRMED');
    expect(end.failure?.retryable).toBeTrue();
  });
});
