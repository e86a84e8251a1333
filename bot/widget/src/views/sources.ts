import { html, nothing, type TemplateResult } from "lit";
import type { Source } from "../contract";
import { swedishDate } from "../dates";
import { legalBasis, pagesOf, type Page } from "../sources";
import { fill, strings } from "../strings";
import { outside } from "./outside";

/** Where the answer stands: one entry per page with publisher, date and link, its words behind a button. */
export function sources(all: Source[]): TemplateResult | typeof nothing {
  const pages = pagesOf(all);
  if (pages.length === 0) return nothing;
  return html`
    <section class="sources">
      <h4>${pages.length > 1 ? strings.sources.many : strings.sources.one}</h4>
      <ul>
        ${pages.map((page) => html`<li>${title(page)}<p class="meta">${page.publisher} · ${age(page)}</p>${quotes(page)}</li>`)}
      </ul>
      ${legal(legalBasis(all))}
    </section>
  `;
}

function title({ url, title: words }: Page): TemplateResult {
  if (!url) return html`<p class="source">${words}</p>`;
  return html`<p class="source">${outside(url, words)}</p>`;
}

/** A page says when it was updated; a law has the date of its wording, which is no update. */
function age({ updated, legal: law }: Page): string {
  if (!updated) return strings.sources.undated;
  const date = swedishDate(updated);
  return law ? date : fill(strings.sources.updated, { date });
}

/** Not announced when it opens: whoever opens it reads it. */
function quotes(page: Page): TemplateResult | typeof nothing {
  if (page.quotes.length === 0) return nothing;
  return html`
    <details aria-live="off">
      <summary>
        ${page.summedUp ? strings.sources.summary : strings.sources.quote}<span class="unseen"> ${fill(strings.sources.quoteOf, { title: page.title })}</span>
      </summary>
      <p class="meta">${page.summedUp ? strings.sources.summedUp : strings.sources.onPage}</p>
      ${page.quotes.map((said) => (page.summedUp ? html`<p>${said}</p>` : html`<blockquote>${said}</blockquote>`))}
    </details>
  `;
}

function legal(basis: string[]): TemplateResult | typeof nothing {
  if (basis.length === 0) return nothing;
  return html`<p class="legal meta"><strong>${strings.legal}:</strong> ${basis.join("; ")}</p>`;
}
