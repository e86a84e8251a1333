/** Colours, type and space. Pages may set the --lotsen-… properties; everything else stays inside. */
import { css } from "lit";

const light = css`
  --ink: #17252d;
  --muted: #4a5a63;
  --ground: #f1f5f6;
  --card: #fff;
  --line: #cdd7dc;
  --edge: #5d707a;
  --accent: var(--lotsen-accent, #0b5566);
  --on-accent: var(--lotsen-on-accent, #fff);
  --tint: #dcebef;
  --link: var(--lotsen-accent, #0b5566);
  --focus: #17252d;
  --open: #17603a;
  --upcoming: #1c4c8c;
  --over: #7a3411;
  --wrong: #98201c;
`;
const dark = css`
  --ink: #e9eff2;
  --muted: #b3c1c9;
  --ground: #131b20;
  --card: #1d282e;
  --line: #3a4952;
  --edge: #90a2ac;
  --accent: var(--lotsen-accent-dark, #8ad0df);
  --on-accent: var(--lotsen-on-accent-dark, #06222a);
  --tint: #23404a;
  --link: var(--lotsen-accent-dark, #8ad0df);
  --focus: #e9eff2;
  --open: #8fdcae;
  --upcoming: #a9c9f7;
  --over: #f3b58e;
  --wrong: #ffb1a8;
`;

export const tokens = css`
  :host {
    all: initial;
    ${light}
    color-scheme: light;
    /* the reader's own size, whatever the page made of rem */
    font: medium / 1.5 var(--lotsen-font, "Segoe UI", system-ui, -apple-system, "Open Sans", Roboto, sans-serif);
    color: var(--ink);
    overflow-wrap: break-word;
  }
  :host([hidden]) {
    display: none;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme="light"])) {
      ${dark}
      color-scheme: dark;
    }
  }
  :host([theme="dark"]) {
    ${dark}
    color-scheme: dark;
  }
  @media print {
    :host(:not([theme=""])) {
      ${light}
      color-scheme: light;
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  pre,
  blockquote {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  a {
    color: var(--link);
    text-underline-offset: 0.15em;
  }
  a:not([href]) {
    color: inherit;
  }
  .meta {
    font-size: 0.875em;
    color: var(--muted);
  }
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  /* read aloud, not shown */
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--card);
  }
`;
