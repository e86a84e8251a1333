"""{present|past} in a fact's text: one sentence that stays true when the day has passed."""

from __future__ import annotations

import re

_CHOICE = re.compile(r"\{([^{}]*)\}")


def bad_choices(text: str) -> list[str]:
    """Return what stands in braces without being two forms, and text with a brace that has no partner."""
    left = _CHOICE.sub("", text)
    alone = [left.strip()] if "{" in left or "}" in left else []
    return [part for part in _CHOICE.findall(text) if part.count("|") != 1] + alone


def in_tense(text: str, *, past: bool) -> str:
    """Choose the second form of every {present|past} when ``past``, else the first."""
    return _CHOICE.sub(lambda match: match[1].split("|")[1 if past else 0], text)


def both_tenses(text: str) -> str:
    """The text with both forms in it, for checks that must see every word."""
    return _CHOICE.sub(lambda match: match[1].replace("|", " "), text)
