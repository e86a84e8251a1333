import { html, nothing, type TemplateResult } from "lit";
import type { Reply } from "../contract";
import type { Turn } from "../history";
import { strings } from "../strings";
import type { Actions } from "./actions";
import { optionList } from "./option-list";

/** The ways on from the newest reply: what it asks the reader to choose between, or what may be asked next. */
export function options(reply: Reply, turns: Turn[], actions: Actions): TemplateResult | typeof nothing {
  const heading = reply.kind === "clarify" ? strings.choices : strings.followUps.heading;
  const buttons = reply.buttons.map((button) => ({ title: button.title, act: () => actions.press(button) }));
  const questions = followUps(reply, turns).map((title) => ({ title, act: () => actions.say(title) }));
  const shown = buttons.length > 0 ? buttons : questions;
  if (shown.length === 0) return nothing;
  return html`<div class="further">${optionList("options", heading, shown)}</div>`;
}

/** Questions that the assistant understands after any answer, less those that were asked already. */
function followUps({ kind, sources }: Reply, turns: Turn[]): string[] {
  if (kind !== "answer" || sources.length === 0) return [];
  const asked = new Set(turns.map((turn) => (turn.from === "user" ? turn.text : "")));
  const words = sources.some(({ legal }) => legal) ? strings.followUps.care : strings.followUps.programme;
  return words.filter((question) => !asked.has(question));
}
