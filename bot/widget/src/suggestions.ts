/** The list of suggestions below what is typed: what it shows, which one is chosen, and the keys that move in it. */
import type { ReactiveControllerHost } from "lit";
import { suggest, type Searchable } from "./suggesting";

export class Suggestions {
  /** What is shown; empty when the list is closed. */
  shown: string[] = [];
  /** Which of them is chosen; -1 for none. */
  chosen = -1;
  private all: Promise<Searchable[]> | null = null;
  private turn = 0;

  /** @param load gives the list, asked for once, when first needed; @param take is told which question was chosen. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: () => Promise<Searchable[]>,
    private readonly take: (question: string) => void,
  ) {}

  /** Something was typed: shows what it may become. */
  async typed(words: string): Promise<void> {
    const turn = ++this.turn;
    const all = await (this.all ??= this.load());
    if (turn === this.turn) this.show(suggest(all, words)); // or typed on, sent or closed meanwhile
  }

  close(): void {
    this.turn += 1;
    if (this.shown.length > 0) this.show([]);
  }

  choose(question: string): void {
    this.close();
    this.take(question);
  }

  /** Whether the key was one of the list's; then it does nothing else. */
  key(key: string): boolean {
    const { shown, chosen } = this;
    if (shown.length === 0) return false;
    if (key === "ArrowDown" || key === "ArrowUp") this.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "Escape") this.close();
    else if (key === "Enter" && shown[chosen] !== undefined) this.choose(shown[chosen]);
    else return false;
    return true;
  }

  /** From the last one back to the field, and from there to the first, as the keys of a combobox go. */
  private move(by: number): void {
    const places = this.shown.length + 1;
    this.chosen = ((this.chosen + 1 + by + places) % places) - 1;
    this.host.requestUpdate();
  }

  private show(questions: string[]): void {
    this.shown = questions;
    this.chosen = -1;
    this.host.requestUpdate();
  }
}
