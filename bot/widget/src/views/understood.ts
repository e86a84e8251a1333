import { html, nothing, type TemplateResult } from "lit";
import type { Understood } from "../contract";
import { fill, strings } from "../strings";
import { byPerson } from "../understood";
import type { Actions } from "./actions";
import { optionList } from "./option-list";

const words = strings.understood;

/** "Jag utgår från: vuxen · papperslös": with `actions`, what may be changed is a button. */
export function understood(parts: Understood[], id: string, actions: Actions | null): TemplateResult | typeof nothing {
  if (parts.length === 0) return nothing;
  const groups = byPerson(parts).map(([person, own], group) => {
    const shown = own.map((part, at) => (actions ? changeable(part, `${id}-${group}-${at}`, actions) : said(part)));
    return joined(shown, " · ", person ? `${fill(words.person, { number: `${person}` })} ` : "");
  });
  return html`<div class="understood meta">${joined(groups, "; ", `${words.lead} `)}</div>`;
}

type Shown = TemplateResult | string;

function joined(parts: Shown[], between: string, before: string): TemplateResult {
  return html`${parts.map((part, at) => html`${at ? between : before}${part}`)}`;
}

/** What the message does not say is marked, for the eye and in words. */
function said({ label, inferred }: Understood): Shown {
  if (!inferred) return label;
  return html`<span class="inferred" title=${words.inferred}>${label}<span class="unseen"> (${words.inferred})</span></span>`;
}

/** The browser opens and closes the list and tells screen readers so. What it holds is no news. */
function changeable(part: Understood, id: string, actions: Actions): Shown {
  if (part.choices.length === 0) return said(part);
  const choices = part.choices.map((choice) => ({ title: choice.title, act: () => actions.press(choice) }));
  return html`<button type="button" popovertarget=${id}>${said(part)}<span class="unseen"> ${words.change}</span></button
    ><div popover id=${id} aria-live="off" @beforetoggle=${giveFocusBack}>${optionList(`${id}-heading`, fill(words.instead, { label: part.label }), choices)}</div>`;
}

/** From a list that closes to its button; browsers forget to within a shadow root. */
function giveFocusBack({ newState, currentTarget }: ToggleEvent): void {
  const list = currentTarget as HTMLElement;
  if (newState === "closed" && list.matches(":focus-within")) (list.previousElementSibling as HTMLElement).focus();
}
