import { createSymphony } from 'symphony-embed/host';
import { askedMethods } from '../../test/pages/askedCalls.js';
import type { PodBehaviour } from '../../test/frame/behaviour.js';
import { openPod, type Pod } from '../../test/pages/openPod.js';
import { callSymphony, openPortal, type PortalWindow } from '../../test/pages/openPortal.js';
import { until } from '../../test/pages/until.js';

type Functions = Record<string, (...args: unknown[]) => unknown>;

/** A portal whose script tag has made `window.symphony`, with a chat rendered. */
async function openDocumented(
  behaviour: PodBehaviour = {},
): Promise<{ pod: Pod; portal: PortalWindow; symphony: Functions }> {
  const pod = await openPod(behaviour);
  const portal = await openPortal(
    `<div class="symphony-ecm"></div><script id="symphony-ecm-sdk" render="explicit" src="${pod.url}/embed/sdk.js"></script>`,
  );
  await callSymphony(portal, 'render');
  return { pod, portal, symphony: portal['symphony'] as Functions };
}

const blast = { mode: 'blast', users: ['7'] };
const message = jasmine.any(String) as unknown as string;

describe('window.symphony', () => {
  it('has every function of the module that concerns pages without modules, under the same name', async () => {
    const { symphony } = await openDocumented();
    const { url } = await openPod();
    const forModules = ['session', 'onSessionChange', 'show'];
    const names = Object.keys(createSymphony({ podUrl: url })).filter((name) => !forModules.includes(name));
    expect(names.length).toBeGreaterThan(15);
    for (const name of [...names, ...askedMethods])
      expect(typeof symphony[name])
        .withContext(name)
        .toBe('function');
  });

  it('resolves with what the functions of the frame answer', async () => {
    const { portal } = await openDocumented();
    expect(await callSymphony(portal, 'sendMessage', 'hello', blast)).toEqual({
      streamId: ['s1'],
      messages: [{ messageId: 'm1', streamId: 's1' }],
    });
    expect(await callSymphony(portal, 'createRoom', 'Deals', ['7'])).toEqual({
      streamId: 'r1',
      userIds: ['7'],
    });
    expect(await callSymphony(portal, 'getDistributionLists')).toEqual([{ id: 'l1', name: 'Traders' }]);
    expect(await callSymphony(portal, 'pinMessage', 'm1')).toBeTrue();
    expect(await callSymphony(portal, 'openApp', 'app1')).toBeNull();
    expect(await callSymphony(portal, 'openBlast')).toBeNull();
    expect(await callSymphony(portal, 'checkAuth', null)).toEqual({
      isLoggedIn: true,
      authenticationType: 'password',
    });
  });

  it('resolves with the error of the frame, its data included', async () => {
    const error = { type: 'NON_CONNECTED_USERS' as const, message: 'not connected', data: { users: ['7'] } };
    const answers = Object.fromEntries(askedMethods.map((method) => [method, { error }]));
    const { portal } = await openDocumented({ frame: { answers } });
    for (const [name, ...args] of [
      ['sendMessage', 'hello', blast],
      ['createRoom', 'Deals', ['7']],
      ['openApp', 'app1'],
      ['openBlast'],
      ['getDistributionLists'],
    ] as [string, ...unknown[]][])
      expect(await callSymphony(portal, name, ...args))
        .withContext(name)
        .toEqual({ ...error, error });
  });

  it('resolves with the error of what is refused, says so on the console, and never throws', async () => {
    const { portal } = await openDocumented();
    const warn = spyOn((portal as unknown as { console: Console }).console, 'warn');
    const invalid = { type: 'INVALID_ARGUMENT', message };
    for (const [name, ...args] of [
      ['sendMessage'],
      ['sendMessage', '', blast],
      ['createRoom'],
      ['openApp'],
      ['registerInterop'],
      ['onUserInteractionRequired'],
    ] as [string, ...unknown[]][])
      expect(await callSymphony(portal, name, ...args))
        .withContext(name)
        .toEqual({ ...invalid, error: invalid });
    const lines = warn.calls.allArgs().map(([line]) => String(line));
    expect(lines.length).toBe(6);
    expect(lines[0]).toMatch(
      /^symphony\.sendMessage: Failed to sendMessage: .* See docs\/troubleshooting\.md#INVALID_ARGUMENT$/,
    );
  });

  it('leaves errors alone on the console that are no fault of the page’s', async () => {
    const error = { type: 'CANCELLED' as const, message: 'closed' };
    const { portal } = await openDocumented({ frame: { answers: { sendMessage: { error } } } });
    const warn = spyOn((portal as unknown as { console: Console }).console, 'warn');
    expect(await callSymphony(portal, 'sendMessage', 'hello', blast)).toEqual({ ...error, error });
    expect(warn).not.toHaveBeenCalled();
  });

  it('gives the error of pinMessage itself, which is also its error, with the id', async () => {
    const error = {
      type: 'MESSAGE_ID_NOT_FOUND' as const,
      message: 'no such message',
      data: { messageId: 'm1' },
    };
    const { portal } = await openDocumented({ frame: { answers: { pinMessage: { error } } } });
    expect(await callSymphony(portal, 'pinMessage', 'm1')).toEqual({ ...error, error });
    await callSymphony(portal, 'logout');
    const notRendered = { type: 'NOT_RENDERED', message };
    expect(await callSymphony(portal, 'pinMessage', 'm1')).toEqual({ ...notRendered, error: notRendered });
  });

  it('gives the undo of a callback by a promise, and that of listen at once', async () => {
    const { symphony, pod, portal } = await openDocumented();
    const intents: unknown[] = [];
    const reasons: unknown[] = [];
    const registered = symphony['registerInterop']?.((intent: unknown) => intents.push(intent));
    const required = symphony['onUserInteractionRequired']?.({
      callback: ({ reason }: { reason: string }) => reasons.push(reason),
    });
    for (const promise of [registered, required])
      expect(promise).toBeInstanceOf(portal['Promise'] as typeof Promise);
    const undos = (await Promise.all([registered, required])) as (() => void)[];
    const unlisten = symphony['listen']?.({ type: 'ActivityNotifications', callback: () => undefined });
    expect(typeof unlisten).toBe('function');
    const press = (intent: string) => pod.tell({ do: 'interop', intent, context: { type: 'fdc3.contact' } });
    await press('ViewContact');
    await pod.tell({ do: 'interaction', reason: 'terms' });
    await until(() => intents.length + reasons.length === 2, 'both callbacks');
    expect([intents, reasons]).toEqual([['ViewContact'], ['terms']]);
    for (const undo of undos) undo();
    await press('acme.Approve');
    await pod.journalled('did', 3);
    await callSymphony(portal, 'getDistributionLists');
    expect(intents).toEqual(['ViewContact']);
  });

  it('is the same object as its sdk', async () => {
    const { symphony } = await openDocumented();
    const { pinMessage } = symphony['sdk'] as unknown as Functions;
    expect(await pinMessage?.('m1')).toBeTrue();
  });
});
