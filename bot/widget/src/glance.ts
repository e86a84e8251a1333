/** The answer at a glance: which sentences of a reply are its answer. bot/gateway/teams/cards/glance.py does the same. */
import type { Reply } from "./contract";
import { swedishDate } from "./dates";
import { ends, sentences, wordCount } from "./sentences";

const LONGEST = 25; // words of an answer that stands out; a longer one is read, not seen

/** `lead`: the answer, which stands out and by itself. `english`: what is not Swedish, for whoever has it read aloud. */
export interface Paragraph { text: string; lead: boolean; english: boolean }

/** The lines as paragraphs in their order. Only answers and refusals have a lead. */
export function atAGlance(lines: string[], reply: Reply): Paragraph[] {
  const english = (line: string) => (reply.inEnglish ?? []).includes(line);
  // the line that leads over to another language is no answer
  const answer = lines.filter((line) => !(english(line) && line.endsWith(":")));
  const leads = reply.kind === "answer" || reply.kind === "no_answer" ? leadsOf(answer.flatMap(sentences), reply) : [];
  return lines.flatMap((line) => paragraphs(sentences(line), leads).map((one) => ({ ...one, english: english(line) })));
}

/** The first sentence; where that one says the status that stands above it, those that say the figures asked for. */
function leadsOf([first = "", ...others]: string[], reply: Reply): string[] {
  const figures = saysStatus(first, reply) ? (reply.figures ?? []) : [];
  const said = figures.flatMap((words) => others.filter((sentence) => sentence.includes(words)).slice(-1));
  return (said.length > 0 ? said : [first]).filter((sentence) => ends(sentence) && wordCount(sentence) <= LONGEST);
}

function saysStatus(sentence: string, { status, statuses = [] }: Reply): boolean {
  const dates = [...(status ? [status] : []), ...statuses].flatMap(({ since }) => (since ? swedishDate(since) : []));
  return dates.some((date) => sentence.includes(date));
}

/** Each lead once; what stands between two leads stays one paragraph. */
function paragraphs(line: string[], leads: string[]): Omit<Paragraph, "english">[] {
  const made: Omit<Paragraph, "english">[] = [];
  const left = new Set(leads);
  for (const text of line) {
    const lead = left.delete(text);
    const last = made.at(-1);
    if (last && !last.lead && !lead) last.text += ` ${text}`;
    else made.push({ text, lead });
  }
  return made;
}
