/** The gateway's addresses. Every failure leaves here as a GatewayError with Swedish words. */
import { readReplies, type Reply } from "./contract";
import { strings } from "./strings";

export type Vote = "up" | "down";
/** Typed words, or the payload of a button that the gateway sent. */
export type Question = { message: string } | { payload: string };

const PATIENCE = 30_000; // milliseconds; the assistant itself gives up after 20 seconds
const TOKEN_HEADER = "Lotsen-Conversation";

/** The bot's turn; `anew` when the gateway knows nothing of what was said before. */
export interface Answer { replies: Reply[]; anew: boolean }

/** Why a request brought no answer; `message` is meant for the person asking. */
export class GatewayError extends Error {
  constructor(message: string, readonly code: string) {
    super(message);
  }
}

/** The whole address of a path below a gateway. */
export function addressOf(endpoint: string, path: string): string {
  return new URL(endpoint || "/", document.baseURI).href.replace(/\/+$/, "") + path;
}

/**
 * Talks with one gateway. On the gateway's own host its cookie tells conversations apart; for a page on another
 * host, where that cookie does not reach, a token does.
 */
export class Gateway {
  /** Set by pages whose gateway demands sign-in: the value of a bearer token. */
  signIn: string | null = null;
  private readonly base: string;
  private readonly foreign: boolean;

  /** @param token the conversation token kept from before; @param keep told when it changes. */
  constructor(endpoint: string, private token: string | null, private readonly keep: (token: string | null) => void) {
    this.base = addressOf(endpoint, "");
    this.foreign = new URL(this.base).origin !== location.origin;
  }

  /** The bot's messages in answer to a question, in the conversation called `thread`. */
  async ask(question: Question, thread: string): Promise<Answer> {
    if (this.foreign && !this.token) await this.begin();
    const body = await this.post("/api/chat", { ...question, thread });
    const anew = (body as { conversation?: { new?: unknown } }).conversation?.new === true;
    if (this.foreign && anew) this.setToken(null);
    try {
      return { replies: readReplies(body), anew };
    } catch (error) {
      throw new GatewayError(strings.failure.general, (error as TypeError).message);
    }
  }

  /** Stores a vote; a later one on the same answer takes its place. */
  async vote(answerId: string, vote: Vote, comment?: string): Promise<void> {
    await this.post("/api/feedback", { answer_id: answerId, vote, ...(comment ? { comment } : {}) });
  }

  /** The list of questions to suggest, as it comes. */
  suggestions(): Promise<unknown> {
    return this.read("/api/suggestions", { method: "GET" });
  }

  private async begin(): Promise<void> {
    const { token } = (await this.post("/api/conversation", { bearer: true })) as { token?: unknown };
    this.setToken(typeof token === "string" ? token : null);
  }

  private setToken(token: string | null): void {
    this.token = token;
    this.keep(token);
  }

  private post(path: string, body: object): Promise<unknown> {
    return this.read(path, { method: "POST", body: JSON.stringify(body) });
  }

  private async read(path: string, what: RequestInit): Promise<unknown> {
    const response = await this.send(path, what);
    const answer: unknown = await response.json().catch(() => null); // proxies answer with pages of their own
    if (response.ok && answer !== null) return answer;
    const { text, code } = (answer ?? {}) as { text?: unknown; code?: unknown };
    throw new GatewayError(typeof text === "string" ? text : wordsFor(response.status), String(code ?? response.status));
  }

  private async send(path: string, what: RequestInit): Promise<Response> {
    try {
      return await fetch(this.base + path, {
        ...what,
        headers: this.headers(),
        credentials: this.foreign ? "omit" : "same-origin",
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch (error) {
      const slow = error instanceof DOMException && error.name === "TimeoutError";
      throw new GatewayError(slow ? strings.failure.slow : strings.failure.offline, slow ? "slow" : "offline");
    }
  }

  private headers(): Record<string, string> {
    return {
      "Content-Type": "application/json",
      ...(this.signIn ? { Authorization: `Bearer ${this.signIn}` } : {}),
      ...(this.foreign && this.token ? { [TOKEN_HEADER]: this.token } : {}),
    };
  }
}

function wordsFor(status: number): string {
  if (status === 401) return strings.failure.signIn;
  return status === 429 ? strings.failure.busy : strings.failure.general;
}
