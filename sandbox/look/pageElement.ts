import { LitElement } from 'lit';

/** An element that renders into the page itself: the page's style sheets are its own, and the page finds what is in it. */
export class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
