/** The words of a reply: what is shown as text, and what is copied. */
import type { Contact, Reply } from "./contract";
import { pagesOf } from "./sources";
import { fill, strings } from "./strings";

/** What follows the last date of a source line: ", för fem år sedan: uppgiften kan vara inaktuell." */
const REMARK = /, [^,:;.]+: ([^,:;]+\.)$/;

/**
 * The text without its last "Källa: …" line when that line names nothing but the sources shown below it as links.
 * What it says beside ("uppgiften kan vara inaktuell") stays as a sentence; a line that names another source stays whole.
 */
export function shownText({ text, sources }: Reply): string {
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  const pages = pagesOf(sources);
  const named = pages.every(({ title, publisher }) => last.includes(title) && last.includes(publisher));
  const same = /^Käll(a|or): /.test(last) && pages.length > 0 && named && entries(last) === pages.length;
  return same ? [...lines.slice(0, -1), remark(last)].join("\n").trim() : text;
}

function remark(line: string): string {
  const said = REMARK.exec(line)?.[1] ?? "";
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** How many sources a "Källa: A, …; B, …" line names: a title may hold "; " itself, and then the line is kept. */
function entries(line: string): number {
  return line.split("; ").length;
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
