import { readDataAttributes } from './dataAttributes.js';

function read(html: string): Record<string, unknown> {
  const template = document.createElement('template');
  template.innerHTML = html;
  return readDataAttributes((template.content.firstElementChild as HTMLElement).dataset);
}

describe('readDataAttributes', () => {
  it('reads texts, flags and lists', () => {
    expect(
      read(
        '<div data-stream-id="s1" data-mode="dark" data-condensed="true" data-show-title="false" data-user-ids="1, bob@acme.example ,"></div>',
      ),
    ).toEqual({
      streamId: 's1',
      mode: 'dark',
      condensed: true,
      showTitle: false,
      userIds: ['1', 'bob@acme.example'],
    });
  });

  it('takes a bare attribute for true', () => {
    expect(read('<div data-condensed data-sound=""></div>')).toEqual({ condensed: true, sound: true });
  });

  it('takes numbers for texts', () => {
    expect(read('<div data-stream-id="42" data-user-ids="1,2"></div>')).toEqual({
      streamId: '42',
      userIds: ['1', '2'],
    });
  });

  it('finds nothing where nothing is', () => {
    expect(read('<div class="symphony-ecm" id="x"></div>')).toEqual({});
    expect(read('<div data-user-ids=""></div>')).toEqual({ userIds: [] });
  });
});
