import { html, nothing, type TemplateResult } from "lit";
import { strings } from "../strings";
import { icons } from "./icons";

/** Who this is, and the ways out. Starting over is offered once there is something to forget. */
export function header(begun: boolean, startOver: () => void, close: () => void): TemplateResult {
  return html`
    <header>
      <div class="title">
        <h2 id="title">${strings.name}</h2>
        <p>${strings.tagline}</p>
        <p class="printed"></p>
      </div>
      ${begun
        ? html`<button type="button" class="bare" id="start-over" @click=${startOver}>
            ${icons.again}<span>${strings.startOver}</span>
          </button>`
        : nothing}
      <button type="button" class="bare" id="close" @click=${close}>${icons.close}<span>${strings.close}</span></button>
    </header>
  `;
}
