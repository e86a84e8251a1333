/** The pause after which the assistant starts afresh: what was said before, the patient too, is then forgotten there. */
import type { Turn } from "./history";

/** Milliseconds; knowledge/limits.yml says it as conversation.pause, in seconds. */
export const PAUSE = 1_800_000;

/** What stands where personal data was removed; read again it would pass for a word of the question. */
const MASK = /\[[^\]]*\] ?/g;

/** What a conversation is at: when the assistant last kept something (small talk is not kept), and whether a pause since was told. */
interface Kept { at: number | null; told: boolean }

/** The turns before which the line stands: the first questions after a pause. `kept` is how it is after the last one. */
export function pausesIn(turns: Turn[]): { before: Set<number>; kept: Kept } {
  const before = new Set<number>();
  let kept: Kept = { at: null, told: false };
  for (const turn of turns) {
    if (turn.from === "bot") {
      if (turn.reply.kind !== "smalltalk") kept = { at: turn.at ?? null, told: false };
    } else if (isOver(kept, turn.at ?? 0)) {
      before.add(turn.id);
      kept = { ...kept, told: true };
    }
  }
  return { before, kept };
}

/** Whether the assistant has forgotten everything by a time, and nothing says so yet. */
export function isOver({ at, told }: Kept, now: number): boolean {
  return at !== null && !told && now - at > PAUSE;
}

/**
 * The last question with what its answer took from before, so that it stands for itself: "och barn? (asylsökande, tandvård)".
 * Null where nothing was asked.
 */
export function takenUp(turns: Turn[]): string | null {
  const asked = turns.filter((turn) => turn.from === "user").at(-1)?.text.replace(MASK, "").trim();
  const answer = turns.filter((turn) => turn.from === "bot").at(-1);
  const carried = (answer?.reply.understood ?? []).filter(({ inferred }) => inferred).map(({ label }) => label);
  if (!asked) return null;
  return carried.length > 0 ? `${asked} (${[...new Set(carried)].join(", ")})` : asked;
}
