/** Buttons: every one at least 44 by 44 pixels at the usual size. */
import { css } from "lit";

export const controls = css`
  button {
    min-width: 2.75em;
    min-height: 2.75em;
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  .primary,
  .secondary,
  .bare,
  .tool {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    padding: 0.4em 0.9em;
    font-weight: 600;
    border: 1px solid transparent;
    border-radius: 0.4em;
  }
  .primary {
    color: var(--on-accent);
    background: var(--accent);
  }
  .primary:hover,
  .secondary:hover,
  .bare:hover,
  .tool:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .primary[aria-disabled="true"] {
    color: var(--muted);
    background: var(--ground);
    border-color: var(--line);
    cursor: default;
  }
  .secondary {
    color: var(--link);
    background: var(--card);
    border-color: var(--link);
  }
  .bare,
  .tool {
    padding: 0.4em 0.55em;
    font-size: 1em;
    font-weight: 500;
    color: var(--link);
    background: none;
  }
  .bare span,
  .tool span,
  .votes > span {
    font-size: 0.875em;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    margin: 0.5em 0 -0.4em -0.55em;
  }
  .votes {
    display: flex;
    align-items: center;
    padding-left: 0.55em;
    color: var(--muted);
  }
  .thumb[aria-pressed="true"] {
    color: var(--on-accent);
    background: var(--accent);
    border-color: currentcolor;
  }
  .options {
    display: grid;
    gap: 0.5em;
  }
  .option {
    width: 100%;
    padding: 0.5em 0.9em;
    font-weight: 500;
    overflow-wrap: anywhere;
    text-align: left;
    color: var(--link);
    background: var(--card);
    border: 1px solid var(--edge);
    border-radius: 0.5em;
  }
  .option:hover {
    background: var(--tint);
    border-color: var(--link);
  }
  .further {
    margin-top: 0.9em;
  }
  .further h4,
  [popover] h4 {
    margin-bottom: 0.5em;
    font-weight: 600;
    color: var(--muted);
  }
  .comment {
    margin-top: 0.9em;
    padding-top: 0.75em;
    border-top: 1px solid var(--line);
  }
  .comment textarea {
    min-height: 4em;
  }
  .comment button {
    margin-top: 0.5em;
  }
  .forward .comment {
    margin-top: 0;
    border-top: 0;
    padding-top: 0;
  }
  .forward label:not(:first-child) {
    margin-top: 0.6em;
  }
  input {
    box-sizing: border-box;
    width: 100%;
    min-height: 2.75em;
    padding: 0.4em 0.7em;
    font: inherit;
    color: inherit;
    background: var(--card);
    border: 1px solid var(--edge);
    border-radius: 0.4em;
  }
  .forward textarea {
    max-height: 16em;
  }
  @media (forced-colors: active) {
    .thumb[aria-pressed="true"] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    .primary[aria-disabled="true"] {
      color: GrayText;
    }
  }
`;
