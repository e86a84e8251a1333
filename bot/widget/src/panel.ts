/**
 * The panel as a dialog: beside the page where there is room, over it (and then modal, so that nobody tabs behind it)
 * where there is not. Escape closes it from anywhere; focus goes back to where it came from.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Also what 400 % zoom makes of an ordinary screen. styles/panel.ts says the same. */
const LOW = "(max-height: 30em)";
const CRAMPED = `(max-width: 30em), ${LOW}`;

interface Host extends ReactiveControllerHost, HTMLElement {
  renderRoot: HTMLElement | DocumentFragment;
  hasUpdated: boolean;
  open: boolean;
}

export class Panel implements ReactiveController {
  private readonly cramped = matchMedia(CRAMPED);

  constructor(private readonly host: Host, private readonly onEscape: () => void) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.onKey);
    this.cramped.addEventListener("change", this.onRoom);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.onKey);
    this.cramped.removeEventListener("change", this.onRoom);
  }

  /** Puts the dialog in the state that the host is in. */
  hostUpdated(): void {
    const { dialog } = this;
    if (this.host.open === dialog.open) return;
    if (!this.host.open) dialog.close();
    else if (this.cramped.matches) dialog.showModal();
    else dialog.open = true; // not show(): that moves the focus, also when the page only remembers the panel
  }

  get modal(): boolean {
    return this.cramped.matches;
  }

  get low(): boolean {
    return matchMedia(LOW).matches;
  }

  get hasFocus(): boolean {
    return this.host.hasUpdated && this.dialog.contains((this.host.shadowRoot as ShadowRoot).activeElement);
  }

  private get dialog(): HTMLDialogElement {
    return this.host.renderRoot.querySelector("dialog") as HTMLDialogElement;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || !this.host.open) return;
    if (this.host.renderRoot.querySelector(":is(:popover-open)")) return; // the browser closes that one; :is bears old ones
    event.preventDefault();
    this.onEscape();
  };

  /** The room changed: open the dialog anew in the other way, the focus where it was. */
  private readonly onRoom = (): void => {
    if (!this.host.open || matchMedia("print").matches) return; // paper is no room to move into
    const focused = (this.host.shadowRoot as ShadowRoot).activeElement as HTMLElement | null;
    this.dialog.close();
    this.hostUpdated();
    focused?.focus();
  };
}
