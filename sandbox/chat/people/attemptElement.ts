import { html, type TemplateResult } from 'lit';
import type { Person } from '../../podApi/people.js';
import { PageElement } from '../../look/pageElement.js';
import type { ChatApp } from '../app/chatApp.js';
import { inWords } from '../pod/podProblem.js';

/** An element in which the user does things that can fail. It says what went wrong. */
export class AttemptElement extends PageElement {
  static override properties = { app: { attribute: false }, problem: { state: true } };
  declare app: ChatApp | undefined;
  declare problem: string;

  constructor() {
    super();
    this.problem = '';
  }

  protected renderProblem(): TemplateResult {
    return html`<p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`;
  }

  /** @param people - Those whom the problem may name. */
  protected async attempt(
    doing: string,
    act: () => Promise<unknown> | undefined,
    people?: readonly Person[],
  ): Promise<void> {
    this.problem = '';
    try {
      await act();
    } catch (thrown) {
      this.problem = inWords(thrown, doing, people);
    }
  }
}
