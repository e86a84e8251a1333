import { html, nothing, type TemplateResult } from "lit";
import { copiedText } from "../answer-text";
import type { Vote } from "../gateway";
import type { BotTurn, Turn } from "../history";
import { strings } from "../strings";
import type { Actions } from "./actions";
import { forward } from "./forward";
import { icons } from "./icons";
import { outside } from "./outside";

/**
 * Copying the answer or the address of its page, and saying whether it helped; words are asked for after a vote and may be left out.
 * It stands in the log and is no news: what appears in it is not announced.
 */
export function feedback(turn: BotTurn, turns: Turn[], actions: Actions): TemplateResult {
  const votable = turn.reply.answerId !== null && turn.reply.kind !== "smalltalk";
  return html`
    <div aria-live="off">
      <div class="tools">
        <button type="button" class="tool" @click=${() => actions.copy(copiedText(turn.reply), strings.copy.done)}>
          ${icons.copy}<span>${strings.copy.button}</span>
        </button>
        ${turn.reply.page ? page(turn.reply.page, actions) : nothing}
        ${turn.reply.patientPage
          ? html`<span class="source meta">${outside(actions.address(turn.reply.patientPage), strings.patient)}</span>`
          : nothing}
        ${votable
          ? html`<div class="votes" role="group" aria-label=${strings.feedback.group}>
              <span aria-hidden="true">${strings.feedback.group}</span>
              ${thumb(turn, "up", actions)}${thumb(turn, "down", actions)}
            </div>`
          : nothing}
      </div>
      ${turn.vote && !turn.commented ? comment(turn, actions) : nothing}${forward(turn, turns, actions)}
    </div>
  `;
}

/** The answer at an address of its own, to be kept, sent or printed. */
function page(path: string, actions: Actions): TemplateResult {
  const url = actions.address(path);
  return html`<span class="source meta">${outside(url, strings.page.show)}</span>
    <button type="button" class="tool" @click=${() => actions.copy(url, strings.page.done)}><span>${strings.page.copy}</span></button>`;
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
