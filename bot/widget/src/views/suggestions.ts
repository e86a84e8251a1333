import { html, nothing, type TemplateResult } from "lit";
import { fill, strings } from "../strings";
import type { Suggestions } from "../suggestions";

const words = strings.suggestions;

/** The list of a field that completes what is typed; the focus stays in the field. What comes is told of in one short line. */
export function suggestionList(list: Suggestions): TemplateResult {
  const { shown, chosen } = list;
  return html`
    <p class="unseen" role="status">${told(shown.length)}</p>
    <ul id="suggestions" class="suggestions" role="listbox" aria-label=${words.heading} ?hidden=${shown.length === 0}>
      ${shown.map(
        (question, at) => html`<li
          id=${idOf(at)}
          role="option"
          aria-selected=${at === chosen ? "true" : "false"}
          @pointerdown=${stay}
          @click=${() => list.choose(question)}
        >${question}</li>`,
      )}
    </ul>
  `;
}

/** The id of the chosen one, for the field to point at. */
export function chosenId({ chosen }: Suggestions): string | typeof nothing {
  return chosen < 0 ? nothing : idOf(chosen);
}

const idOf = (at: number): string => `suggestion-${at}`;
const stay = (event: Event): void => event.preventDefault(); // pressing a question leaves the focus in the field

function told(count: number): string {
  if (count === 0) return "";
  return count === 1 ? words.one : fill(words.many, { count: `${count}` });
}
