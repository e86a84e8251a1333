"""Which papers the patient has: the card, a receipt in its place, or nothing. They decide the group where no word does.

"Asylsökande, ej LMA, finns inte i Vera" is somebody without the card, whatever the words are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.limits import LIMITS
from knowledge.swedish.negation import negated
from knowledge.swedish.numerals import NUMBER, value_of
from knowledge.texts import load

CARDLESS, APPLIED = "asylum_no_lma", "asylum_seeker"
WITHOUT = {"eu_card": "eu_no_card", APPLIED: CARDLESS}  # group with the card → without it
WITH = {without: having for having, without in WITHOUT.items()}


def without_card(text: str, found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The phrases, with one for each denied mention of the asylum seeker's card or of its register."""
    words, low = load("papers"), text.lower()
    known = [(item["start"], item["end"]) for item in found if item["value"] == CARDLESS]
    added = [
        {"entity": "patient_group", "value": CARDLESS, "start": start, "end": end, "confidence_entity": 1.0}
        for start, end in (one.span() for one in re.finditer(words["asylum_card"], low))
        if negated(text, start, end)
        and not re.search(words["needed"], low[:start])
        and not any(start < there[1] and there[0] < end for there in known)
    ]
    return sorted([*found, *added], key=lambda item: int(item["start"]))


def is_old(text: str, start: int) -> bool:
    """Whether the receipt that is named at ``start`` is said to be older than one that counts."""
    words = load("papers")
    end = re.search(r"[.?!](?:\s|$)", text[start:])
    said = text[start : start + end.start() if end else len(text)].lower()
    if re.search(words["long_ago"], said):
        return True
    for number, unit in re.findall(rf"(?<!\w)({NUMBER})\s*({'|'.join(words['days'])})\w*", said):
        days = value_of(number)
        if days is not None and days * words["days"][unit] > LIMITS.law.receipt:
            return True
    return False
