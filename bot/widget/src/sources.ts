/** Sources as they are shown: one entry per page, its quotations (or what sums it up) together, its legal basis said once. */
import type { Source } from "./contract";

export interface Page extends Omit<Source, "quote" | "summary" | "legal"> { quotes: string[]; summedUp: boolean; legal: boolean }

/** Replies give one source per quotation; here the quotations of one page stand together, in order. */
export function pagesOf(sources: Source[]): Page[] {
  const pages = new Map<string, Page>();
  for (const { quote, summary, legal, ...rest } of sources) {
    const key = `${rest.id}\n${rest.title}\n${rest.url}`;
    const page = pages.get(key) ?? { ...rest, quotes: [], summedUp: false, legal: false };
    const said = quote || summary;
    if (said && !page.quotes.includes(said)) page.quotes.push(said);
    page.summedUp ||= !quote && summary !== "";
    page.legal ||= legal !== null;
    pages.set(key, page);
  }
  return [...pages.values()];
}

/** The sections of law behind a reply, each once; a law named whole is left out when one of its sections is named. */
export function legalBasis(sources: Source[]): string[] {
  const all = sources.flatMap(({ legal }) => (legal ?? "").split(";").map((law) => law.trim()).filter(Boolean));
  const unique = [...new Set(all)];
  return unique.filter((law) => !unique.some((other) => other.startsWith(`${law} `)));
}
