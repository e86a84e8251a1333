import { html, type TemplateResult } from "lit";
import { strings } from "../strings";
import { icons } from "./icons";

/** What can be asked, what must not be typed, and that nobody human answers. */
export function intro(say: (text: string) => void): TemplateResult {
  const words = strings.intro;
  return html`
    <section class="intro" aria-labelledby="intro-heading">
      <h3 id="intro-heading">${words.heading}</h3>
      <p>${words.can}</p>
      <p class="notice">${icons.shield}<span><strong>${words.privacy}</strong> ${words.machine}</span></p>
      <h4 id="examples">${words.examples}</h4>
      <ul class="options" aria-labelledby="examples">
        ${words.questions.map(
          (question) => html`<li><button type="button" class="option" @click=${() => say(question)}>${question}</button></li>`,
        )}
      </ul>
    </section>
  `;
}
