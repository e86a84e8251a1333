/**
 * A conversation belongs to one page. "Duplicate tab" and window.open copy what a tab remembers, and two pages in one
 * conversation would mix two patients.
 *
 * What is stored names the page that is looked at; a page that is left or hidden takes its name away. So who finds
 * another's name there holds a copy, at once and without asking anybody. What is copied from a hidden tab has no name:
 * a page that takes up a conversation therefore also says so, and another that has it answers.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { newName } from "./history";

/** This page, for as long as it is loaded. */
const PAGE = newName();
const CHANNEL = "lotsen-chat";

interface Said { kind: "took" | "mine"; thread: string; page: string }

/** What tab.ts asks of the conversation. */
export interface Held {
  readonly thread: string;
  /** Stores the name that `holder` gives with what is stored already. */
  store(): void;
  /** The page is left: what it waits for will not come. */
  leave(): void;
  /** The page comes back as it was left; the tab may have gone on elsewhere meanwhile. */
  takeUp(): void;
  /** Another page has this conversation: begin one of its own. */
  leaveToOther(): void;
}

/** The name to store: this page's while it is looked at. */
export function holder(): string | null {
  return document.visibilityState === "hidden" ? null : PAGE;
}

/** Whether what was stored belongs to another page that is looked at. */
export function isCopy(heldBy: string | null | undefined): boolean {
  return Boolean(heldBy) && heldBy !== PAGE;
}

export class Tab implements ReactiveController {
  private channel: BroadcastChannel | null = null;

  constructor(host: ReactiveControllerHost, private readonly held: Held) {
    host.addController(this);
  }

  hostConnected(): void {
    this.listen();
    addEventListener("pagehide", this.onHide);
    addEventListener("pageshow", this.onShow);
    document.addEventListener("visibilitychange", this.onVisibility);
  }

  hostDisconnected(): void {
    this.channel?.close();
    removeEventListener("pagehide", this.onHide);
    removeEventListener("pageshow", this.onShow);
    document.removeEventListener("visibilitychange", this.onVisibility);
  }

  /** Tells other pages that this one goes on with a conversation that was stored. */
  took(): void {
    this.say({ kind: "took", thread: this.held.thread, page: PAGE });
  }

  private listen(): void {
    this.channel?.close();
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(CHANNEL) : null;
    this.channel?.addEventListener("message", ({ data }) => this.hear((data ?? {}) as Partial<Said>));
  }

  private say(said: Said): void {
    this.channel?.postMessage(said);
  }

  private hear({ kind, thread, page }: Partial<Said>): void {
    if (thread !== this.held.thread) return;
    if (kind === "took" && page && page !== PAGE) this.say({ kind: "mine", thread, page });
    if (kind === "mine" && page === PAGE) this.held.leaveToOther();
  }

  /** Nobody may hear a page that waits in the browser's memory to be gone back to: hearing would remove it from there. */
  private readonly onHide = (): void => {
    this.held.leave();
    this.channel?.close();
  };

  private readonly onShow = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) return;
    this.listen();
    this.held.takeUp();
  };

  private readonly onVisibility = (): void => this.held.store();
}
