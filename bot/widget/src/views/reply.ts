import { html, nothing, type TemplateResult } from "lit";
import { wordsOf } from "../answer-text";
import type { Reply, Status } from "../contract";
import { atAGlance } from "../glance";
import type { BotTurn, Turn } from "../history";
import { plainText } from "../plain-text";
import { statusLabel } from "../status";
import { strings } from "../strings";
import type { Actions } from "./actions";
import { contacts } from "./contacts";
import { debug } from "./debug";
import { feedback } from "./feedback";
import { icons } from "./icons";
import { options } from "./options";
import { sources } from "./sources";
import { understood } from "./understood";

/** One reply: what it assumes, its status, its words, what it rests on, and what can be done with it; of the newest, the ways on. */
export function reply(turn: BotTurn, newest: boolean, turns: Turn[], actions: Actions): TemplateResult {
  const { reply: said } = turn;
  const words = wordsOf(said);
  const answered = said.kind === "answer" || said.kind === "no_answer";
  return html`
    <article class="turn bot ${said.kind}" data-turn=${turn.id}>
      <h3 class="unseen">${strings.bot}</h3>
      ${understood(said.understood ?? [], `understood-${turn.id}`, newest ? actions : null)}${statuses(said)}
      <div class="words">${atAGlance(words.lines, said).map(({ text, lead, english }) => html`<p class=${lead ? "lead" : nothing} lang=${english ? "en" : nothing}>${plainText(text)}</p>`)}</div>
      ${contacts(said.contacts)}${sources(said.sources, words)}${answered ? feedback(turn, turns, actions) : nothing}
      ${newest ? options(said, turns, actions) : nothing}${debug(said.debug)}
    </article>
  `;
}

function statuses({ status: one, statuses: named = [] }: Reply): TemplateResult[] {
  if (named.length > 0) return named.map((of) => status(of, html`${of.name}: `));
  return one ? [status(one, html`<span class="unseen">${strings.status.label}: </span>`)] : [];
}

function status(of: Status, before: TemplateResult): TemplateResult {
  return html`<p class="status ${of.state}">${icons[of.state]}<span>${before}${statusLabel(of)}</span></p>`;
}
