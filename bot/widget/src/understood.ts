/** What a reply assumes, as it is shown: together, or person by person where there are several. */
import type { Understood } from "./contract";

/** Groups in the order of their numbers; what is about nobody in particular stands first, under null. */
export function byPerson(parts: Understood[]): [number | null, Understood[]][] {
  const several = new Set(parts.flatMap(({ person }) => person ?? [])).size > 1;
  const groups = new Map<number | null, Understood[]>();
  for (const part of parts) {
    const person = several ? part.person : null;
    groups.set(person, [...(groups.get(person) ?? []), part]);
  }
  return [...groups].sort(([one], [other]) => (one ?? 0) - (other ?? 0));
}
