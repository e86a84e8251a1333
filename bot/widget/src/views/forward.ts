import { html, type TemplateResult } from "lit";
import { draftOf, type Draft } from "../forwarding";
import type { BotTurn, Turn } from "../history";
import { strings } from "../strings";
import type { Actions } from "./actions";

const words = strings.forward;

/** The draft of a mail to whoever answers for the subject, to be read and changed before anything leaves; open where a person is asked for. */
export function forward(turn: BotTurn, turns: Turn[], actions: Actions): TemplateResult {
  const draft = draftOf(turn, turns);
  const id = `forward-${turn.id}`;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const field = (name: keyof Draft) => String(form.get(name) ?? "");
    void actions.forward({ to: field("to"), subject: field("subject"), body: field("body") });
  };
  return html`
    <details class="forward" ?open=${turn.reply.needsPerson ?? false}>
      <summary><span>${words.heading}</span></summary>
      <form class="comment" @submit=${send}>
        <label for="${id}-to">${words.to}</label>
        <input id="${id}-to" name="to" type="text" inputmode="email" autocomplete="off" spellcheck="false" .value=${draft.to} />
        <label for="${id}-subject">${words.subject}</label>
        <textarea id="${id}-subject" name="subject" rows="1" .value=${draft.subject}></textarea>
        <label for="${id}-body">${words.body}</label>
        <textarea id="${id}-body" name="body" rows="8" aria-describedby="${id}-hint" .value=${draft.body}></textarea>
        <p class="meta" id="${id}-hint">${draft.to ? words.hint : words.hintWithoutAddress}</p>
        <button type="submit" class="secondary">${words.open}</button>
      </form>
    </details>
  `;
}
