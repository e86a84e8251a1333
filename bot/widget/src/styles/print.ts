/** On paper: the conversation as a document; nothing of what is pressed or typed in. print.ts unfolds what is folded. */
import { css } from "lit";

export const print = css`
  .printed {
    display: none;
  }
  @media print {
    :host(:not([open])),
    dialog:not(:has(.turn)),
    dialog::backdrop,
    #launcher,
    header button,
    .title p:not(.printed),
    .composer,
    .failure,
    .confirmation,
    .waiting,
    .bot > div[aria-live],
    .further,
    .pause button,
    .debug,
    .bot .icon,
    summary::before,
    .understood > button::after {
      display: none !important;
    }
    dialog[open] {
      display: block;
      position: static; /* a modal one becomes absolute */
      inset: 0 0 auto;
      width: auto;
      height: auto;
      background: none;
      border: 0;
      border-radius: 0;
      overflow: visible;
      box-shadow: none;
    }
    header {
      padding: 0 0 0.5em;
      background: none;
    }
    .title p.printed {
      display: block;
    }
    .scroll {
      padding: 1em 0 0;
      overflow: visible;
    }
    [role="log"] {
      display: block;
    }
    .turn {
      margin-bottom: 1em;
    }
    .user,
    .bot {
      max-width: none;
      padding: 0;
      background: none;
      border: 0;
    }
    .turn > h3.unseen {
      position: static;
      width: auto;
      height: auto;
      margin: 0;
      font-size: 0.875em;
      color: var(--muted);
      clip-path: none;
      break-after: avoid;
    }
    .typed {
      font-weight: 600;
      break-after: avoid;
    }
    .understood > button {
      min-width: 0;
      min-height: 0;
      margin: 0;
      color: inherit;
    }
    summary {
      min-height: 0;
      color: inherit;
    }
    summary > span:first-child {
      font-weight: 600;
      text-decoration: none;
    }
    .source a::after {
      content: " " attr(href);
      font-weight: 400;
      overflow-wrap: anywhere;
    }
    .source .unseen {
      display: none;
    }
  }
`;
