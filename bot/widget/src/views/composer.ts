import { html, nothing, type TemplateResult } from "lit";
import type { Failure } from "../conversation";
import { strings } from "../strings";
import type { Suggestions } from "../suggestions";
import { icons } from "./icons";
import { chosenId, suggestionList } from "./suggestions";

const COMPOSING = 229; // the keyCode of a key that an input method took; Safari tells of it by nothing else

/**
 * Where the question is typed. Enter sends, Shift and Enter gives a new line; the Enter that ends a composition does neither.
 * While a list of suggestions is open its keys come first. A field of several lines may not be called a combobox (ARIA in HTML),
 * so it is a text box that completes from a list, and the list says by itself that it is there.
 */
export function composer(busy: boolean, list: Suggestions, send: () => void, typed: (words: string) => void): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    send();
  };
  const onKey = (event: KeyboardEvent) => {
    const composing = event.isComposing || event.keyCode === COMPOSING;
    if (!composing && !event.shiftKey && list.key(event.key)) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey && !composing) submit(event);
  };
  return html`
    <form class="composer" @submit=${submit}>
      <label for="question">${strings.composer.label}</label>
      ${suggestionList(list)}
      <div class="field">
        <textarea
          id="question"
          rows="1"
          autocomplete="off"
          aria-describedby="hint"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls="suggestions"
          aria-activedescendant=${chosenId(list)}
          @keydown=${onKey}
          @input=${(event: Event) => typed((event.target as HTMLTextAreaElement).value)}
          @blur=${() => list.close()}
        ></textarea>
        <button type="submit" class="primary" aria-disabled=${busy ? "true" : "false"}>
          <span>${strings.composer.send}</span>${icons.send}
        </button>
      </div>
      <p class="meta" id="hint">${strings.composer.hint}</p>
    </form>
  `;
}

/** What went wrong, said at once, with a way on. */
export function failure(failed: Failure | null, retry: () => void): TemplateResult {
  return html`<div class="failure" role="alert">
    ${failed
      ? html`<p>${icons.warning}<span>${failed.words}</span></p>
          ${failed.question ? html`<button type="button" class="secondary" @click=${retry}>${strings.failure.retry}</button>` : nothing}`
      : nothing}
  </div>`;
}
