"""The first word of a reply: "Ja", "Nej", "Jo" or none.

A reply begins with one of them only where the question's own predicate and polarity are known and the fact settles
just that. Whether staff may refuse, and whether something can wait, is never answered so.
"""

from __future__ import annotations

from knowledge.manner import Manner
from knowledge.texts import load, text

SETTLES = ("care_right",)  # what a yes or no of the table settles


def begin(reply: str, manner: Manner, what: str) -> str:
    """The reply with the first word that the question allows; ``reply`` may begin with "Ja: " or "Nej: "."""
    words = load("polarity")
    head, mark, rest = reply.partition(": ")
    if not mark or head not in (words["yes"], words["no"]):
        return reply
    plain = rest[:1].upper() + rest[1:]
    given = head == words["yes"]
    if what not in SETTLES or not manner.wants_yes_or_no or manner.supposes:
        if manner.restricts and given and what in SETTLES:
            return text("polarity", "not_only", rest=rest)
        return plain
    if manner.denies or manner.form == "negated":
        if given:
            return text("polarity", "after_all", rest=rest)
        return text("polarity", "right" if manner.form == "claim" else "denied", rest=rest)
    return reply
