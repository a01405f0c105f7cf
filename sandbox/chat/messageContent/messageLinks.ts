import { isSymphonyLink } from '../chats/symphonyLink.js';

/** Which links of messages lead somewhere. */
export interface LinkAccess {
  external: boolean;
  internal: boolean;
}

/** Where the links lead that at the moment lead nowhere. */
const addresses = new WeakMap<HTMLAnchorElement, string>();

/** Makes the links of a message lead somewhere, or nowhere, and says so. */
export function setLinkAccess(text: Element, access: LinkAccess): void {
  for (const link of text.querySelectorAll('a')) {
    const address = addresses.get(link) ?? link.getAttribute('href');
    if (address === null) continue;
    addresses.set(link, address);
    // Without an address there is nothing for the middle button or a context menu either.
    if (access[isSymphonyLink(address) ? 'internal' : 'external']) open(link, address);
    else close(link);
  }
}

/** The address of a link to something in Symphony, when it is one. */
export function internalAddressOf(target: EventTarget | null): string | undefined {
  const link = target instanceof Element ? target.closest('a') : null;
  return link?.hasAttribute('href') && isSymphonyLink(link.href) ? link.href : undefined;
}

function open(link: HTMLAnchorElement, address: string): void {
  link.href = address;
  link.removeAttribute('role');
  link.removeAttribute('aria-disabled');
  link.removeAttribute('title');
  if (isSymphonyLink(address)) return;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
}

function close(link: HTMLAnchorElement): void {
  link.removeAttribute('href');
  link.removeAttribute('target');
  link.role = 'link';
  link.ariaDisabled = 'true';
  link.title = 'Links cannot be opened here';
}
