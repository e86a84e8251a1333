"""What somebody wrote in Teams, as they saw it: Teams sends it with tags, entities and the mention of the bot in it."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser

from microsoft_teams.api.activities.message import MessageActivity, MessageUpdateActivity
from microsoft_teams.api.activities.utils import StripMentionsTextOptions, strip_mentions_text
from microsoft_teams.api.models.entity import MentionEntity

#: Tags that Teams' editor makes. What else stands between < and > was typed.
_INLINE = frozenset(
    [
        "a",
        "at",
        "attachment",
        "b",
        "code",
        "emoji",
        "em",
        "i",
        "img",
        "span",
        "strike",
        "strong",
        "s",
        "sub",
        "sup",
        "u",
    ]
)
_BLOCKS = frozenset(
    [
        "blockquote",
        "br",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
#: The kind of a blockquote that Teams puts before a reply: what somebody wrote earlier.
_REPLY = "schema.skype.com/reply"
_OWN_HTML = "text/html"  # the message once more, with its formatting


def words_of(activity: MessageActivity | MessageUpdateActivity) -> str:
    """The text without the bot's own mention; other people's names stay, and so do line breaks."""
    options = StripMentionsTextOptions(account_id=activity.recipient.id)
    text = strip_mentions_text(activity, options) if _names_us(activity) else activity.text
    return plain(text or "")


def plain(text: str) -> str:
    """HTML of Teams' editor as plain text; spaces that must not break become ordinary ones."""
    reader = _Reader()
    reader.feed(_encodable(text).replace("\r\n", "\n"))
    reader.close()
    lines = ("".join(reader.found).replace("\xa0", " ")).split("\n")
    return "\n".join(_joined(" ".join(line.split()) for line in lines))


def _encodable(text: str) -> str:
    """Without half characters, which no encoding can write."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def has_only_attachments(activity: MessageActivity | MessageUpdateActivity) -> bool:
    """Whether something came, but nothing that can be read: a picture, a file, a voice message, a foreign card."""
    return any((each.content_type or "") != _OWN_HTML for each in activity.attachments or [])


def _names_us(activity: MessageActivity | MessageUpdateActivity) -> bool:
    found = [each.mentioned.id for each in activity.entities or [] if isinstance(each, MentionEntity)]
    return activity.recipient.id in found


def _joined(lines: Iterable[str]) -> list[str]:
    """Lines without empty ones at either end, and never two empty ones in a row."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept[:-1] if kept and not kept[-1] else kept


class _Reader(HTMLParser):
    """Keeps the words, but for quoted ones; entities are decoded by the base class."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._quotes = 0  # blockquotes that are open, from a quoted message on

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote" and (self._quotes or _REPLY in (dict(attrs).get("itemtype") or "").lower()):
            self._quotes += 1
        elif self._quotes:
            return
        elif tag in _BLOCKS:
            self.found.append("\n")
        elif tag not in _INLINE:
            self.found.append(self.get_starttag_text() or "")
        elif tag in ("img", "emoji"):
            self.found.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if self._quotes:
            self._quotes -= tag == "blockquote"
        elif tag in _BLOCKS:
            self.found.append("\n")
        elif tag not in _INLINE:
            self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._quotes:
            self.found.append(data)

    def handle_comment(self, data: str) -> None:
        if not self._quotes:
            self.found.append(f"<!--{data}-->")
