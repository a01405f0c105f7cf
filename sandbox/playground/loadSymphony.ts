import type { DocumentedSymphony } from 'symphony-embed/host';

/** How the script tag is to be. */
export interface TagOptions {
  partnerId: string;
  mode: 'focus' | 'collaboration';
}

interface DocumentedPage {
  symphony?: DocumentedSymphony;
  handleSymphonyLoaded?: () => void;
}

/**
 * Puts the documented script tag into the page. It is put in from here, since its attributes are what this page is
 * there to try.
 */
export function loadSymphony({ partnerId, mode }: TagOptions): Promise<DocumentedSymphony> {
  const page = window as unknown as DocumentedPage;
  return new Promise((resolve, reject) => {
    page.handleSymphonyLoaded = () => {
      if (page.symphony) resolve(page.symphony);
    };
    const script = document.createElement('script');
    script.id = 'symphony-ecm-sdk';
    script.src = '/embed/sdk.js';
    script.setAttribute('render', 'explicit');
    script.dataset['onload'] = 'handleSymphonyLoaded';
    script.dataset['debug'] = 'inspector';
    if (partnerId) script.dataset['partnerId'] = partnerId;
    if (mode === 'collaboration') script.dataset['mode'] = 'full';
    script.addEventListener('error', () => {
      reject(new Error('Failed to load /embed/sdk.js: the pod did not send it. Is it running?'));
    });
    document.head.append(script);
  });
}
