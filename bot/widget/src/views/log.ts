import { html, nothing, type TemplateResult } from "lit";
import type { Turn } from "../history";
import { PAUSE, pausesIn } from "../pause";
import { fill, strings } from "../strings";
import type { Actions } from "./actions";
import { reply } from "./reply";

const pauseLine = fill(strings.pause.line, { minutes: `${PAUSE / 60_000}` });

/**
 * What was said. Turns come and go at the end only, so a new one is announced once and the others stay as they are.
 * `paused`: the assistant has forgotten them by now, and none of their buttons would be understood.
 */
export function log(turns: Turn[], paused: boolean, actions: Actions): TemplateResult {
  const { before } = pausesIn(turns);
  return html`
    <div role="log" aria-label=${strings.conversation}>
      ${turns.map((turn, at) =>
        turn.from === "bot"
          ? reply(turn, at === turns.length - 1 && !paused, turns, actions)
          : html`${before.has(turn.id) ? html`<p class="forgotten meta" aria-live="off">${pauseLine}</p>` : nothing}
            <div class="turn user" data-turn=${turn.id}>
              <h3 class="unseen">${strings.you}</h3>
              <p class="typed">${turn.text}</p>
            </div>`,
      )}
      ${paused ? pause(actions) : nothing}
    </div>
  `;
}

/** That the assistant has forgotten, and a way on. Once something is asked, the line stands above that. */
function pause(actions: Actions): TemplateResult {
  return html`<div class="pause">
    <p class="meta">${pauseLine}</p>
    <button type="button" class="secondary" @click=${() => actions.goOn()}>${strings.pause.goOn}</button>
  </div>`;
}

/** A line of its own, outside the log: it comes and goes. */
export function waiting(state: "no" | "yes" | "long"): TemplateResult {
  const words = state === "long" ? strings.waitingLong : strings.waiting;
  return html`<p class="waiting" role="status">
    ${state === "no" ? nothing : html`<span>${words}</span><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`}
  </p>`;
}
