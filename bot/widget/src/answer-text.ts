/** The words of a reply: what is shown as text, what of it belongs to the sources, and what is copied. */
import type { Contact, Reply } from "./contract";
import { pagesOf } from "./sources";
import { fill, strings } from "./strings";

/** "Källa: …" or "Källor: …", a line of its own. */
const SOURCE_LINE = /^Käll(?:a|or): (.*)$/;
/** What ends a source line for the right to care: "Lagstöd: lag 2013:407 7 §, abortlag 1974:595 (… kontrollerade …)." */
const LAWS = /\s*(?:Lagstöd: |Grund: |Gruppen omfattas av )(.+?)(?: \(([^()]*kontroller[^()]*)\))?\.$/;
/** What follows the date of an entry: ", för fem år sedan: uppgiften kan vara inaktuell." */
const REMARK = /, [^,:;.]+: ([^,:;.]+)\.?$/;

/** `lines`: what is shown as the answer. `kept`: source lines that name more than the sources do. `laws`: as a source has them. */
export interface Words { lines: string[]; kept: string[]; laws: string }

/**
 * The text without its source lines where the sources are shown: they say the same. What a line says beside
 * ("uppgiften kan vara inaktuell") stays as a sentence, once; a line that names another source stays whole, with the sources.
 */
export function wordsOf({ text, sources }: Reply): Words {
  const all = text.split("\n").map((line) => line.trim()).filter(Boolean);
  const pages = pagesOf(sources);
  if (pages.length === 0) return { lines: all, kept: [], laws: "" };
  const said = all.filter((line) => SOURCE_LINE.test(line)).map((line) => sourceLine(line, pages));
  const remarks = said.flatMap(({ remarks: own }) => own);
  return {
    lines: [...all.filter((line) => !SOURCE_LINE.test(line)), ...new Set(remarks)],
    kept: said.flatMap(({ kept }) => kept),
    laws: said.map(({ laws }) => laws).filter(Boolean).join("; "),
  };
}

interface SourceLine { remarks: string[]; kept: string[]; laws: string }

function sourceLine(line: string, pages: { title: string; publisher: string }[]): SourceLine {
  const [, laws = "", checked = ""] = LAWS.exec(line) ?? [];
  const named = line.replace(LAWS, "");
  const remarks = named.split("; ").flatMap((entry) => REMARK.exec(entry)?.[1] ?? []).map(sentence);
  return {
    remarks,
    kept: namesOnly(named, pages) ? [] : [named],
    laws: [...laws.split(/, | och /), checked].filter(Boolean).join("; "),
  };
}

/** Whether the line names as many sources as there are pages in it: a title may hold "; " itself, and then the line is kept. */
function namesOnly(line: string, pages: { title: string; publisher: string }[]): boolean {
  const own = pages.filter(({ title, publisher }) => line.includes(`${title}, ${publisher}`));
  return own.length === line.split("; ").length;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** The whole text with its source line, the addresses and the contacts: what somebody pastes into a mail. */
export function copiedText({ text, sources, contacts }: Reply): string {
  const links = pagesOf(sources).flatMap(({ url }) => (url ? [fill(strings.copy.link, { url })] : []));
  const people = contacts.map((contact) => fill(strings.copy.contact, { contact: contactLine(contact) }));
  return [text, ...new Set(links), ...people].join("\n");
}

/** "Malin Sköld, regionutvecklare, vgprimarvard@vgregion.se"; what is not given is left out. */
export function contactLine({ name, role, email, phone }: Contact): string {
  return [name, role, email, phone].filter(Boolean).join(", ");
}
