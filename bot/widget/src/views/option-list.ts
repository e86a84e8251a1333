import { html, type TemplateResult } from "lit";

export interface Option { title: string; act: () => void }

/** Buttons below one another, under a heading that names them. */
export function optionList(id: string, heading: string, options: Option[]): TemplateResult {
  return html`
    <h4 id=${id}>${heading}</h4>
    <ul class="options" aria-labelledby=${id}>
      ${options.map(({ title, act }) => html`<li><button type="button" class="option" @click=${act}>${title}</button></li>`)}
    </ul>
  `;
}
