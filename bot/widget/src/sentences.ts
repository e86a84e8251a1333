/** Sentences of Swedish text. bot/gateway/teams/cards/glance.py cuts in the same places. */

/** A full stop, question or exclamation mark with what closes it, before a blank and a capital. */
const END = /[.!?][”")]*(?=\s+[”"(]?\p{Lu})/gu;
/** "t.o.m.", "bl.a.": a stop inside a word is the mark of an abbreviation, and its last one ends nothing. */
const ABBREVIATED = /\p{L}\.\p{L}+\.$/u;

/** The sentences in order, without the blanks between them. */
export function sentences(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(END)) {
    const end = index + mark.length;
    const sentence = text.slice(start, end);
    if (ABBREVIATED.test(sentence)) continue;
    found.push(sentence.trim());
    start = end;
  }
  return [...found, text.slice(start).trim()].filter(Boolean);
}

/** Whether it is one: it ends, and does not lead over to what follows. */
export function ends(text: string): boolean {
  return /[.!?][”")]*$/.test(text);
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
