import { html, nothing, type TemplateResult } from "lit";
import type { Words } from "../answer-text";
import type { Source } from "../contract";
import { swedishDate } from "../dates";
import { plainText } from "../plain-text";
import { legalBasis, pagesOf, type Page } from "../sources";
import { fill, strings } from "../strings";
import { outside } from "./outside";

/**
 * How the answer is known, folded: one entry per page with publisher, date, link and its words, and the law. What opens is
 * no news: whoever opens it reads it, and whoever only hears the answer hears how many sources there are.
 */
export function sources(all: Source[], { kept, laws }: Words): TemplateResult | typeof nothing {
  const pages = pagesOf(all);
  if (pages.length === 0) return nothing;
  const words = strings.sources;
  const count = pages.length > 1 ? fill(words.many, { count: `${pages.length}` }) : words.one;
  return html`
    <details class="sources">
      <summary><span>${words.heading}</span> <span class="meta">· ${count}</span></summary>
      <div aria-live="off">
        <ul>
          ${pages.map((page, at) => html`<li>${title(page)}<p class="meta">${page.publisher} · ${age(page)}</p>${said(page, pages[at - 1])}</li>`)}
        </ul>
        ${legal(legalBasis(all, laws))}${kept.map((line) => html`<p class="meta">${plainText(line)}</p>`)}
      </div>
    </details>
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

/** Its own words, or what sums it up; the same summary of several pages stands under the first of them. */
function said(page: Page, before?: Page): TemplateResult | typeof nothing {
  const again = page.summedUp && before?.quotes.join() === page.quotes.join();
  if (page.quotes.length === 0 || again) return nothing;
  return html`
    <p class="meta">${page.summedUp ? strings.sources.summedUp : strings.sources.onPage}</p>
    ${page.quotes.map((words) => (page.summedUp ? html`<p>${words}</p>` : html`<blockquote>${words}</blockquote>`))}
  `;
}

function legal(basis: string[]): TemplateResult | typeof nothing {
  if (basis.length === 0) return nothing;
  return html`<p class="legal meta"><strong>${strings.legal}:</strong> ${basis.join("; ")}</p>`;
}
