import { html, type TemplateResult } from "lit";
import { strings } from "../strings";
import { icons } from "./icons";
import { optionList } from "./option-list";
import { outside } from "./outside";

/** What can be asked, what must not be typed, and that nobody human answers. */
export function intro(say: (text: string) => void, finder: string): TemplateResult {
  const words = strings.intro;
  return html`
    <section class="intro" aria-labelledby="intro-heading">
      <h3 id="intro-heading">${words.heading}</h3>
      <p>${words.can}</p>
      <p class="notice">${icons.shield}<span><strong>${words.privacy}</strong> ${words.machine}</span></p>
      <p class="source">${outside(finder, words.finder)}</p>
      ${optionList("examples", words.examples, words.questions.map((title) => ({ title, act: () => say(title) })))}
    </section>
  `;
}
