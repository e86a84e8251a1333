"""Take out of a web page's tree what is no part of what it says: menus, hidden parts, cookie notices, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from lxml import html

from knowledge.editing.fetching.shown import HEADINGS, RAISED, lines
from knowledge.texts import load

_NEVER = (
    *("title", "script", "style", "noscript", "template", "svg", "iframe", "object", "audio", "video", "canvas"),
    *("nav", "dialog", "select", "input", "textarea", "datalist", "progress"),
)
_ROLES = frozenset(("navigation", "menu", "menubar", "search", "dialog", "alertdialog", "tooltip"))
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:breadcrumb|skip-?(?:link|to|nav)|sr-only|visually-?hidden|screen-?reader)", re.IGNORECASE
)
_NOTICE_NAMES = re.compile(r"(?:^|[\s_-])(?:cookie|gdpr|consent|onetrust|cybot)", re.IGNORECASE)
_MENU_NAMES = re.compile(r"(?:^|[\s_-])(?:\w*menu|meny|nav|navigation|footer|sidebar|links)(?:$|[\s_-])", re.IGNORECASE)
_CONTROLS = ("button", "input", "a")
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTICES = ("div", "section", "aside", "form", "p", "li")
LONGEST_NOTICE = 1000  # letters of a cookie notice
LONGEST_BANNER = 60  # words of a box that asks for consent and does not say what for
LEAST_PROSE = 6  # words beyond its links of a paragraph that leads to a list
LONGEST_LINK = 6  # words of a link in a menu
LEAST_LINKS = 3  # of a list that is a menu


def main_part(tree: html.HtmlElement) -> html.HtmlElement | None:
    """The element that the page itself calls its main part."""
    return next(iter(tree.xpath("//main[not(@hidden)] | //*[@role='main']")), None)


def clear(tree: html.HtmlElement) -> None:
    """Take the furniture out of the tree. What the page calls its main part is never furniture as a whole."""
    main = main_part(tree)
    kept = {tree, *tree.iter("body"), *(main.iterancestors() if main is not None else ()), main}
    for element in list(tree.iter(*_NEVER)):
        _drop(element)
    opened = {name for button in tree.xpath("//*[@aria-expanded]") for name in button.get("aria-controls", "").split()}
    folded = [element for element in tree.iter("*") if element.get("id") in opened and not _is_menu_part(element)]
    for element in folded:  # what a heading opens is said on the page, though it is not shown at first
        for mark in ("hidden", "aria-hidden", "style"):
            element.attrib.pop(mark, None)
    for element in [element for element in tree.iter("*") if element not in kept and _is_furniture(element)]:
        _drop(element)
    for notice in [*_named_notices(tree, kept), *_cookie_notices(tree, kept)]:
        _drop(notice)
    for button in [button for button in tree.iter("button") if not _opens(button)]:
        _drop(button)
    menus, led_to = _lists_of_links(tree, main)
    for menu in menus:
        _drop(menu)
    for link in [link for element in led_to for link in element.iter("a")]:
        link.drop_tag()  # words of the page: what looks for its main part takes a list of links for a menu
    for raised in tree.iter("sup"):
        _raise(raised)


def _raise(element: html.HtmlElement) -> None:
    """Make the figures of a note or a power such as no reader takes for a sum's last digit."""
    for inner in element.iter():
        inner.text = inner.text.translate(RAISED) if inner.text else inner.text
        if inner is not element and inner.tail:
            inner.tail = inner.tail.translate(RAISED)


def _is_menu_part(element: html.HtmlElement) -> bool:
    return element.tag in _NEVER or element.get("role", "").lower() in _ROLES


def words_in(element: html.HtmlElement) -> int:
    """How many words an element shows."""
    return len(lines(element).split())


def only_links(element: html.HtmlElement) -> bool:
    """True when all that an element shows leads elsewhere."""
    return _letters(element) == sum(_letters(link) for link in element.iter("a"))


def _letters(element: html.HtmlElement) -> int:
    return len("".join(element.text_content().split()))


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_furniture(element: html.HtmlElement) -> bool:
    hidden = element.get("hidden")
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(
        (hidden is not None and hidden.lower() != "until-found")  # that one a reader finds by searching the page
        or element.get("aria-hidden", "").lower() == "true"
        or _UNSHOWN.search(element.get("style", ""))
        or element.get("role", "").lower() in _ROLES
        or (_NAMES.search(named) and element.find(".//h1") is None)
    )


def _opens(button: html.HtmlElement) -> bool:
    """True for the heading of a part that opens."""
    return "aria-expanded" in button.attrib or any(above.tag in HEADINGS for above in button.iterancestors())


def _cookie_notices(tree: html.HtmlElement, kept: Set[html.HtmlElement]) -> Iterator[html.HtmlElement]:
    """The smallest parts that ask about cookies, with the heading and links that belong to them."""
    about, asks = (re.compile(load("fetching")["cookies"][key], re.IGNORECASE) for key in ("about", "asks"))
    if any(about.search(heading.text_content()) for heading in tree.iter("h1")):
        return  # the page is about cookies
    asking = []
    for part in tree.iter(*_NOTICES):
        words = part.text_content()
        if part not in kept and len(words) <= LONGEST_NOTICE and about.search(words) and asks.search(words):
            asking.append(part)
    around = {above for part in asking for above in part.iterancestors()}
    for part in asking:
        notice = _with_its_heading(part, kept) if part not in around else None
        if notice is not None and _has_choices(notice):
            yield notice


def _named_notices(tree: html.HtmlElement, kept: Set[html.HtmlElement]) -> Iterator[html.HtmlElement]:
    """Parts named as notices are that hold nothing else: most of them about cookies, or a few words and a choice."""
    about = re.compile(load("fetching")["cookies"]["about"], re.IGNORECASE)
    for element in tree.iter("*"):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if element in kept or not _NOTICE_NAMES.search(named) or element.find(".//h1") is not None:
            continue
        shown = [line for line in lines(element).split("\n") if line]
        notice = [line for line in shown if about.search(line) or len(line.split()) <= LONGEST_LINK]
        if any(map(about.search, shown)):
            furniture = 2 * len("".join(notice)) >= len("".join(shown))
        else:
            furniture = words_in(element) <= LONGEST_BANNER and _has_choices(element)
        if furniture:
            yield element


def _has_choices(element: html.HtmlElement) -> bool:
    """True when something in it can be pressed to accept or refuse."""
    choices = re.compile(load("fetching")["cookies"]["choices"], re.IGNORECASE)
    return any(
        choices.search(f"{control.text_content()} {control.get('value', '')} {control.get('aria-label', '')}")
        for control in element.iter(*_CONTROLS)
    )


def _with_its_heading(part: html.HtmlElement, kept: Set[html.HtmlElement]) -> html.HtmlElement:
    above = part.getparent()
    own = above is not None and above not in kept and above.tag in _NOTICES and above.find(".//h1") is None
    return above if own and words_in(above) - words_in(part) <= 2 * LONGEST_LINK else part


def _lists_of_links(
    tree: html.HtmlElement, main: html.HtmlElement | None
) -> tuple[list[html.HtmlElement], list[html.HtmlElement]]:
    """Lists of short links outside the main part that are menus; where the page names none, also those that are not."""
    menus: list[html.HtmlElement] = []
    led_to: list[html.HtmlElement] = []
    for element in tree.iter("ul", "ol"):
        if _inside(element, main) or not _is_menu(element):
            continue
        led = main is None and (_is_led_to(element) or any(above in led_to for above in element.iterancestors()))
        (led_to if led else menus).append(element)
    return menus, led_to


def _is_led_to(element: html.HtmlElement) -> bool:
    """True when a heading or paragraph stands before the list, behind prose, in a part that is no menu's."""
    before = element.getprevious()
    if before is None or before.tag not in (*HEADINGS, "p"):
        return False
    for above in element.iterancestors():
        named = f"{above.get('class', '')} {above.get('id', '')}"
        if above.tag in ("header", "footer", "aside", "nav") or (above.tag != "body" and _MENU_NAMES.search(named)):
            return False
    return any(
        sibling.tag == "p" and words_in(sibling) - sum(map(words_in, sibling.iter("a"))) >= LEAST_PROSE
        for sibling in element.itersiblings(preceding=True)
    )


def _is_menu(element: html.HtmlElement) -> bool:
    links = list(element.iter("a"))
    short = all(words_in(link) <= LONGEST_LINK for link in links)
    return len(links) >= LEAST_LINKS and short and only_links(element)


def _inside(element: html.HtmlElement, main: html.HtmlElement | None) -> bool:
    return main is not None and main in element.iterancestors()
