/** One conversation: what was said, what is under way, what went wrong. Views show it and call its methods. */
import type { ReactiveControllerHost } from "lit";
import type { Button, Reply } from "./contract";
import { Gateway, GatewayError, type Question, type Vote } from "./gateway";
import { strings } from "./strings";
import { History, newName, type BotTurn, type Remembered, type Turn, type UserTurn } from "./history";
import { isOver, PAUSE, pausesIn, takenUp } from "./pause";
import { readSuggestions, type Searchable } from "./suggesting";
import { holder, isCopy, Tab, type Held } from "./tab";

const LONG_WAIT = 8_000; // milliseconds after which the waiting line admits that it takes time

export interface Failure {
  words: string;
  /** What "Försök igen" sends; null when it is no longer known. */
  question: Question | null;
  text: string;
}

export class Conversation implements Held {
  turns: Turn[] = [];
  waiting: "no" | "yes" | "long" = "no";
  failure: Failure | null = null;
  /** Told when a question was answered (with the first new turn) or failed (with null). */
  onSettled: (turn: BotTurn | null) => void = () => {};
  /** Told when the gateway no longer knows what was said before. */
  onForgotten: () => void = () => {};
  private endpoint = "";
  private history?: History;
  private gateway!: Gateway;
  private state = fresh();
  /** The question that waits for its answer: in memory only, because nothing has been masked in it yet. */
  private pending: UserTurn | null = null;
  private bearer: string | null = null;
  private readonly tab: Tab;
  private timer?: ReturnType<typeof setTimeout>;
  private pause?: ReturnType<typeof setTimeout>;

  constructor(private readonly host: ReactiveControllerHost) {
    this.tab = new Tab(host, this);
  }

  /** Takes up what this tab said with a gateway. A question that the page was left on was not kept: that is said. */
  connect(endpoint: string): void {
    this.endpoint = endpoint;
    this.state = fresh();
    this.takeUp();
  }

  takeUp(): void {
    this.history = new History(this.endpoint);
    const stored = this.history.read() ?? this.state;
    this.state = isCopy(stored.heldBy) ? anew(stored) : stored;
    this.turns = this.state.turns;
    this.failure = null;
    this.stopWaiting();
    this.gateway = new Gateway(this.endpoint, this.state.token, (token) => this.remember({ token }));
    this.gateway.signIn = this.bearer;
    if (this.state.asking) this.fail(strings.failure.left, null, null);
    else if (this.turns.length > 0 || stored !== this.state) this.remember({});
    if (this.turns.length > 0) this.tab.took();
    this.host.requestUpdate();
  }

  get thread(): string {
    return this.state.thread;
  }

  store(): void {
    const stored = this.history?.read();
    if (stored?.thread === this.thread) this.history?.write({ ...stored, heldBy: holder() }); // another's is left alone
    this.host.requestUpdate();
  }

  leave(): void {
    this.pending = null; // browsers end what is under way only now, and that is no failure to tell of
    this.store();
  }

  leaveToOther(): void {
    this.startOver();
  }

  set signIn(token: string | null) {
    this.bearer = token;
    this.gateway.signIn = token;
  }

  /** Whether the assistant has forgotten what stands here: it took a pause for the end of the conversation. */
  get paused(): boolean {
    return this.waiting === "no" && isOver(pausesIn(this.turns).kept, Date.now());
  }

  get answered(): boolean {
    return this.turns.some((turn) => turn.from === "bot");
  }

  /** What may be suggested while typing; nothing where it cannot be had, because nobody asked for it. */
  async suggestions(): Promise<Searchable[]> {
    try {
      return readSuggestions(await this.gateway.suggestions());
    } catch (error) {
      if (error instanceof GatewayError) return [];
      throw error;
    }
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
    return failed?.question ? this.ask(failed.question, failed.text) : Promise.resolve();
  }

  /** Goes on after a pause: asks the last question again with what it was about. */
  goOn(): Promise<void> {
    const question = takenUp(this.turns);
    return question ? this.say(question) : Promise.resolve();
  }

  /** Forgets what was said, here and (by a new name) for the assistant. */
  startOver(): void {
    this.stopWaiting();
    this.turns = [];
    this.failure = null;
    this.remember({ thread: newName() });
    this.host.requestUpdate();
  }

  /** Sends a vote, perhaps with words; throws GatewayError. */
  async vote(turn: BotTurn, vote: Vote, comment?: string): Promise<void> {
    await this.gateway.vote(turn.reply.answerId ?? "", vote, comment);
    this.replace({ ...turn, vote, commented: turn.commented || Boolean(comment) });
  }

  private async ask(question: Question, text: string): Promise<void> {
    if (this.waiting !== "no") return;
    const asked: UserTurn = { id: this.nextId(), from: "user", text, at: Date.now() };
    this.turns = [...this.turns, asked];
    this.pending = asked;
    this.failure = null;
    this.wait();
    this.remember({});
    const outcome = await this.gateway.ask(question, this.state.thread).catch((error: unknown) => {
      if (error instanceof GatewayError) return error;
      throw error;
    });
    if (this.pending !== asked) return; // started over, or left, meanwhile
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
    return { id: this.nextId() + index, from: "bot", reply, vote: null, commented: false, at: Date.now() };
  }

  /** The question leaves the log and goes back to the field, so that nothing has to be typed twice. */
  private fail(words: string, asked: UserTurn | null, question: Question | null): void {
    this.turns = this.turns.filter((turn) => turn.id !== asked?.id);
    this.failure = { words, question, text: asked?.text ?? "" };
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
    this.pending = null;
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
    const turns = this.turns.filter((turn) => turn.id !== this.pending?.id);
    this.state = { ...this.state, ...change, turns, asking: this.pending !== null, heldBy: holder() };
    this.history?.write(this.state);
    this.sayPause();
    this.host.requestUpdate();
  }

  /** Draws anew once the pause is long enough. */
  private sayPause(): void {
    clearTimeout(this.pause);
    const left = (pausesIn(this.turns).kept.at ?? Infinity) + PAUSE - Date.now();
    if (left >= 0 && left <= PAUSE) this.pause = setTimeout(() => this.host.requestUpdate(), left + 1);
  }
}

function fresh(): Remembered {
  return { thread: newName(), token: null, open: false, turns: [] };
}

/** A conversation of its own for a tab that was copied from another; it belongs to the same caller. */
function anew({ token, open }: Remembered): Remembered {
  return { ...fresh(), token, open };
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
