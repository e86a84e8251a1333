/** What a view may ask of the widget. */
import type { Button } from "../contract";
import type { Draft } from "../forwarding";
import type { Vote } from "../gateway";
import type { BotTurn } from "../history";

export interface Actions {
  say(text: string): void;
  press(button: Button): void;
  goOn(): void;
  /** Copies, and says `done`. */
  copy(text: string, done: string): void;
  /** The whole address of a page of the gateway's. */
  address(path: string): string;
  /** Opens the draft in the reader's mail program. */
  forward(draft: Draft): void;
  vote(turn: BotTurn, vote: Vote): void;
  comment(turn: BotTurn, words: string): void;
}
