import { html, type TemplateResult } from "lit";
import { strings } from "../strings";
import { icons } from "./icons";

/** A link that opens in a new tab, and says so. */
export function outside(url: string, words: string): TemplateResult {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer"
    >${words}${icons.outside}<span class="unseen"> (${strings.sources.newTab})</span></a
  >`;
}
