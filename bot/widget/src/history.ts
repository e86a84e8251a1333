/** What the tab remembers: sessionStorage, gone when the tab closes. Without storage the widget works, unremembered. */
import type { Reply } from "./contract";
import type { Vote } from "./gateway";

/** `at`: milliseconds since 1970; missing in what an older widget remembers. */
export interface UserTurn { id: number; from: "user"; text: string; at?: number }
export interface BotTurn { id: number; from: "bot"; reply: Reply; vote: Vote | null; commented: boolean; at?: number }
export type Turn = UserTurn | BotTurn;

export interface Remembered {
  thread: string;
  token: string | null;
  open: boolean;
  /** Without the question that waits for its answer: nothing has been masked in it yet. */
  turns: Turn[];
  /** Whether a question waits for its answer. */
  asking?: boolean;
  /** The page that shows the conversation, see tab.ts. */
  heldBy?: string | null;
}

const VERSION = 1; // raise it when the shape changes: what an older widget wrote is then left alone
const LONGEST = 200; // turns that are kept

/** A name that nothing else has. Not randomUUID, which pages without https lack. */
export function newName(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One gateway's history in this tab. */
export class History {
  private readonly key: string;

  constructor(endpoint: string) {
    this.key = `lotsen-chat-${VERSION}:${endpoint}`;
  }

  /** Null where nothing was stored, or can be. */
  read(): Remembered | null {
    const stored = parsed(attempt((storage) => storage.getItem(this.key)) ?? "");
    return isRemembered(stored) ? stored : null;
  }

  write(state: Remembered): void {
    const text = JSON.stringify({ ...state, turns: state.turns.slice(-LONGEST) });
    attempt((storage) => storage.setItem(this.key, text));
  }
}

/**
 * Browsers forbid storage, WebViews have none (null) or throw errors of their own, and it can be full: none of that may
 * cost an answer, and what the conversation needs is in memory anyway.
 */
function attempt<Value>(use: (storage: Storage) => Value): Value | null {
  try {
    const storage: Storage | null = window.sessionStorage;
    return storage ? use(storage) : null;
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // nothing yet, or somebody else wrote there
    throw error;
  }
}

/** Whether it is what `write` wrote; the page and its other scripts share the storage. */
function isRemembered(value: unknown): value is Remembered {
  const { thread, turns } = (value ?? {}) as Partial<Remembered>;
  return typeof thread === "string" && Array.isArray(turns) && turns.every(isTurn);
}

function isTurn(turn: unknown): boolean {
  const { id, from, text, reply } = (turn ?? {}) as Record<string, unknown>;
  if (typeof id !== "number") return false;
  if (from === "user") return typeof text === "string";
  const said = (reply ?? {}) as Partial<Reply>;
  return from === "bot" && typeof said.text === "string" && [said.buttons, said.sources, said.contacts, said.understood ?? []].every(Array.isArray);
}
