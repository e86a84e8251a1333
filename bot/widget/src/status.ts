/** The status of a programme as a label in words. */
import type { Status } from "./contract";
import { swedishDate } from "./dates";
import { fill, strings } from "./strings";

/** "Kommande", "Öppen", "Stängd sedan 23 november 2021", "Avslutad 17 maj 2023". */
export function statusLabel({ state, since }: Status): string {
  const date = since ? swedishDate(since) : "";
  if (state === "closed") return date ? fill(strings.status.closedSince, { date }) : strings.status.closed;
  if (state === "ended") return date ? fill(strings.status.endedSince, { date }) : strings.status.ended;
  return strings.status[state];
}
