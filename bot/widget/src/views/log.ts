import { html, nothing, type TemplateResult } from "lit";
import type { Turn } from "../history";
import { strings } from "../strings";
import type { Actions } from "./actions";
import { reply } from "./reply";

/** What was said. Turns come and go at the end only, so a new one is announced once and the others stay as they are. */
export function log(turns: Turn[], actions: Actions): TemplateResult {
  return html`
    <div role="log" aria-label=${strings.conversation}>
      ${turns.map((turn) =>
        turn.from === "bot"
          ? reply(turn, turns, actions)
          : html`<div class="turn user" data-turn=${turn.id}>
              <h3 class="unseen">${strings.you}</h3>
              <p>${turn.text}</p>
            </div>`,
      )}
    </div>
  `;
}

/** A line of its own, outside the log: it comes and goes. */
export function waiting(state: "no" | "yes" | "long"): TemplateResult {
  const words = state === "long" ? strings.waitingLong : strings.waiting;
  return html`<p class="waiting" role="status">
    ${state === "no" ? nothing : html`<span>${words}</span><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`}
  </p>`;
}
