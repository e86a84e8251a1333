/** Markdown of a reply as safe HTML: few elements, links that leave in a new tab, nothing else. */
import DOMPurify from "dompurify";
import { marked } from "marked";

const ELEMENTS = ["p", "br", "strong", "em", "ul", "ol", "li", "a"];
const LINKS = /^(?:https?:|mailto:|tel:)/i;

const purify = DOMPurify(window);
purify.addHook("afterSanitizeAttributes", (node) => {
  if (!/^https?:/i.test(node.getAttribute("href") ?? "")) return;
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer");
});

/** Raw HTML in the text is shown as the text it is; addresses become links. */
export function safeHtml(text: string): string {
  const shown = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const html = marked.parse(shown, { gfm: true, breaks: true, async: false });
  return purify.sanitize(html, {
    ALLOWED_TAGS: ELEMENTS,
    ALLOWED_ATTR: ["href"],
    ALLOWED_URI_REGEXP: LINKS,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}
