/** Passing a question on to a person: the draft of a mail, which leaves only when its writer sends it from their own program. */
import { copiedText } from "./answer-text";
import type { BotTurn, Turn } from "./history";
import { fill, strings } from "./strings";

export interface Draft { to: string; subject: string; body: string }

const LONGEST = 1_900; // signs of an address that every mail program takes; Windows cuts at about 2 000
const words = strings.forward;

/** The question as it was kept (without what was masked), its answer and where that stands. */
export function draftOf(turn: BotTurn, turns: Turn[]): Draft {
  const { reply } = turn;
  const asked = questionBefore(turn, turns);
  return {
    to: (reply.recipients ?? []).join(", "),
    subject: words.mailSubject,
    body: fill(reply.needsPerson ? words.mailUnanswered : words.mailBody, { question: asked, answer: copiedText(reply) }),
  };
}

/** What the turn answers; of somebody who wants a person, what was asked before that. */
function questionBefore(turn: BotTurn, turns: Turn[]): string {
  const before = turns.slice(0, turns.indexOf(turn)).flatMap((one) => (one.from === "user" ? [one.text] : []));
  return (turn.reply.needsPerson && turn.reply.facts.length === 0 ? before.at(-2) : undefined) ?? before.at(-1) ?? "";
}

/** The address that opens the draft in a mail program; null for one too long for that. */
export function mailAddress({ to, subject, body }: Draft): string | null {
  const url = `${emptyMail({ to, subject })}&body=${encodeURIComponent(body.replace(/\r?\n/g, "\r\n"))}`;
  return url.length > LONGEST ? null : url;
}

/** The address that opens a mail without words, for those that were copied instead. */
export function emptyMail({ to, subject }: Pick<Draft, "to" | "subject">): string {
  const people = to.split(/[,;\s]+/).filter(Boolean).map((address) => encodeURIComponent(address).replaceAll("%40", "@"));
  return `mailto:${people.join(",")}?subject=${encodeURIComponent(subject.replace(/\s+/g, " "))}`;
}
