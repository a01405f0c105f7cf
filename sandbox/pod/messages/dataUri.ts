/** A file as a data URI carries it. */
export interface FileContent {
  contentType: string;
  bytes: Buffer;
}

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;
const BASE64 = /^[A-Za-z\d+/]*={0,2}$/;

/** Takes a data URI apart. Nothing comes of one that is not well-formed. */
export function readDataUri(uri: string): FileContent | undefined {
  const comma = uri.indexOf(',');
  if (!uri.startsWith('data:') || comma < 0) return undefined;
  const [mediaType = '', ...parameters] = uri.slice('data:'.length, comma).split(';');
  const contentType = mediaType === '' ? 'text/plain' : mediaType.toLowerCase();
  if (!MEDIA_TYPE.test(contentType)) return undefined;
  const body = uri.slice(comma + 1);
  const bytes = parameters.at(-1)?.trim().toLowerCase() === 'base64' ? decodeBase64(body) : decodeText(body);
  return bytes && { contentType, bytes };
}

/** `Buffer` reads anything as base64 and leaves out what it is not. */
function decodeBase64(body: string): Buffer | undefined {
  const text = body.replace(/\s|%0[AD]/gi, '');
  const isWhole = text.endsWith('=') ? text.length % 4 === 0 : text.length % 4 !== 1;
  return isWhole && BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function decodeText(body: string): Buffer | undefined {
  try {
    return Buffer.from(decodeURIComponent(body), 'utf8');
  } catch {
    return undefined;
  }
}
