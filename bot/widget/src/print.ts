/**
 * On paper an open conversation is a document of its own, with everything unfolded; a closed one, or one that has not
 * begun, leaves the page as it is. What stands on the paper of the widget itself: styles/print.ts.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { swedishDate } from "./dates";
import { fill, strings } from "./strings";

interface Host extends ReactiveControllerHost, HTMLElement {
  renderRoot: HTMLElement | DocumentFragment;
  open: boolean;
}

/** Leaves of the page the widget and what holds it, in whatever the page made of that. */
const ALONE = `@media print {
  body :not(lotsen-chat, :has(lotsen-chat)) { display: none !important; }
  :is(html, body, :has(lotsen-chat)) {
    display: block !important; position: static !important; width: auto !important; height: auto !important;
    margin: 0 !important; padding: 0 !important; overflow: visible !important; background: none !important;
  }
}`;

export class Print implements ReactiveController {
  private unfolded: HTMLDetailsElement[] = [];
  private sheet: CSSStyleSheet | null = null;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("beforeprint", this.before);
    addEventListener("afterprint", this.after);
  }

  hostDisconnected(): void {
    removeEventListener("beforeprint", this.before);
    removeEventListener("afterprint", this.after);
  }

  private readonly before = (): void => {
    const root = this.host.renderRoot;
    if (!this.host.open || !root?.querySelector(".turn")) return;
    const date = swedishDate(new Date().toLocaleDateString("sv-SE"));
    (root.querySelector(".printed") as HTMLElement).textContent = fill(strings.print, { date });
    this.unfolded = [...root.querySelectorAll<HTMLDetailsElement>(".sources:not([open])")];
    this.unfold(true);
    if (this.host.getRootNode() === document) this.alone(); // within another component the page's styles do not tell them apart
  };

  private readonly after = (): void => {
    this.unfold(false);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
  };

  private unfold(open: boolean): void {
    for (const details of this.unfolded) details.open = open;
  }

  private alone(): void {
    this.sheet = new CSSStyleSheet();
    this.sheet.replaceSync(ALONE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
  }
}
