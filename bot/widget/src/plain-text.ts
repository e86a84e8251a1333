/** Text of a reply as it is: no sign in it means anything, only addresses become links. */
import { html, type TemplateResult } from "lit";

/** A web or mail address; what closes a sentence or a quotation after it is no part of it. Its parts are short, so that long texts are read in one pass. */
const ADDRESS = /(https?:\/\/[^\s<>"'”]{0,1500}[\w/=&#%])|((?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)/giu;
/** Spaces that no line may break at: "60 000 kronor", "6 §". */
const JOINED = /(\d) (?=\d{3}(?!\d)|kr(?:onor)?\b|§)/g;

/** The text as pieces for a template, which escapes what is no link. */
export function plainText(text: string): (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let start = 0;
  for (const { 0: found, 2: mail, index } of text.matchAll(ADDRESS)) {
    pieces.push(joined(text.slice(start, index)), mail ? mailLink(found) : webLink(found));
    start = index + found.length;
  }
  return [...pieces, joined(text.slice(start))];
}

function joined(text: string): string {
  return text.replace(JOINED, "$1\u00a0");
}

function webLink(address: string): TemplateResult {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer">${address}</a>`;
}

function mailLink(address: string): TemplateResult {
  return html`<a href=${`mailto:${address}`}>${address}</a>`;
}
