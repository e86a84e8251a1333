/** One conversation: what was said, what is under way, what went wrong. Views show it and call its methods. */
import type { ReactiveControllerHost } from "lit";
import type { Button, Reply } from "./contract";
import { Gateway, GatewayError, type Question, type Vote } from "./gateway";
import { strings } from "./strings";
import { History, newThread, type BotTurn, type Remembered, type Turn, type UserTurn } from "./history";

const LONG_WAIT = 8_000; // milliseconds after which the waiting line admits that it takes time

export interface Failure {
  words: string;
  /** What "Försök igen" sends. */
  question: Question;
  text: string;
}

export class Conversation {
  turns: Turn[] = [];
  waiting: "no" | "yes" | "long" = "no";
  failure: Failure | null = null;
  /** Told when a question was answered (with the first new turn) or failed (with null). */
  onSettled: (turn: BotTurn | null) => void = () => {};
  /** Told when the gateway no longer knows what was said before. */
  onForgotten: () => void = () => {};
  private history!: History;
  private gateway!: Gateway;
  private state!: Remembered;
  private timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly host: ReactiveControllerHost) {}

  /** Takes up what this tab said with a gateway. A question that the page was left on is failed, not lost. */
  connect(endpoint: string): void {
    this.history = new History(endpoint);
    this.state = this.history.read();
    this.turns = this.state.turns;
    this.gateway = new Gateway(endpoint, this.state.token, (token) => this.remember({ token }));
    const last = this.turns.at(-1);
    if (last?.from === "user") this.fail(strings.failure.left, last, { message: last.text });
    this.host.requestUpdate();
  }

  set signIn(token: string | null) {
    this.gateway.signIn = token;
  }

  get wasOpen(): boolean {
    return this.state.open;
  }

  set wasOpen(open: boolean) {
    this.remember({ open });
  }

  say(text: string): Promise<void> {
    return this.ask({ message: text }, text);
  }

  press({ title, payload }: Button): Promise<void> {
    return this.ask({ payload }, title);
  }

  retry(): Promise<void> {
    const failed = this.failure;
    return failed ? this.ask(failed.question, failed.text) : Promise.resolve();
  }

  /** Forgets what was said, here and (by a new name) for the assistant. */
  startOver(): void {
    this.stopWaiting();
    this.turns = [];
    this.failure = null;
    this.remember({ thread: newThread() });
    this.host.requestUpdate();
  }

  /** Sends a vote, perhaps with words; throws GatewayError. */
  async vote(turn: BotTurn, vote: Vote, comment?: string): Promise<void> {
    await this.gateway.vote(turn.reply.answerId ?? "", vote, comment);
    this.replace({ ...turn, vote, commented: turn.commented || Boolean(comment) });
  }

  private async ask(question: Question, text: string): Promise<void> {
    if (this.waiting !== "no") return;
    const thread = this.state.thread;
    const asked = this.add({ id: this.nextId(), from: "user", text });
    this.failure = null;
    this.wait();
    const outcome = await this.gateway.ask(question, thread).catch((error: unknown) => {
      if (error instanceof GatewayError) return error;
      throw error;
    });
    if (thread !== this.state.thread) return; // started over meanwhile
    this.stopWaiting();
    if (outcome instanceof GatewayError) return this.fail(outcome.message, asked, askedAgain(question, text, outcome));
    if (outcome.anew && this.turns.some((turn) => turn.from === "bot")) this.onForgotten();
    this.answer(outcome.replies, asked, question);
  }

  private answer(replies: Reply[], asked: UserTurn, question: Question): void {
    const broken = replies.find((reply) => reply.kind === "error");
    if (broken) return this.fail(broken.text, asked, question);
    const turns = replies.map((reply, index) => this.botTurn(reply, index));
    this.turns = [...this.turns.map((turn) => (turn.id === asked.id ? withoutSecrets(asked, replies) : turn)), ...turns];
    this.remember({});
    this.onSettled(turns[0] ?? null);
  }

  private botTurn(reply: Reply, index: number): BotTurn {
    return { id: this.nextId() + index, from: "bot", reply, vote: null, commented: false };
  }

  /** The question leaves the log and goes back to the field, so that nothing has to be typed twice. */
  private fail(words: string, { id, text }: UserTurn, question: Question): void {
    this.turns = this.turns.filter((turn) => turn.id !== id);
    this.failure = { words, question, text };
    this.remember({});
    this.onSettled(null);
  }

  private wait(): void {
    this.waiting = "yes";
    this.timer = setTimeout(() => {
      this.waiting = "long";
      this.host.requestUpdate();
    }, LONG_WAIT);
  }

  private stopWaiting(): void {
    clearTimeout(this.timer);
    this.waiting = "no";
  }

  private add(turn: UserTurn): UserTurn {
    this.turns = [...this.turns, turn];
    this.remember({});
    return turn;
  }

  private replace(turn: BotTurn): void {
    this.turns = this.turns.map((other) => (other.id === turn.id ? turn : other));
    this.remember({});
    this.host.requestUpdate();
  }

  private nextId(): number {
    return (this.turns.at(-1)?.id ?? 0) + 1;
  }

  private remember(change: Partial<Remembered>): void {
    this.state = { ...this.state, turns: this.turns, ...change };
    this.history.write(this.state);
    this.host.requestUpdate();
  }
}

/** The question as the assistant kept it: personal data is neither shown nor remembered once it was removed there. */
function withoutSecrets(asked: UserTurn, replies: Reply[]): UserTurn {
  const masked = replies.find((reply) => reply.masked)?.masked;
  return masked ? { ...asked, text: masked } : asked;
}

/** A button that the gateway does not know any more is asked as words the next time. */
function askedAgain(question: Question, text: string, { code }: GatewayError): Question {
  return code === "unknown_button" ? { message: text } : question;
}
