/** What a view may ask of the widget. */
import type { Button } from "../contract";
import type { Vote } from "../gateway";
import type { BotTurn } from "../history";

export interface Actions {
  say(text: string): void;
  press(button: Button): void;
  goOn(): void;
  copy(turn: BotTurn): void;
  vote(turn: BotTurn, vote: Vote): void;
  comment(turn: BotTurn, words: string): void;
}
