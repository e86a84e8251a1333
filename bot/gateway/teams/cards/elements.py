"""Elements of Adaptive Cards 1.5 as JSON.

Untrusted text goes into paragraphs, which read no Markdown; what Markdown there is, this package writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.gateway.teams.cards.literal import clean, has_address, linked, literal

Element = dict[str, Any]
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.5"
MAX_TITLE = 200  # characters on a button


def card(body: Sequence[Element], fallback: str) -> Element:
    """A whole card, as wide as Teams lets it be."""
    return {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": VERSION,
        "lang": "sv",
        "msteams": {"width": "Full"},
        "fallbackText": fallback,
        "body": list(body),
    }


def paragraph(text: str, **options: Any) -> Element:
    """Untrusted text; an address in it becomes a link."""
    return markdown(linked(text), **options) if has_address(text) else verbatim(text, **options)


def verbatim(text: str, **options: Any) -> Element:
    """Untrusted text as it is, of which nothing is read as Markdown."""
    style: Element = {key: options.pop(key) for key in ("size", "weight", "isSubtle", "color") if key in options}
    run: Element = {"type": "TextRun", "text": clean(text), **style}
    return {"type": "RichTextBlock", "inlines": [run], **options}


def markdown(text: str, **options: Any) -> Element:
    """Text whose Markdown is ours."""
    return {"type": "TextBlock", "text": text, "wrap": True, **options}


def heading(text: str, **options: Any) -> Element:
    """A heading, for the eye and for a screen reader."""
    return markdown(literal(text), style="heading", weight="Bolder", size="Default", **options)


def container(items: Sequence[Element], **options: Any) -> Element:
    """Elements that keep together."""
    return {"type": "Container", "items": list(items), **options}


def columns(*parts: tuple[str, Sequence[Element], str | None], **options: Any) -> Element:
    """Columns side by side: width ("auto" or "stretch"), items, and a style or None for each."""
    made: list[Element] = [
        {
            "type": "Column",
            "width": width,
            "verticalContentAlignment": "Center",
            "items": list(items),
            **({"style": style} if style else {}),
        }
        for width, items, style in parts
    ]
    return {"type": "ColumnSet", "columns": made, **options}


def facts(rows: Sequence[tuple[str, str]], **options: Any) -> Element:
    """A table of labels and words."""
    return {
        "type": "FactSet",
        "facts": [{"title": literal(label), "value": literal(words)} for label, words in rows],
        **options,
    }


def actions(*items: Element, **options: Any) -> Element:
    """A row of buttons."""
    return {"type": "ActionSet", "actions": list(items), **options}


def submit(title: str, data: Mapping[str, Any], tooltip: str = "") -> Element:
    """A button that sends its data; inputs of the card do not go along."""
    action = {"type": "Action.Submit", "title": _brief(title), "data": dict(data), "associatedInputs": "none"}
    return {**action, "tooltip": _brief(tooltip)} if tooltip else action


def field(name: str, label: str, hint: str, most: int, **options: Any) -> Element:
    """A field of several lines; its words are sent as ``name`` beside the data of ``submit_fields``."""
    return {
        "type": "Input.Text",
        "id": name,
        "label": label,
        "placeholder": hint,
        "maxLength": most,
        "isMultiline": True,
        **options,
    }


def submit_fields(title: str, data: Mapping[str, Any]) -> Element:
    """A button that sends its data and what stands in the card's fields."""
    return {"type": "Action.Submit", "title": _brief(title), "data": dict(data), "associatedInputs": "auto"}


def open_url(title: str, url: str) -> Element:
    """A button that opens an address in the browser."""
    return {"type": "Action.OpenUrl", "title": _brief(title), "url": url}


def toggle(title: str, element_id: str, tooltip: str) -> Element:
    """A button that shows or hides an element."""
    targets = [element_id]
    return {"type": "Action.ToggleVisibility", "title": title, "tooltip": _brief(tooltip), "targetElements": targets}


def _brief(title: str) -> str:
    words = " ".join(clean(title).split())
    return words if len(words) <= MAX_TITLE else words[: MAX_TITLE - 1] + "…"
