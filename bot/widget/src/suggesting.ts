/** Which questions what is typed may become. Chosen here, in the page: nothing of it is sent anywhere. */

export interface Suggestion { question: string; words: string[] }
/** A suggestion made ready to be searched: the words of its question, and those that find it beside them. */
export interface Searchable { question: string; own: string[]; beside: string[] }

const MOST = 5; // shown at a time: what is read at a glance
const SHORTEST = 3; // letters before anything is suggested

/** Lower case, and å ä ö as a hurried hand types them. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The gateway's list, checked; what is no suggestion is left out. */
export function readSuggestions(body: unknown): Searchable[] {
  const all = (body as { suggestions?: unknown } | null)?.suggestions;
  return (Array.isArray(all) ? all : []).flatMap((one: Partial<Suggestion> | null) =>
    typeof one?.question === "string" ? [searchable(one.question, Array.isArray(one.words) ? one.words : [])] : [],
  );
}

function searchable(question: string, words: unknown[]): Searchable {
  return { question, own: wordsOf(question), beside: wordsOf(words.join(" ")) };
}

/**
 * The likeliest questions: every word typed begins one of theirs. Words of the question count more than those beside it,
 * and of equals the shorter question comes first. Nothing for what is already a question of the list.
 */
export function suggest(all: Searchable[], typed: string): string[] {
  const words = wordsOf(typed);
  if (words.join("").length < SHORTEST || typed.includes("\n")) return [];
  const found = all.flatMap(({ question, own, beside }) => {
    const scores = words.map((word): number => (begins(own, word) ? 2 : begins(beside, word) ? 1 : 0));
    return scores.includes(0) ? [] : [{ question, length: own.length, score: scores.reduce((sum, score) => sum + score, 0) }];
  });
  const questions = found.sort((one, other) => other.score - one.score || one.length - other.length).map(({ question }) => question);
  return questions.includes(typed.trim()) ? [] : questions.slice(0, MOST);
}

const begins = (words: string[], start: string): boolean => words.some((word) => word.startsWith(start));
