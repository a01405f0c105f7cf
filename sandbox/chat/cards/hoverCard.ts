import { html, nothing, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { Person } from '../../podApi/people.js';
import type { ChatApp } from '../app/chatApp.js';
import { placeNear } from '../look/placement.js';
import type { MessageTag } from '../messageContent/messageTags.js';
import { announce } from '../openChat/announce.js';
import { inWords } from '../pod/podProblem.js';
import { profileCard, type KnownPerson } from './profileCard.js';
import { tagCard } from './tagCard.js';

/** What a card can be about. */
export type CardSubject =
  { kind: 'person'; person: Person } | Extract<MessageTag, { kind: 'mention' | 'cashtag' }>;

/** Tells what a card would be about at a place, and where it would stand. */
export type SubjectAt = (target: EventTarget | null) => { subject: CardSubject; anchor: Element } | undefined;

const OPEN_AFTER_MS = 350;
const CLOSE_AFTER_MS = 250;

/**
 * The card of a person or an instrument, next to where it is spoken of. The pointer or the focus on that place shows it;
 * a click also goes into it.
 */
export class HoverCard extends PageElement {
  static override properties = {
    app: { attribute: false },
    subject: { state: true },
    person: { state: true },
    isLearning: { state: true },
  };
  declare app: ChatApp | undefined;
  declare subject: CardSubject | undefined;
  /** What is known of the person by now. */
  declare person: KnownPerson | undefined;
  /** More of them is being asked for: until then, nobody is told of an address that may not be theirs to know. */
  declare isLearning: boolean;
  #anchor: Element | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
    this.classList.add('popover', 'hover-card');
    this.role = 'dialog';
    this.addEventListener('pointerenter', this.#stay);
    this.addEventListener('pointerleave', this.#leave);
    this.addEventListener('focusin', this.#stay);
    this.addEventListener('toggle', (event) => {
      if (event.newState === 'closed') this.#anchor = undefined;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** Shows cards for what is spoken of in an element, as long as that element is there. */
  attend(root: HTMLElement, subjectAt: SubjectAt): void {
    const on = <Type extends 'pointerover' | 'pointerout' | 'focusin' | 'focusout' | 'click'>(
      type: Type,
      handle: (about: NonNullable<ReturnType<SubjectAt>>, event: HTMLElementEventMap[Type]) => void,
    ): void => {
      root.addEventListener(type, (event) => {
        const about = subjectAt(event.target);
        if (about) handle(about, event);
      });
    };
    on('pointerover', (about, { pointerType }) => {
      if (pointerType === 'mouse') this.#approach(about.subject, about.anchor);
    });
    on('pointerout', this.#leave);
    on('focusin', ({ subject, anchor }) => {
      if (anchor.matches(':focus-visible')) this.#approach(subject, anchor);
    });
    on('focusout', this.#leave);
    on('click', ({ subject, anchor }) => {
      this.#enter(subject, anchor);
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app, subject, person } = this;
    if (!app || !subject) return nothing;
    if (subject.kind === 'cashtag') return tagCard(subject.ticker, app, this.#act);
    if (person) return profileCard({ person, isLearning: this.isLearning, app, act: this.#act });
    const { name } = subject as Extract<CardSubject, { kind: 'mention' }>;
    return html`<div data-testid="profile-card">
      <h2>${name}</h2>
      <p class="quiet">Nobody of this name is known here.</p>
    </div>`;
  }

  protected override updated(): void {
    this.ariaLabel = this.querySelector('h2')?.textContent ?? '';
    if (this.#anchor) placeNear(this, this.#anchor);
  }

  /** The pointer or the focus came to where somebody or something is spoken of. */
  #approach(subject: CardSubject, anchor: Element): void {
    clearTimeout(this.#timer);
    if (anchor === this.#anchor) return;
    this.#timer = setTimeout(() => {
      // It would close the menu or the list that somebody is in.
      if (anchor.isConnected && !document.querySelector(':popover-open:not(hover-card)'))
        this.#show(subject, anchor);
    }, OPEN_AFTER_MS);
  }

  /** It went away from there; not at once, for it may be on its way into the card. */
  readonly #leave = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.contains(document.activeElement)) this.hidePopover();
    }, CLOSE_AFTER_MS);
  };

  /** Shows a card and goes into it. */
  #enter(subject: CardSubject, anchor: Element): void {
    clearTimeout(this.#timer);
    this.#show(subject, anchor);
    void this.updateComplete.then(() => {
      (this.querySelector<HTMLElement>('button:not(:disabled)') ?? this).focus();
    });
  }

  #show(subject: CardSubject, anchor: Element): void {
    this.tabIndex = -1;
    this.subject = subject;
    this.person = subject.kind === 'cashtag' ? undefined : this.#known(subject);
    this.#anchor = anchor;
    if (!this.matches(':popover-open')) this.showPopover({ source: anchor as HTMLElement });
    this.requestUpdate();
    void this.#learn(subject);
  }

  /** What is known without asking the pod. */
  #known(subject: Exclude<CardSubject, { kind: 'cashtag' }>): KnownPerson | undefined {
    if (subject.kind === 'person') return subject.person;
    const { name, email } = subject;
    const members = this.app?.state.open?.stream.members ?? [];
    const wanted = name.toLowerCase();
    const member =
      members.find(({ displayName }) => displayName.toLowerCase() === wanted) ??
      members.find(({ displayName }) => displayName.toLowerCase().split(' ').includes(wanted));
    return member ?? (email ? { id: '', displayName: name, company: '', email } : undefined);
  }

  async #learn(subject: CardSubject): Promise<void> {
    const { app, person } = this;
    const key = person?.id === '' ? person.email : person?.id;
    this.isLearning = !!app && !!key;
    if (!app || !key) return;
    try {
      const profile = await app.people.profile(key);
      if (this.subject === subject) this.person = profile;
    } catch {
      // The card shows what is known without the pod.
    } finally {
      if (this.subject === subject) this.isLearning = false;
    }
  }

  readonly #stay = (): void => {
    clearTimeout(this.#timer);
  };

  readonly #act = (work: () => unknown): void => {
    this.hidePopover();
    Promise.resolve(work()).catch((thrown: unknown) => {
      announce(this, inWords(thrown));
    });
  };
}
