/** Sources as they are shown: one entry per page, its quotations (or what sums it up) together, its legal basis said once. */
import type { Source } from "./contract";

/** "lagändringar kontrollerade t.o.m. 1 september 2025, inte därefter" */
const CHECKED = /\bkontrollera(?:d|de|t) t\.o\.m\./;

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

/**
 * The sections of law behind a reply, each once, those that its own words name first; a law named whole is left out when
 * one of its sections is named. Until when they were checked, which is no law, stands last.
 */
export function legalBasis(sources: Source[], named = ""): string[] {
  const all = [named, ...sources.map(({ legal }) => legal ?? "")].flatMap((laws) => laws.split(";").map((law) => law.trim()));
  const unique = [...new Set(all.filter(Boolean))].filter((law, _, laws) => !laws.some((other) => other.startsWith(`${law} `)));
  const checked = (law: string): boolean => CHECKED.test(law);
  return [...unique.filter((law) => !checked(law)), ...unique.filter(checked)];
}
