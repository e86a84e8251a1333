/** What stands inside one reply. */
import { css } from "lit";

export const answer = css`
  .understood {
    margin-bottom: 0.6em;
  }
  .understood > button {
    min-width: 3.143em;
    min-height: 3.143em;
    margin-block: -0.4em; /* rows stand a little closer than fingers need */
    padding: 0;
    color: var(--link);
    background: none;
    border: 1px solid transparent;
  }
  .inferred {
    text-decoration: underline dotted;
    text-underline-offset: 0.2em;
  }
  [popover] {
    max-width: min(20em, 92%); /* never all of the window: pressing beside it closes it */
    max-height: 92%;
    padding: 0.75em;
    font-size: medium;
    color: var(--ink);
    background: var(--card);
    border: 1px solid var(--edge);
    border-radius: 0.5em;
    box-shadow: 0 0.25em 1em rgb(0 20 30 / 30%);
  }
  @media (min-height: 30em) {
    @supports (position-area: bottom) {
      [popover] {
        margin: 0;
        position-area: bottom;
        position-try: most-height flip-block;
      }
    }
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    margin: 0 0.4em 0.6em 0;
    padding: 0.1em 0.7em 0.1em 0.45em;
    font-size: 0.875em;
    font-weight: 600;
    color: var(--over);
    border: 1.5px solid currentcolor;
    border-radius: 2em;
  }
  .status.open {
    color: var(--open);
  }
  .status.upcoming {
    color: var(--upcoming);
  }
  .status .icon {
    width: 1.15em;
    height: 1.15em;
  }
  .words > * + * {
    margin-top: 0.6em;
  }
  .lead {
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.4;
  }
  .contacts {
    margin-top: 0.9em;
    padding-top: 0.75em;
    border-top: 1px solid var(--line);
  }
  .sources {
    margin-top: 0.9em;
    border-top: 1px solid var(--line);
  }
  .contacts li + li,
  .sources li + li {
    margin-top: 0.6em;
  }
  .contacts h4 {
    margin-bottom: 0.2em;
    font-weight: 600;
    color: var(--muted);
  }
  .source a,
  .reach {
    display: inline-block;
    max-width: 100%;
    padding: 0.15em 0;
    overflow-wrap: anywhere;
    font-weight: 600;
  }
  .reach {
    min-height: 2.75em;
    padding: 0.6em 0;
  }
  .source .icon {
    width: 0.9em;
    height: 0.9em;
    margin-left: 0.35em;
    vertical-align: -0.08em;
  }
  .legal {
    margin-top: 0.4em;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 0.45em;
    width: fit-content;
    min-height: 2.75em;
    padding-right: 0.5em;
    color: var(--link);
    cursor: pointer;
    list-style: none;
  }
  summary > span:first-child {
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before,
  .understood > button::after {
    content: "";
    flex: none;
    width: 0.5em;
    height: 0.5em;
    border: solid currentcolor;
    border-width: 0 2px 2px 0;
    rotate: -45deg;
  }
  .understood > button::after {
    display: inline-block;
    margin: 0 0.1em 0.2em 0.4em;
  }
  [open] > summary::before,
  .understood > button::after {
    rotate: 45deg;
  }
  blockquote {
    margin: 0.35em 0 0.5em;
    padding: 0.1em 0 0.1em 0.8em;
    border-left: 3px solid var(--accent);
  }
  .debug {
    margin-top: 0.5em;
    border-top: 1px dashed var(--edge);
    font-size: 0.875em;
  }
  .debug dt {
    margin-top: 0.5em;
    font-weight: 600;
  }
  .debug pre {
    max-height: 18em;
    padding: 0.6em;
    overflow: auto;
    font: 0.9em / 1.4 ui-monospace, Consolas, monospace;
    background: var(--ground);
    border-radius: 0.3em;
  }
`;
