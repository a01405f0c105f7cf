import type { ChannelEvent, SymphonyError } from 'symphony-embed/host';
import { SymphonyChatElement } from 'symphony-embed/element';
import { afterSpec } from '../../test/pages/afterSpec.js';
import { openPod, type Pod } from '../../test/pages/openPod.js';
import { until } from '../../test/pages/until.js';

interface Heard {
  element: SymphonyChatElement;
  /** The events, as name and detail. */
  events: [name: string, detail: unknown][];
}

/** Puts an element into the page, and listens to it. */
function put(pod: Pod, attributes: Record<string, string> = {}, into: Element = document.body): Heard {
  const element = document.createElement('symphony-chat');
  for (const [name, value] of Object.entries({ 'pod-url': pod.url, ...attributes }))
    element.setAttribute(name, value);
  element.style.height = '300px';
  const events: Heard['events'] = [];
  for (const name of ['symphony-ready', 'symphony-error', 'symphony-unread', 'symphony-session'] as const)
    element.addEventListener(name, (event) => {
      event.preventDefault();
      events.push([name, event.detail]);
    });
  into.append(element);
  afterSpec(async () => {
    const { symphony } = element;
    element.remove();
    await symphony?.dispose();
  });
  return { element, events };
}

function named({ events }: Heard, name: string): unknown[] {
  return events.filter(([each]) => each === name).map(([, detail]) => detail);
}

async function ready(heard: Heard, times = 1): Promise<void> {
  await until(() => named(heard, 'symphony-ready').length >= times, 'the chat');
}

const framesIn = (element: Element): number => element.querySelectorAll('iframe').length;

describe('<symphony-chat>', () => {
  it('shows a chat with the settings of its attributes, and says that it is ready', async () => {
    const pod = await openPod();
    const heard = put(pod, { 'stream-id': 's1', 'mode': 'dark', 'condensed': '', 'show-title': 'false' });
    await ready(heard);
    expect(named(heard, 'symphony-ready')).toEqual([{ streamId: 's1' }]);
    const [connected] = await pod.journalled('connected');
    expect(connected?.detail?.['settings']).toEqual({ mode: 'dark', condensed: true, showTitle: false });
    expect(named(heard, 'symphony-session')).toEqual([{ state: 'ready' }]);
  });

  it('has each attribute as a property', async () => {
    const pod = await openPod();
    const heard = put(pod);
    const { element } = heard;
    Object.assign(element, { streamId: 's4', condensed: true, showTitle: false, userIds: undefined });
    await ready(heard);
    expect(element.getAttribute('stream-id')).toBe('s4');
    expect([element.streamId, element.condensed, element.showTitle, element.sound]).toEqual([
      's4',
      true,
      false,
      undefined,
    ]);
    element.userIds = ['1', '2'];
    expect([element.getAttribute('user-ids'), element.userIds]).toEqual(['1,2', ['1', '2']]);
    element.userIds = undefined;
    expect(named(heard, 'symphony-ready')).toContain({ streamId: 's4' });
  });

  it('tells the function that all elements share what crosses the channel', async () => {
    const events: ChannelEvent[] = [];
    SymphonyChatElement.debug = (event) => {
      events.push(event);
    };
    afterSpec(() => {
      SymphonyChatElement.debug = undefined;
    });
    await ready(put(await openPod(), { 'stream-id': 's1' }));
    expect(events.some(({ kind }) => kind === 'call')).toBeTrue();
  });

  it('changes the chat and the settings in the same frame', async () => {
    const pod = await openPod();
    const heard = put(pod, { 'stream-id': 's1' });
    await ready(heard);
    const iframe = heard.element.querySelector('iframe');
    heard.element.streamId = 's2';
    heard.element.mode = 'dark';
    await until(() => named(heard, 'symphony-ready').length === 2, 'the other chat');
    expect(named(heard, 'symphony-ready')[1]).toEqual({ streamId: 's2' });
    expect((await pod.journalled('updateSettings')).map(({ detail }) => detail)).toEqual([{ mode: 'dark' }]);
    expect(heard.element.querySelector('iframe')).toBe(iframe);
  });

  it('shares one host with the others of its pod; one logout removes the frames of all', async () => {
    const pod = await openPod();
    const heard = [put(pod, { 'stream-id': 's1' }), put(pod, { 'stream-id': 's2' })] as const;
    await Promise.all(heard.map((one) => ready(one)));
    const [one, two] = heard.map(({ element }) => element);
    expect(one?.symphony).toBe(two?.symphony);
    await one?.symphony?.logout();
    expect(heard.map(({ element }) => framesIn(element))).toEqual([0, 0]);
    for (const each of heard) expect(named(each, 'symphony-session').at(-1)).toEqual({ state: 'ended' });
  });

  it('takes its frame along when it is removed, without a logout, and comes back with it', async () => {
    const pod = await openPod();
    const heard = put(pod, { 'stream-id': 's1' });
    const other = put(pod, { 'stream-id': 's2' });
    await Promise.all([ready(heard), ready(other)]);
    heard.element.remove();
    await until(() => framesIn(heard.element) === 0, 'the removal of the frame');
    expect(framesIn(other.element)).toBe(1);
    expect((await pod.journal()).filter(({ what }) => what === 'cleared')).toEqual([]);
    document.body.append(heard.element);
    await ready(heard, 2);
    expect(framesIn(heard.element)).toBe(1);
  });

  it('can be moved', async () => {
    const pod = await openPod();
    const heard = put(pod, { 'stream-id': 's1' });
    await ready(heard);
    const section = document.createElement('section');
    document.body.append(section);
    afterSpec(() => {
      section.remove();
    });
    section.append(heard.element);
    await pod.journalled('connected', 2);
    await until(() => framesIn(heard.element) === 1, 'the frame');
    expect(await heard.element.symphony?.openStream('s3', heard.element)).toEqual({ streamId: 's3' });
  });

  it('counts the unread messages of its chat, also after a logout and a new login', async () => {
    const pod = await openPod();
    const heard = put(pod, { 'stream-id': 's1' });
    await ready(heard);
    const notify = (count: number): Promise<unknown> =>
      pod.tell({ do: 'notify', type: 'UnreadCountNotifications', payload: { streamId: 's1', count } });
    await notify(3);
    await until(() => named(heard, 'symphony-unread').length === 1, 'the count');
    await heard.element.symphony?.logout();
    heard.element.remove();
    await Promise.resolve();
    document.body.append(heard.element);
    await ready(heard, 2);
    await notify(1);
    await until(() => named(heard, 'symphony-unread').length === 3, 'the other count');
    expect(named(heard, 'symphony-unread')).toEqual([3, 0, 1].map((count) => ({ streamId: 's1', count })));
  });

  it('says what is wrong', async () => {
    const pod = await openPod();
    const heard = put(pod, { mode: 'blue' });
    await until(() => named(heard, 'symphony-error').length === 1, 'the error');
    const [error] = named(heard, 'symphony-error') as SymphonyError[];
    expect(error?.type).toBe('INVALID_ARGUMENT');
    expect(framesIn(heard.element)).toBe(0);
    heard.element.mode = 'dark';
    await ready(heard);
  });

  it('says so on the console when nobody listens', async () => {
    const error = spyOn(console, 'error');
    const element = document.createElement('symphony-chat');
    afterSpec(() => {
      element.remove();
    });
    document.body.append(element);
    await until(() => error.calls.count() === 1, 'the error');
    expect(String(error.calls.first().args[0])).toContain('podUrl');
  });
});
