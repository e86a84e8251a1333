"""What is asked of a patient's case: the head "asked" and the question types, weighed together.

The head knows finer things than the types ("may staff refuse", "can it wait"), the types have seen more sentences;
a thing that both find likely is what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.limits import LIMITS
from knowledge.texts import load
from knowledge.words.query import Query
from knowledge.words.vocabulary import CARE_ASKED, TYPES_OF

DOUBTLESS = LIMITS.asked.doubtless
HALF = LIMITS.asked.half
OF_TABLE = ("care_right", "fee")  # what a cell of the table answers
UNSEEN = LIMITS.asked.unseen
# a page's question asked in the middle of a patient's case
IN_CASE: Mapping[str, str] = {
    "amount": "fee",
    "payment": "fee",
    "eligibility": "care_right",
    "covered_costs": "care_right",
    "definition": "care_definition",
    "deadline": "until_when",
    "status": "until_when",
    "how_to_apply": "how",
    "material": "how",
    "structure": "how",
    "purpose": "reason",
    "participants": "group_status",
    "reporting": "documents",
}


def weighed(query: Query) -> dict[str, float]:
    """Each thing that may be asked of a case → share, summing to 1."""
    types = dict(query.question_types)
    if not query.asked:
        moved: dict[str, float] = {}
        for name, p in types.items():
            moved[IN_CASE.get(name, name)] = moved.get(IN_CASE.get(name, name), 0.0) + p
        return moved
    head: dict[str, float] = {}
    for name, p in query.asked.items():
        head[IN_CASE.get(name, name)] = head.get(IN_CASE.get(name, name), 0.0) + p
    shares = {
        name: head.get(name, 0.0) * (UNSEEN + sum(types.get(kind, 0.0) for kind in TYPES_OF.get(name, (name,))))
        for name in (*CARE_ASKED, "contact", "reason")
    }
    total = sum(shares.values())
    return {name: share / total for name, share in shares.items()} if total else {}


def asked_of(query: Query) -> str:
    """The thing most likely asked; a price is asked for where the words leave no doubt."""
    shares = weighed(query)
    best = max(shares, key=lambda name: shares[name], default="care_right")
    if shares.get(best, 0.0) < HALF and sum(shares.get(name, 0.0) for name in OF_TABLE) > HALF:
        # "vad gäller?": no one thing is surely asked, and what the table answers is likelier than all else together
        best = max(OF_TABLE, key=lambda name: shares.get(name, 0.0))
    low = query.text.lower()
    if best == "who_decides" and re.search(load("manner")["decided"], low):
        return "law"  # "vem beslutade det?" is no question of the single case
    if best in ("fee", "care_right") and re.search(load("manner")["asks_right"], low) and speaks_of_price(query.text):
        return "care_right"  # "har hon rätt till det, och är det gratis?": the right is said with its fee
    if best == "care_right" and not query.elliptical and re.search(load("manner")["refusals"], query.text.lower()):
        return "may_refuse"  # "får vi neka henne vård?" asks for no right
    priced = speaks_of_price(query.text)
    if best == "fee" and shares["fee"] < DOUBTLESS and not query.elliptical and not priced:
        return max((name for name in shares if name != "fee"), key=lambda name: shares[name], default=best)
    if best in ("care_right", "who_decides", "may_refuse") and priced:
        return (
            "fee" if shares.get("fee", 0.0) >= UNSEEN or (query.elliptical is False and best == "care_right") else best
        )
    return best


def speaks_of_price(text: str) -> bool:
    """Whether a word or a phrase of the text is about money: "kostar", "tar vi ut något"."""
    words = load("tenses")
    low = re.sub(words["cannot_pay"], " ", text.lower())
    return bool(set(re.findall(r"\w+", low)) & set(words["price_words"]) or re.search(words["price_phrases"], low))
