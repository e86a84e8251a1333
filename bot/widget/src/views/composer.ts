import { html, nothing, type TemplateResult } from "lit";
import type { Failure } from "../conversation";
import { strings } from "../strings";
import { icons } from "./icons";

const COMPOSING = 229; // the keyCode of a key that an input method took; Safari tells of it by nothing else

/** Where the question is typed. Enter sends, Shift and Enter gives a new line; the Enter that ends a composition does neither. */
export function composer(busy: boolean, send: () => void): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    send();
  };
  const onKey = (event: KeyboardEvent) => {
    const composing = event.isComposing || event.keyCode === COMPOSING;
    if (event.key === "Enter" && !event.shiftKey && !composing) submit(event);
  };
  return html`
    <form class="composer" @submit=${submit}>
      <label for="question">${strings.composer.label}</label>
      <div class="field">
        <textarea id="question" rows="1" autocomplete="off" aria-describedby="hint" @keydown=${onKey}></textarea>
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
