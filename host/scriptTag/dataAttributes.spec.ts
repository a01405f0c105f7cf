import { readDataAttributes } from './dataAttributes.js';
import { openPod } from '../../test/pages/openPod.js';
import { openPortal } from '../../test/pages/openPortal.js';

function read(html: string): Record<string, unknown> {
  const template = document.createElement('template');
  template.innerHTML = html;
  return readDataAttributes((template.content.firstElementChild as HTMLElement).dataset);
}

describe('readDataAttributes', () => {
  it('reads texts and flags, and leaves lists as they are written', () => {
    expect(
      read(
        '<div data-stream-id="s1" data-mode="dark" data-condensed="true" data-show-title="false" data-user-ids="1, bob@acme.example ,"></div>',
      ),
    ).toEqual({
      streamId: 's1',
      mode: 'dark',
      condensed: 'true',
      showTitle: 'false',
      userIds: '1, bob@acme.example ,',
    });
  });

  it('takes a bare attribute for true', () => {
    expect(read('<div data-condensed data-sound=""></div>')).toEqual({ condensed: true, sound: true });
  });

  it('takes numbers for texts', () => {
    expect(read('<div data-stream-id="42" data-user-ids="1,2"></div>')).toEqual({
      streamId: '42',
      userIds: '1,2',
    });
  });

  it('leaves attributes alone that are not its own', () => {
    expect(
      read(
        '<div data-theme="dark" data-auth data-toggle="modal" data-to-string="1" data-streamid="s1"></div>',
      ),
    ).toEqual({});
  });

  it('finds nothing where nothing is', () => {
    expect(read('<div class="symphony-ecm" id="x"></div>')).toEqual({});
  });

  it('lets texts be empty, as templates leave them: there is no chat then', async () => {
    const pod = await openPod();
    await openPortal(
      `<div class="symphony-ecm" data-user-ids="" data-stream-id="" data-allowed-apps=""></div>
        <script id="symphony-ecm-sdk" src="${pod.url}/embed/sdk.js"></script>`,
    );
    const [connected] = await pod.journalled('connected');
    expect(connected?.detail?.['chat']).toEqual({});
  });
});
