/** What the tab remembers: sessionStorage, gone when the tab closes. Without storage the widget works, unremembered. */
import type { Reply } from "./contract";
import type { Vote } from "./gateway";

export interface UserTurn { id: number; from: "user"; text: string }
export interface BotTurn { id: number; from: "bot"; reply: Reply; vote: Vote | null; commented: boolean }
export type Turn = UserTurn | BotTurn;

export interface Remembered {
  thread: string;
  token: string | null;
  open: boolean;
  turns: Turn[];
}

const VERSION = 1; // raise it when the shape changes: what an older widget wrote is then left alone
const LONGEST = 200; // turns that are kept

/** A name that no other tab has. Not randomUUID, which pages without https lack. */
export function newThread(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One gateway's history in this tab. */
export class History {
  private readonly key: string;

  constructor(endpoint: string) {
    this.key = `lotsen-chat-${VERSION}:${endpoint}`;
  }

  read(): Remembered {
    const fresh = { thread: newThread(), token: null, open: false, turns: [] };
    const stored = this.attempt((storage) => storage.getItem(this.key));
    if (!stored) return fresh;
    try {
      return { ...fresh, ...(JSON.parse(stored) as Remembered) };
    } catch (error) {
      if (error instanceof SyntaxError) return fresh; // somebody else wrote there
      throw error;
    }
  }

  write(state: Remembered): void {
    const text = JSON.stringify({ ...state, turns: state.turns.slice(-LONGEST) });
    this.attempt((storage) => storage.setItem(this.key, text));
  }

  /** Browsers can forbid storage and it can be full: both are DOMExceptions, and neither may cost an answer. */
  private attempt<Value>(use: (storage: Storage) => Value): Value | null {
    try {
      return use(sessionStorage);
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  }
}
