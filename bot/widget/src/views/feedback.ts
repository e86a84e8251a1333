import { html, nothing, type TemplateResult } from "lit";
import type { Vote } from "../gateway";
import type { BotTurn } from "../history";
import { strings } from "../strings";
import type { Actions } from "./actions";
import { icons } from "./icons";

/**
 * Copying the answer, and saying whether it helped; words are asked for after a vote and may be left out.
 * It stands in the log and is no news: what appears in it is not announced.
 */
export function feedback(turn: BotTurn, actions: Actions): TemplateResult {
  const votable = turn.reply.answerId !== null && turn.reply.kind !== "smalltalk";
  return html`
    <div aria-live="off">
      <div class="tools">
        <button type="button" class="tool" @click=${() => actions.copy(turn)}>
          ${icons.copy}<span>${strings.copy.button}</span>
        </button>
        ${votable
          ? html`<div class="votes" role="group" aria-label=${strings.feedback.group}>
              <span aria-hidden="true">${strings.feedback.group}</span>
              ${thumb(turn, "up", actions)}${thumb(turn, "down", actions)}
            </div>`
          : nothing}
      </div>
      ${turn.vote && !turn.commented ? comment(turn, actions) : nothing}
    </div>
  `;
}

function thumb(turn: BotTurn, vote: Vote, actions: Actions): TemplateResult {
  const words = strings.feedback[vote];
  return html`<button
    type="button"
    class="tool thumb"
    aria-label=${words}
    title=${words}
    aria-pressed=${turn.vote === vote ? "true" : "false"}
    @click=${() => actions.vote(turn, vote)}
  >
    ${icons[vote]}
  </button>`;
}

function comment(turn: BotTurn, actions: Actions): TemplateResult {
  const id = `comment-${turn.id}`;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector("textarea");
    if (field?.value.trim()) actions.comment(turn, field.value.trim());
  };
  return html`
    <form class="comment" @submit=${send}>
      <label for=${id}>${strings.feedback.comment}</label>
      <textarea id=${id} rows="2" maxlength="1000" aria-describedby="${id}-hint"></textarea>
      <p class="meta" id="${id}-hint">${strings.feedback.hint}</p>
      <button type="submit" class="secondary">${strings.feedback.send}</button>
    </form>
  `;
}
