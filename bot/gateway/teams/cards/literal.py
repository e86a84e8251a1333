"""Untrusted text where a card would read Markdown, and the only links that a card may hold.

Backslashes do not help: Teams on Android and iOS shows them. So what Markdown would act on is replaced by a letter that
looks alike; where text needs no link it stands in a RichTextBlock, which reads no Markdown at all (see elements.py).
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from bot.gateway.teams.cards.dates import MONTHS

_LOOKALIKES = str.maketrans(
    {"\\": "＼", "`": "ˋ", "*": "∗", "[": "［", "]": "］", "<": "‹", ">": "›", "~": "∼", "|": "∣"}
)
#: An underscore within a word is no Markdown, and addresses need it.
_OUTER_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_ENTITY = re.compile(r"&(?=#?\w+;)")
#: What makes a list, a heading or a line of a text that begins with it.
_LEADING = re.compile(r"^(?=\s*(?:[-+#=]|\d+[.)]\s))")
#: Cards replace {{DATE(…)}} and {{TIME(…)}}, in every kind of text.
_FUNCTION = re.compile(r"\{(?=\{)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
#: Spaces that no line may break at: "60 000 kronor", "6 §", "23 november".
_JOINED = re.compile(rf"(\d) (?=\d{{3}}(?!\d)|kr(?:onor)?\b|§|(?:{'|'.join(MONTHS)})\b)")
#: A mail address begins where a word does and its parts are short, so that long texts are read in one pass.
_ADDRESS = re.compile(
    r"(?P<url>https?://[^\s<>\"']{0,1500}[\w/=&#%])|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)",
    re.IGNORECASE,
)
_UNSEEN = "\u200b"
MAX_ADDRESS = 1_500  # characters; a longer one is no link


def clean(text: str) -> str:
    """The text as any part of a card may hold it: no control characters, no date functions, numbers kept together."""
    return _JOINED.sub("\\1\u00a0", _FUNCTION.sub("{" + _UNSEEN, _CONTROL.sub("", text)))


def literal(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is: for TextBlock and FactSet."""
    marked = _OUTER_UNDERSCORE.sub("＿", clean(_BREAK.sub(" ", text)).translate(_LOOKALIKES))
    return _LEADING.sub(_UNSEEN, _ENTITY.sub("＆", marked))


def link(label: str, address: str) -> str:
    """A Markdown link; `address` is one that `web_address`, `mail_address` or `phone_address` gave."""
    return f"[{_inner(label)}]({address})"


def web_address(url: str | None) -> str | None:
    """An http(s) address that is safe inside Markdown's brackets; None for anything else."""
    if not url or len(url) > MAX_ADDRESS or _CONTROL.search(url):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # a bracket that opens no IPv6 host
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    return quote(url.strip(), safe="/:?#@!$&+,;=%~-._")


def mail_address(email: str) -> str:
    """A mailto link to one recipient, without the headers that a "?" would add."""
    return f"mailto:{quote(email.strip(), safe='@.+-_')}"


def phone_address(phone: str) -> str:
    """A tel link: digits and a leading plus."""
    return "tel:" + re.sub(r"[^+\d]", "", phone)


def has_address(text: str) -> bool:
    """True when a web or mail address stands in the text."""
    return _ADDRESS.search(text) is not None


def linked(text: str) -> str:
    """Markdown in which the addresses are links, under their own words, and all else is literal."""
    said, at = "", 0
    for found in _ADDRESS.finditer(text):
        address = mail_address(found[0]) if found["mail"] else web_address(found[0])
        said += _inner(text[at : found.start()]) + (link(found[0], address) if address else _inner(found[0]))
        at = found.end()
    return _LEADING.sub(_UNSEEN, said + _inner(text[at:]))


def _inner(piece: str) -> str:
    """Literal text that does not begin its line."""
    return literal(piece).removeprefix(_UNSEEN)
