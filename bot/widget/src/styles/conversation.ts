/** The introduction, the turns, waiting, failing and typing. */
import { css } from "lit";

export const conversation = css`
  .intro h3 {
    font-size: 1.375em;
    line-height: 1.25;
    margin-bottom: 0.35em;
  }
  .intro h4 {
    margin: 1.25em 0 0.5em;
  }
  .notice {
    display: flex;
    gap: 0.6em;
    margin-top: 0.9em;
    padding: 0.65em 0.8em;
    background: var(--tint);
    border: 1px solid transparent;
    border-radius: 0.5em;
  }
  .notice .icon {
    margin-top: 0.125em;
    color: var(--accent);
  }
  h4 {
    font-size: 0.875em;
    font-weight: 700;
    color: var(--ink);
  }
  [role="log"] {
    display: flex;
    flex-direction: column;
    gap: 1em;
  }
  .turn {
    scroll-margin-top: 0.75em;
  }
  .user {
    align-self: flex-end;
    max-width: 88%;
    padding: 0.55em 0.9em;
    background: var(--tint);
    border: 1px solid transparent;
    border-radius: 0.9em 0.9em 0.2em;
  }
  .typed {
    white-space: pre-wrap;
  }
  .bot {
    padding: 0.9em 1em;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 0.2em 0.9em 0.9em;
  }
  .forgotten,
  .pause {
    padding-top: 0.75em;
    border-top: 1px dashed var(--edge);
  }
  .pause button {
    margin-top: 0.5em;
  }
  .waiting {
    display: flex;
    align-items: center;
    gap: 0.6em;
    color: var(--muted);
  }
  .waiting:not(:empty) {
    min-height: 3em;
  }
  .dots {
    display: inline-flex;
    gap: 0.25em;
  }
  .dots i {
    width: 0.45em;
    height: 0.45em;
    border-radius: 50%;
    background: var(--accent);
    border: 1px solid transparent;
    animation: breathe 1.2s infinite ease-in-out;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.2s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.4s;
  }
  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .dots i {
      animation: none;
    }
  }
  .failure:has(p) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em 0.75em;
    padding: 0.75em 1em;
    background: var(--card);
    border-top: 3px solid var(--wrong);
  }
  .failure p {
    display: flex;
    gap: 0.5em;
    flex: 1 1 13em;
  }
  .failure .icon {
    margin-top: 0.125em;
    color: var(--wrong);
  }
  .confirmation:not(:empty) {
    padding: 0.4em 1.125em;
    font-size: 0.875em;
    background: var(--tint);
    border-top: 1px solid transparent;
  }
  .composer {
    padding: 0.6em 1em 0.6em;
    background: var(--card);
    border-top: 1px solid var(--line);
  }
  .composer label,
  .comment label {
    display: block;
    margin-bottom: 0.25em;
    font-size: 0.875em;
    font-weight: 600;
  }
  .composer .meta {
    margin-top: 0.25em;
  }
  .composer {
    position: relative;
  }
  .suggestions {
    position: absolute;
    inset: auto 0.5em 100%;
    z-index: 1;
    max-height: 14em;
    overflow-y: auto;
    padding: 0.25em;
    background: var(--card);
    border: 1px solid var(--edge);
    border-radius: 0.5em;
    box-shadow: 0 -0.15em 1em rgb(0 20 30 / 25%);
  }
  .suggestions[hidden] {
    display: none;
  }
  .suggestions li {
    display: flex;
    align-items: center;
    min-height: 2.75em;
    padding: 0.35em 0.7em;
    border: 2px solid transparent;
    border-radius: 0.35em;
    cursor: pointer;
  }
  .suggestions li:hover {
    background: var(--tint);
  }
  .suggestions [aria-selected="true"] {
    background: var(--tint);
    border-color: var(--link);
  }
  @media (max-height: 30em) {
    .suggestions {
      position: static;
      max-height: none;
      box-shadow: none;
    }
  }
  .field {
    display: flex;
    align-items: flex-end;
    gap: 0.5em;
  }
  textarea {
    flex: 1;
    width: 100%;
    min-width: 0;
    min-height: 2.75em;
    max-height: 9em;
    padding: 0.55em 0.7em;
    font: inherit;
    color: inherit;
    background: var(--card);
    border: 1px solid var(--edge);
    border-radius: 0.4em;
    resize: none;
    field-sizing: content;
  }
  textarea:focus-visible {
    outline-offset: 0;
    box-shadow: none;
  }
  @media (max-width: 24em) {
    .user {
      max-width: 100%;
    }
    .bot,
    .user {
      padding-inline: 0.8em;
      hyphens: auto;
    }
  }
`;
