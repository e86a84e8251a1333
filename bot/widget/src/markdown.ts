/** Markdown of a reply as safe HTML: few elements, links that leave in a new tab, nothing else. */
import DOMPurify from "dompurify";
import { Marked } from "marked";

const ELEMENTS = ["p", "br", "strong", "em", "ul", "ol", "li", "a"];
/** A line break that no list item follows: the assistant writes one statement a line, and each is a paragraph. */
const BREAK = /\n+(?!\s*(?:[-*+]|\d+[.)])\s)/g;
/** Spaces that no line may break at: "60 000 kronor", "6 §". */
const JOINED = /(\d) (?=\d{3}(?!\d)|kr(?:onor)?\b|§)/g;
const LINKS = /^(?:https?:|mailto:|tel:)/i;

/** Tags are no tags here: what looks like one is text, and marked escapes text. */
const markdown = new Marked({ gfm: true, breaks: true, tokenizer: { html: () => undefined, tag: () => undefined } });

const purify = DOMPurify(window);
purify.addHook("afterSanitizeAttributes", (node) => {
  if (!/^https?:/i.test(node.getAttribute("href") ?? "")) return;
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer");
});

/** Raw HTML in the text is shown as the text it is; addresses become links. */
export function safeHtml(text: string): string {
  const laidOut = text.replace(BREAK, "\n\n").replace(JOINED, "$1\u00a0");
  return purify.sanitize(markdown.parse(laidOut, { async: false }), {
    ALLOWED_TAGS: ELEMENTS,
    ALLOWED_ATTR: ["href"],
    ALLOWED_URI_REGEXP: LINKS,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
