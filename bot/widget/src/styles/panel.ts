/** The launcher, the dialog and its header; what changes where there is little room. */
import { css } from "lit";

export const panel = css`
  #launcher {
    position: fixed;
    inset: auto 1.25em 1.25em auto;
    z-index: var(--lotsen-layer, 1000);
    display: inline-flex;
    align-items: center;
    gap: 0.6em;
    min-height: 3.25em;
    padding: 0.5em 1.35em 0.5em 1.1em;
    font-weight: 600;
    color: var(--on-accent);
    background: var(--accent);
    border: 2px solid var(--accent);
    border-radius: 2em;
    box-shadow: 0 0.25em 1em rgb(0 20 30 / 30%);
  }
  #launcher[hidden] {
    display: none;
  }
  #launcher:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  dialog {
    position: fixed;
    inset: auto 1.25em 1.25em auto;
    z-index: var(--lotsen-layer, 1000);
    width: 27em;
    max-width: none;
    height: min(46em, 100dvh - 2.5em);
    max-height: none;
    margin: 0;
    padding: 0;
    color: inherit;
    background: var(--ground);
    border: 1px solid var(--edge);
    border-radius: 0.75em;
    overflow: clip;
    box-shadow: 0 0.5em 2.5em rgb(0 20 30 / 35%);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.25em;
    padding: 0.5em 0.5em 0.5em 1.125em;
    background: var(--card);
    border-bottom: 3px solid var(--accent);
  }
  .title {
    flex: 1;
    min-width: 7em;
  }
  h2 {
    font-size: 1.25em;
    line-height: 1.2;
    font-weight: 700;
  }
  .title p {
    font-size: 0.8125em;
    color: var(--muted);
  }
  .scroll {
    position: relative; /* holds what is unseen, or that would widen the dialog */
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1em;
    scroll-padding-top: 0.75em;
  }
  .scroll:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }
  @media (max-width: 30em), (max-height: 30em) {
    dialog {
      inset: 0;
      width: 100%;
      height: 100dvh;
      border: 0;
      border-radius: 0;
    }
  }
  /* at 400 % zoom hardly anything fits: the whole dialog scrolls, nothing sticks */
  @media (max-height: 30em) {
    dialog[open] {
      display: block;
      overflow-y: auto;
    }
    .scroll {
      overflow: visible;
    }
  }
  @media (max-width: 24em) {
    .scroll {
      padding: 0.75em;
    }
    header button span {
      position: absolute;
      clip-path: inset(50%);
    }
    #launcher {
      inset: auto 0.75em 0.75em auto;
    }
  }
`;
