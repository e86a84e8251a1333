"""How something is asked: openly, so that yes or no would answer, as a claim, with "bara" or "inte", or as a what-if.

What the trained head says is weighed with the few words that leave no doubt. Where neither is sure the manner is
``open``: then a reply begins with neither "Ja" nor "Nej".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.limits import LIMITS
from knowledge.swedish.folding import lowered
from knowledge.texts import load
from knowledge.understanding.roles import find_roles
from knowledge.words.query import Manner

SURE, SURE_OF_OPEN = LIMITS.manner.sure, LIMITS.manner.open_sure


def read_manner(text: str, head: Mapping[str, float]) -> Manner:
    """The manner of a question; ``head`` maps forms to probabilities, empty where nothing was trained."""
    words = load("manner")
    low = text.lower()
    of_persons = _restricts_persons(text)
    said = re.findall(r"\w+", low)
    likeliest = max(head, key=lambda form: head[form], default="")
    form = likeliest if head.get(likeliest, 0.0) >= SURE else ""
    opens = set(said) & set(words["open"])
    if not form:
        form = "open" if opens else _by_words(said, low, words)
    elif form in ("yes_no", "negated") and _begins_openly(said, words):
        form = "open"
    elif form == "open" and not opens and _by_words(said, low, words) in ("yes_no", "claim"):
        form = "open" if head.get("open", 0.0) >= SURE_OF_OPEN else _by_words(said, low, words)
    restricting = set(re.findall(r"\w+", of_persons)) & set(words["restrictions"])
    if len(of_persons) < len(low) and not restricting:
        # "eller bara den yngre?" asks who, which no yes or no about the care settles
        form = "open" if form in ("restriction", "yes_no") else form
    return Manner(
        form=form,
        denies=bool(re.search(words["denials"], low)),
        restricts=bool(restricting or re.search(words["restricting"], low)) or form == "restriction",
        supposes=bool(re.search(words["suppositions"], low)) or form == "hypothetical",
        of_staff=bool(re.search(words["of_staff"], low)),
        compares=bool(set(said) & set(load("questions")["comparing"])) or form == "comparison",
    )


def _restricts_persons(text: str) -> str:
    """The text, lower case, less each "bara" that says of whom something holds and not of what: "bara mamman"."""
    low = lowered(text)
    words = load("persons")
    whom = [role.start for role in find_roles(text)]
    whom += [found.start() for found in re.finditer(words["one_of_them"], low)]
    for start in sorted(whom, reverse=True):
        if only := re.search(words["only_for"], low[:start]):
            low = low[: only.start()] + low[start:]
    return low


def _begins_openly(said: list[str], words: Mapping[str, list[str]]) -> bool:
    fillers = set(load("questions")["fillers"])
    first = next((word for word in said if word not in fillers), "")
    return first in words["open"]


def _by_words(said: list[str], low: str, words: Mapping[str, list[str]]) -> str:
    fillers = set(load("questions")["fillers"])
    first = next((word for word in said if word not in fillers), "")
    if set(said) & set(words["claims"]):
        return "claim"
    if first in load("questions")["question_verbs"]:
        return "yes_no"
    verb_then_subject = rf"\b(?:{'|'.join(words['yes_no_verbs'])})\s+(?:{'|'.join(load('questions')['subjects'])})\b"
    if low.rstrip().endswith("?") or re.search(verb_then_subject, low):
        return "yes_no" if re.search(verb_then_subject, low) else "open"
    return "open"
