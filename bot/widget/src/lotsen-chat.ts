/** <lotsen-chat endpoint="https://…">: a button in the corner of a page, and behind it the assistant. */
import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { copy } from "./clipboard";
import type { Button } from "./contract";
import { Conversation } from "./conversation";
import { emptyMail, mailAddress, type Draft } from "./forwarding";
import { addressOf, GatewayError, type Vote } from "./gateway";
import type { BotTurn } from "./history";
import { Panel } from "./panel";
import { Print } from "./print";
import { strings } from "./strings";
import { styles } from "./styles";
import { Suggestions } from "./suggestions";
import type { Actions } from "./views/actions";
import { composer, failure } from "./views/composer";
import { header } from "./views/header";
import { icons } from "./views/icons";
import { intro } from "./views/intro";
import { log, waiting } from "./views/log";

export class LotsenChat extends LitElement implements Actions {
  static override styles = styles;
  static override properties = {
    endpoint: {},
    open: { type: Boolean, reflect: true },
    token: { attribute: false },
    notice: { state: true },
  };

  /** Address of the gateway; empty means the host that the page came from. */
  declare endpoint: string;
  declare open: boolean;
  /** Bearer token, set by a page whose gateway demands sign-in. */
  declare token: string | null;
  /** A short confirmation, said and shown. */
  declare notice: string;
  private readonly conversation = new Conversation(this);
  private readonly suggestions = new Suggestions(this, () => this.conversation.suggestions(), (question) => this.fill(question));
  private readonly panel = new Panel(this, () => void this.hide());

  constructor() {
    super();
    new Print(this);
    this.endpoint = "";
    this.open = false;
    this.token = null;
    this.notice = "";
    this.conversation.onSettled = (turn) => void this.settle(turn);
    this.conversation.onForgotten = () => (this.notice = strings.forgotten);
  }

  /** Opens the panel and puts the focus where one types. */
  async show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    if (this.panel.low) this.find(".scroll").focus({ preventScroll: true }); // the field is below the fold
    else this.focusInput();
  }

  /** Closes the panel; the focus goes back to the button if it was in the panel. */
  async hide(): Promise<void> {
    const inside = this.panel.hasFocus;
    this.open = false;
    await this.updateComplete;
    if (inside) this.find("#launcher").focus();
  }

  say(text: string): void {
    this.leave(this.conversation.say(text));
  }

  press(button: Button): void {
    this.leave(this.conversation.press(button));
  }

  goOn(): void {
    this.leave(this.conversation.goOn());
  }

  async copy(text: string, done: string): Promise<void> {
    this.notice = (await copy(text)) ? done : strings.copy.failed;
  }

  /** A text too long for a mail's address is copied, and the mail is opened without it. */
  async forward(draft: Draft): Promise<void> {
    const whole = mailAddress(draft);
    if (!whole) await this.copy(draft.body, strings.forward.pasted);
    else this.notice = strings.forward.done;
    const link = document.createElement("a");
    link.href = whole ?? emptyMail(draft);
    link.click();
  }

  address(path: string): string {
    return addressOf(this.endpoint, path);
  }

  vote(turn: BotTurn, vote: Vote): Promise<void> {
    return this.tell(turn, vote, vote === "up" ? strings.feedback.thanks : strings.feedback.thanksDown);
  }

  async comment(turn: BotTurn, words: string): Promise<void> {
    await this.tell(turn, turn.vote ?? "down", strings.feedback.thanksComment, words);
    this.focusInput();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("endpoint")) {
      this.conversation.connect(this.endpoint);
      this.open ||= this.conversation.wasOpen && !this.panel.modal;
    }
    if (changed.has("endpoint") || changed.has("token")) this.conversation.signIn = this.token;
    if (this.open !== this.conversation.wasOpen) this.conversation.wasOpen = this.open;
  }

  protected override firstUpdated(): void {
    if (this.conversation.failure) this.input.value = this.conversation.failure.text;
  }

  protected override render(): TemplateResult {
    const { turns, failure: failed, waiting: state } = this.conversation;
    return html`
      <section aria-label=${strings.region} lang="sv">
        <button type="button" id="launcher" aria-haspopup="dialog" ?hidden=${this.open} @click=${() => this.show()}>
          ${icons.chat}<span>${strings.launcher}</span>
        </button>
        <dialog aria-labelledby="title">
          ${header(turns.length > 0, () => this.startOver(), () => void this.hide())}
          <div class="scroll" tabindex="0" role="region" aria-label=${strings.panel}>
            ${turns.length === 0 ? intro((text) => this.say(text), this.address("/vard")) : ""}${log(turns, this.conversation.paused, this)}${waiting(state)}
          </div>
          ${failure(failed, () => this.leave(this.conversation.retry()))}
          <p class="confirmation" role="status">${this.notice}</p>
          ${composer(state !== "no", this.suggestions, () => this.send(), (words) => this.typed(words))}
        </dialog>
      </section>
    `;
  }

  private send(): void {
    const text = this.input.value.trim();
    if (!text || this.conversation.waiting !== "no") return;
    this.say(text);
  }

  /** Suggestions come after the first answer: by then their list costs nobody the wait for one. */
  private typed(words: string): void {
    if (this.conversation.answered) void this.suggestions.typed(words);
  }

  /** A chosen suggestion stands in the field, to be changed or sent. */
  private fill(question: string): void {
    this.input.value = question;
    this.input.focus();
  }

  /** A question is on its way: the field is free again, and the focus leaves what is about to vanish. */
  private leave(asked: Promise<void>): void {
    void asked;
    this.suggestions.close();
    this.notice = "";
    this.input.value = "";
    this.focusInput();
    void this.updateComplete.then(() => this.bringUp(".turn:last-of-type, .waiting"));
  }

  private async settle(turn: BotTurn | null): Promise<void> {
    await this.updateComplete;
    if (!turn && !this.input.value) this.input.value = this.conversation.failure?.text ?? "";
    if (turn) this.bringUp(`[data-turn="${turn.id - 1}"]`);
  }

  private startOver(): void {
    this.conversation.startOver();
    this.notice = strings.startedOver;
    this.input.value = "";
    this.focusInput();
  }

  private async tell(turn: BotTurn, vote: Vote, thanks: string, words?: string): Promise<void> {
    try {
      await this.conversation.vote(turn, vote, words);
      this.notice = thanks;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      this.notice = strings.feedback.failed;
    }
  }

  /** The start of a long answer matters more than its end. */
  private bringUp(selector: string): void {
    this.renderRoot.querySelector(selector)?.scrollIntoView({ block: "start", inline: "nearest" });
  }

  /** Where fingers type, the keyboard would cover the answer: there the focus goes to the conversation. */
  private focusInput(): void {
    const touch = matchMedia("(pointer: coarse)").matches;
    (touch ? this.find(".scroll") : this.input).focus();
  }

  private get input(): HTMLTextAreaElement {
    return this.find("#question") as HTMLTextAreaElement;
  }

  private find(selector: string): HTMLElement {
    return this.renderRoot.querySelector(selector) as HTMLElement;
  }
}
