import { html, nothing, type TemplateResult } from "lit";
import { strings } from "../strings";

const NAMES: Record<string, string> = strings.debug;

/** How the reply came about. Servers send this in development mode only; without it nothing is shown. */
export function debug(values: Record<string, unknown> | null): TemplateResult | typeof nothing {
  if (!values) return nothing;
  return html`
    <details class="debug" aria-live="off">
      <summary><span>${strings.debug.heading}</span></summary>
      <dl>
        ${Object.entries(values).map(
          ([name, value]) => html`<dt>${NAMES[name] ?? name}</dt>
            <dd><pre tabindex="0" role="region" aria-label=${NAMES[name] ?? name}>${shown(value)}</pre></dd>`,
        )}
      </dl>
    </details>
  `;
}

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value, null, 2));
