"""The first word of a reply: "Ja", "Nej", "Jo" or none.

A reply begins with one of them only where the question's own predicate and polarity are known and the fact settles
just that. Whether staff may refuse, and whether something can wait, is never answered so.
"""

from __future__ import annotations

import re

from knowledge.limits import LIMITS
from knowledge.swedish.stems import analyse
from knowledge.texts import load, text
from knowledge.words.query import Manner

SURE = LIMITS.replies.yes_or_no
DENIED_THING = r"\b(?:ingen|inget|inga)\s+(\w+)"
SETTLES = ("care_right",)  # what a yes or no of the table settles


def begin(reply: str, manner: Manner, what: str, sure: float = 1.0, question: str = "") -> str:
    """The reply with the first word that the question allows; ``reply`` may begin with "Ja: " or "Nej: ".

    ``sure`` is the probability that just ``what`` is asked: below SURE no yes or no is said; nor a yes where what the
    reply denies further on is a thing that ``question`` speaks of ("får de också en kallelse?").
    """
    words = load("polarity")
    head, mark, rest = reply.partition(": ")
    if not mark or head not in (words["yes"], words["no"]):
        return reply
    plain = rest[:1].upper() + rest[1:]
    given = head == words["yes"]
    if what not in SETTLES or sure < SURE or not manner.wants_yes_or_no or manner.supposes:
        if manner.restricts and given and what in SETTLES:
            return text("polarity", "not_only", rest=rest)
        return plain
    if given and _denied_further_on(rest, question):
        return plain
    if manner.denies or manner.form == "negated":
        if given:
            return text("polarity", "after_all", rest=rest)
        return text("polarity", "right" if manner.form == "claim" else "denied", rest=rest)
    return reply


def _denied_further_on(reply: str, question: str) -> bool:
    """Whether a sentence behind the first one denies something of which the question speaks."""
    first, *others = re.split(r"(?<=[.!?;])\s", reply.partition("\n")[0])
    spoken = set(analyse(question)) - set(analyse(first))
    return any(spoken & set(analyse(thing)) for other in others for thing in re.findall(DENIED_THING, other.lower()))
