import { logIn, taken, type PodUser } from '../testing/podUser.js';
import { useSandbox } from '../testing/useSandbox.js';
import { readDataUri } from './dataUri.js';
import { SEED_IDS } from '../seed/seedUsers.js';

describe('Attachments', () => {
  const under = useSandbox();

  /** Writes to Bob with these files, and gives the addresses that they then have. */
  async function attach(alice: PodUser, files: Record<string, [name: string, dataUri: string]>) {
    const entities = Object.fromEntries(
      Object.entries(files).map(([key, [name, dataUri]]) => [
        key,
        { type: 'fdc3.fileAttachment' as const, data: { name, dataUri } },
      ]),
    );
    const message = await alice.write('alice-bob', { text: { 'text/plain': 'Files' }, entities });
    return { message, url: (key: string) => urlOf(message.entities[key]) };
  }

  function urlOf(entity: unknown): string {
    return (entity as { data: { url: string } }).data.url;
  }

  it('come back as they were, to be saved and never to be run', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const page = '<script>alert(document.domain)</script>';
    const { message, url } = await attach(alice, {
      'a page/1': ['Bericht "März".html', `data:text/html;charset=utf-8,${encodeURIComponent(page)}`],
    });
    expect(message.entities['a page/1']).toEqual({
      type: 'fdc3.fileAttachment',
      data: {
        name: 'Bericht "März".html',
        contentType: 'text/html',
        bytes: page.length,
        url: `/api/messages/${message.id}/attachments/a%20page%2F1`,
      },
    });
    const answer = await bob.get(url('a page/1'));
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(page);
    expect(answer.headers).toEqual(
      jasmine.objectContaining({
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="Bericht _M_rz_.html"; filename*=UTF-8''Bericht%20%22M%C3%A4rz%22.html`,
        'content-security-policy': `default-src 'none'; sandbox`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      }),
    );
  });

  it('are shown when they are pictures that cannot run anything', async () => {
    const alice = await logIn(under, 'alice');
    const { url } = await attach(alice, {
      png: ['a.png', 'data:image/png;base64,iVBORw0KGgo='],
      svg: ['a.svg', 'data:image/svg+xml,<svg/>'],
    });
    const png = (await alice.get(url('png'))).headers;
    expect(png['content-type']).toBe('image/png');
    expect(png['content-disposition']).toContain('inline');
    const svg = (await alice.get(url('svg'))).headers;
    expect(svg['content-type']).toBe('application/octet-stream');
    expect(svg['content-disposition']).toContain('attachment');
  });

  it('are for members only, and say nothing of themselves to others', async () => {
    const [alice, carol] = await Promise.all([logIn(under, 'alice'), logIn(under, 'carol')]);
    const { message, url } = await attach(alice, { a: ['a.txt', 'data:,a'] });
    expect((await carol.get(url('a'))).status).toBe(404);
    expect((await under.browser().fetch(url('a'), under.sandbox.portalAUrl)).status).toBe(401);
    const missing = await alice.get(`/api/messages/${message.id}/attachments/b`);
    expect(missing.status).toBe(404);
    expect(missing.json).toEqual({ error: 'UNKNOWN_ATTACHMENT' });
    for (const id of ['0', 'x', '99999999999999999999'])
      expect((await alice.get(`/api/messages/${id}/attachments/a`)).status)
        .withContext(id)
        .toBe(404);
  });

  it('fit up to the limit, all of a message together', async () => {
    const alice = await logIn(under, 'alice');
    const file = (bytes: number): [string, string] => [
      'a.bin',
      `data:application/octet-stream;base64,${Buffer.alloc(bytes).toString('base64')}`,
    ];
    const { message } = await attach(alice, { a: file(600_000), b: file(448_576) });
    expect(Object.keys(message.entities)).toEqual(['a', 'b']);
    const before = (await alice.open('alice-bob')).messages.length;
    for (const sizes of [[600_000, 448_577], [2_000_000], [3_500_000]]) {
      const entities = Object.fromEntries(
        sizes.map((bytes, index) => {
          const [name, dataUri] = file(bytes);
          return [`file ${index}`, { type: 'fdc3.fileAttachment', data: { name, dataUri } }];
        }),
      );
      const answer = await alice.post('/api/streams/alice-bob/messages', {
        message: { text: {}, entities },
      });
      expect(answer.status).withContext(String(sizes)).toBe(413);
      expect(answer.json).toEqual(jasmine.objectContaining({ error: 'ATTACHMENTS_TOO_LARGE' }));
    }
    expect((await alice.open('alice-bob')).messages.length).toBe(before);
  });

  it('raise no other request’s limit', async () => {
    const alice = await logIn(under, 'alice');
    const { status, json } = await alice.post('/api/streams', { userIds: ['x'.repeat(100_000)] });
    expect(status).toBe(413);
    expect((json as { error: string }).error).toBe('INVALID_REQUEST');
  });

  it('that were sent to many are one file, which stays until the last message has lost it', async () => {
    const alice = await logIn(under, 'alice');
    const answer = await alice.post('/api/send', {
      mode: 'blast',
      users: [SEED_IDS.bob, SEED_IDS.carol],
      message: {
        text: {},
        entities: { a: { type: 'fdc3.fileAttachment', data: { name: 'a.txt', dataUri: 'data:,Hello' } } },
      },
    });
    const { messages } = taken<{ messages: { id: string; entities: Record<string, unknown> }[] }>(answer);
    const [one, other] = messages;
    if (!one || !other) throw new Error('Failed to send: there are no two messages.');
    taken(await alice.post(`/api/messages/${one.id}/suppress`));
    expect((await alice.get(urlOf(one.entities['a']))).status).toBe(404);
    expect((await alice.get(urlOf(other.entities['a']))).text).toBe('Hello');
  });

  it('are read from data URIs, and from nothing that only looks like one', () => {
    const good: [string, string, string][] = [
      ['data:,a%20b', 'text/plain', 'a b'],
      ['data:text/csv,a,b,c', 'text/csv', 'a,b,c'],
      ['data:Text/HTML;charset=utf-8;base64,PGI+', 'text/html', '<b>'],
      ['data:;base64,YQ==', 'text/plain', 'a'],
      ['data:text/plain;base64,YQ', 'text/plain', 'a'],
      ['data:text/plain;base64,YW\nI=', 'text/plain', 'ab'],
    ];
    for (const [uri, contentType, text] of good) {
      const content = readDataUri(uri);
      expect(content?.contentType).withContext(uri).toBe(contentType);
      expect(content?.bytes.toString()).withContext(uri).toBe(text);
    }
    for (const uri of [
      'a',
      'data:text/plain',
      'data:text,a',
      'data:a b/c,a',
      'data:text/plain;base64,Y',
      'data:text/plain;base64,YQ=',
      'data:text/plain;base64,<b>!',
      'data:,%E0%A4%A',
      'http://x/,a',
    ])
      expect(readDataUri(uri)).withContext(uri).toBeUndefined();
  });
});
