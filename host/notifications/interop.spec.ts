import type { Context } from '@finos/fdc3';
import { failureThrown, openHost, openRendered, type OpenHost } from '../../test/pages/openHost.js';
import { until } from '../../test/pages/until.js';

const contact: Context = { type: 'fdc3.contact', id: { email: 'jane@x.example' }, name: 'Jane' };

type Action = [intent: string, context: Context];

function register({ symphony }: Pick<OpenHost, 'symphony'>): { actions: Action[]; undo: () => void } {
  const actions: Action[] = [];
  const undo = symphony.registerInterop((...action) => actions.push(action));
  return { actions, undo };
}

describe('registerInterop', () => {
  it('calls back with the intent and its context, of every kind, from any frame', async () => {
    const host = await openRendered();
    const { actions } = register(host);
    const pressed: Action[] = [
      ['ViewContact', contact],
      ['ViewInstrument', { type: 'fdc3.instrument', id: { ticker: 'AAPL' } }],
      [
        'CreateInteraction',
        { type: 'fdc3.interaction', participants: [contact], nested: { list: [1, null] } },
      ],
      ['acme.Approve', { type: 'acme.order', id: { order: '7' } }],
    ];
    for (const [intent, context] of pressed) {
      await host.pod.tell({ do: 'interop', intent, context });
      await until(() => actions.some(([pressedIntent]) => pressedIntent === intent), intent);
    }
    expect(actions).toEqual(pressed);
  });

  it('may be called before render, several times, and ends with its undo alone', async () => {
    const host = await openHost();
    const [first, second] = [register(host), register(host)];
    await host.symphony.render(host.slot);
    await host.pod.tell({ do: 'interop', intent: 'ViewContact', context: contact });
    await until(() => second.actions.length === 1, 'the first action');
    first.undo();
    first.undo();
    await host.pod.tell({ do: 'interop', intent: 'acme.Approve', context: contact });
    await until(() => second.actions.length === 2, 'the second action');
    expect(first.actions).toEqual([['ViewContact', contact]]);
  });

  it('is not stopped by a callback that throws', async () => {
    const error = spyOn(console, 'error');
    const host = await openRendered();
    host.symphony.registerInterop(() => {
      throw new Error('a callback that throws');
    });
    const { actions } = register(host);
    await host.pod.tell({ do: 'interop', intent: 'ViewContact', context: contact });
    await until(() => actions.length > 0, 'the action');
    expect(error).toHaveBeenCalledTimes(1);
  });

  it('gets nothing that is no intent or no context; the frame is told why', async () => {
    const calls = [
      { intent: '', context: contact },
      { intent: 7, context: contact },
      { context: contact },
      { intent: 'ViewContact' },
      { intent: 'ViewContact', context: null },
      { intent: 'ViewContact', context: 'fdc3.contact' },
      { intent: 'ViewContact', context: {} },
      { intent: 'ViewContact', context: { type: '' } },
      { intent: 'ViewContact', context: { type: 7 } },
      { intent: 'last', context: { type: 'last' } },
    ].map((args) => ({ method: 'interop', args }));
    const raw = { calls: [...calls, { method: 'ready', args: {} }] };
    const host = await openHost({ frame: { page: 'raw', raw } });
    const { actions } = register(host);
    await host.symphony.render(host.slot);
    expect(actions).toEqual([['last', { type: 'last' }]]);
    const answers = (await host.pod.journalled('answer', calls.length + 2)).slice(1, -2);
    expect(answers.length).toBe(calls.length - 1);
    for (const { detail } of answers)
      expect(detail?.['answer']).toEqual({
        ok: false,
        error: { type: 'INVALID_ARGUMENT', message: jasmine.stringContaining('Failed to interop') },
      });
  });

  it('ends with logout, also for frames that are rendered later', async () => {
    const host = await openRendered();
    const before = register(host);
    await host.symphony.logout();
    await host.symphony.render(host.slot);
    const after = register(host);
    await host.pod.tell({ do: 'interop', intent: 'ViewContact', context: contact });
    await until(() => after.actions.length > 0, 'the action');
    expect(before.actions).toEqual([]);
  });

  it('gets nothing while a logout is under way', async () => {
    const host = await openRendered({ frame: { clearAfterMs: 300 } });
    const loggingOut = host.symphony.logout();
    const { actions } = register(host);
    await host.pod.journalled('clear');
    await host.pod.tell({ do: 'interop', intent: 'ViewContact', context: contact });
    await loggingOut;
    expect(actions).toEqual([]);
  });

  it('still works after a frame has reloaded', async () => {
    const host = await openRendered();
    const { actions } = register(host);
    await host.pod.tell({ do: 'reload' });
    await host.pod.journalled('connected', 2);
    await host.pod.tell({ do: 'interop', intent: 'ViewContact', context: contact });
    await until(() => actions.length > 0, 'the action');
    expect(actions).toEqual([['ViewContact', contact]]);
  });

  it('refuses what is no function with INVALID_ARGUMENT', async () => {
    const { symphony } = await openHost();
    for (const callback of [undefined, null, 'onIntent', { callback: () => undefined }]) {
      const { type, message } = await failureThrown(() => symphony.registerInterop(callback as never));
      expect(type).toBe('INVALID_ARGUMENT');
      expect(message).toContain('Failed to registerInterop');
    }
  });
});
