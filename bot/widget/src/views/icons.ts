/** Small drawings of our own. They repeat what a word beside them says, so no reader announces them. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const icons = {
  chat: icon(svg`<path d="M4 4h16v12H10l-5 4v-4H4z"/><path d="M8 9h8M8 12h5"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`),
  again: icon(svg`<path d="M20 12a8 8 0 1 1-2.5-5.8"/><path d="M20 3v5h-5"/>`),
  send: icon(svg`<path d="M4 12h15M13 6l6 6-6 6"/>`),
  copy: icon(svg`<path d="M9 9h11v11H9z"/><path d="M5 15H4V4h11v1"/>`),
  up: icon(svg`<path d="M7 21H4V10h3zM7 10l4-7c2 0 3 1 2.5 3L13 9h5c1.5 0 2.3 1 2 2.5l-1.5 7c-.3 1.5-1.2 2.5-2.5 2.5H7"/>`),
  down: icon(svg`<path d="M17 3h3v11h-3zM17 14l-4 7c-2 0-3-1-2.5-3l.5-3H6c-1.5 0-2.3-1-2-2.5l1.5-7C5.8 4 6.7 3 8 3h9"/>`),
  outside: icon(svg`<path d="M10 5H5v14h14v-5"/><path d="M14 4h6v6M20 4l-9 9"/>`),
  shield: icon(svg`<path d="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"/>`),
  upcoming: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>`),
  open: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M8 12l3 3 5-6"/>`),
  closed: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>`),
  ended: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M9 9l6 6M15 9l-6 6"/>`),
  warning: icon(svg`<path d="M12 4l9 16H3z"/><path d="M12 10v5M12 17.5v.5"/>`),
};
