"""Which of the phrases found in a message hold: not what it takes back, nor a care that is not the patient's own.

"För en medelstor enhet. Nej, en liten" is about a small one; who wrote a referral is no care that is asked for; who
wants to become pregnant needs no maternity care; surgery that has to be done now is not planned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.swedish.negation import NOT, negated
from knowledge.texts import load

REFERRED_BY = re.compile(
    r"(?<!\w)(?:remiss(?:en)?\s(?:från|av|via|hos|utfärdad\sav)|remitterad?e?s?\s(?:av|från))\s(?:(?!till\s)[\w-]+\s){0,6}$",
    re.IGNORECASE,
)
# who sent the patient on is no care that is asked for either: "doktorn på vårdcentralen har skickat remiss"
HAS_REFERRED = re.compile(
    r"^\s(?:(?:på|i|hos|från|vid|inom)\s\S+\s(?:(?!har|hade)\S+\s)?)?(?:(?:har|hade|redan|nu|ju|som)\s){0,3}"
    r"(?:(?:skicka|skicka[dt]e?|skrev|skriv[ei]t|skriver|utfärda[dt]e?|ordna[dt]e?|fixa[dt]e?|gav|gett|givit)\s(?:\S+\s){0,3}remiss"
    r"|remittera)",
    re.IGNORECASE,
)
WISHED = re.compile(r"(?<!\w)(?:att\s)?bli\s$", re.IGNORECASE)
PLANNED, URGENT = "planned_care", "emergency"  # what urgent surgery is not, and what it is
TAKES_BACK = re.compile(
    r"[.,;!?–-]\s*(?:nej|nä|nej\svänta|förlåt|sorry|jag\smenar|menar\sjag|rättare\ssagt|eller\ssnarare|no\swait|i\smean)(?!\w)",
    re.IGNORECASE,
)
# words for a state, not for a kind of care
HOW_ILL = frozenset(
    {"akut", "akuta", "akut sjuk", "akut sjuka", "akutsjuk", "akutsjuka", "livshotande", "acute", "urgent"}
)
URGENT_WORD = re.compile(r"(?<!\w)(?:akut|akuta|akutsjuk|akutsjuka|livshotande|urgent|acute)(?!\w)", re.IGNORECASE)
GRANT_BACK = "special_grant"  # what a patient may get back, whichever care it was paid for
MONEY_BACK = re.compile(
    r"(?<!\w)(?:få|får|fås|fått|söka|kräva|get)\s(?:\w+\s){0,4}?(?:tillbaka|tillbaks|igen|åter|back|ersättning\sför\s(?:\w+\s){0,2}kvitto\w*)(?!\w)",
    re.IGNORECASE,
)
PAID = re.compile(
    r"(?<!\w)(?:kr|kronor|pengar\w*|kvitto\w*|kvitton|betalat|betalt|lagt|utlägg\w*|avgift\w*|kostnad\w*|spänn|femtilapp\w*|paid|receipts?)(?!\w)",
    re.IGNORECASE,
)
OR_NOT = re.compile(rf"^\s(?:eller|el|or)\s(?:{NOT}|not|oregistrera\w*)(?=\s*(?:$|[,.;:?!)]))", re.IGNORECASE)
OF_PREGNANCY = frozenset({"maternity", "delivery"})
NOT_THAT = re.compile(rf"(?<!\w){NOT}\s$", re.IGNORECASE)


def asks_money_back(text: str) -> bool:
    """Whether it is asked what a patient gets back of what was paid: "lagt 700 kr på medicin, kan hon få igen nåt?"."""
    return bool(MONEY_BACK.search(text) and PAID.search(text))


def last_said(text: str, found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The phrases less those that the message itself takes back: "för en medelstor enhet. Nej, en liten"."""
    cut = max((stop.end() for stop in TAKES_BACK.finditer(text)), default=0)
    anew = {item["entity"] for item in found if item["start"] >= cut}
    return [item for item in found if item["start"] >= cut or item["entity"] not in anew]


def is_ruled_out(text: str, item: Mapping[str, Any]) -> bool:
    """Whether a kind of care is named only to say that it is not meant: "psykiatri, inte tandvård"."""
    return bool(NOT_THAT.search(text[: item["start"]]))


def is_of_the_patient(text: str, item: Mapping[str, Any]) -> bool:
    """Not who wrote a referral, a pregnancy that is only wished for, or how ill somebody is said not to be.

    "Remiss från en läkare", "vill bli gravid", "ser inte akut dålig ut".
    """
    before = text[: item["start"]]
    wished = item["value"] in OF_PREGNANCY and WISHED.search(before)
    referred = REFERRED_BY.search(before) or HAS_REFERRED.search(text[item["end"] :])
    return not (referred or wished or _not_that_ill(text, item))


def _not_that_ill(text: str, item: Mapping[str, Any]) -> bool:
    """A bare word for how urgent it is, denied; "inte akut vård" names a kind of care and is asked about."""
    said = text[item["start"] : item["end"]].lower()
    return item["value"] == URGENT and said in HOW_ILL and negated(text, item["start"], item["end"])


def denies_urgency(text: str) -> bool:
    """Whether every word for urgent that the message holds is denied: "sändes åter med orden 'ej akut'"."""
    said = [found.span() for found in URGENT_WORD.finditer(text)]
    return bool(said) and all(negated(text, *span) for span in said)


def is_left_open(text: str, item: Mapping[str, Any]) -> bool:
    """Whether something is said only to say that it makes no difference: "folkbokförd eller inte"."""
    return bool(OR_NOT.search(text[item["end"] :]))


def not_applied(text: str) -> set[str]:
    """The groups that nobody belongs to who has not applied: "hon söker ej skydd"."""
    low = text.lower()
    return {group for one in load("persons")["not_applied"] if re.search(one["words"], low) for group in one["groups"]}


def is_urgent(text: str) -> bool:
    """Whether it is said that the care cannot wait at all: "måste på bordet nu", but not "inte akut"."""
    low = text.lower()
    said = re.search(load("persons")["can_wait"], low)
    return not said and any(not negated(text, *found.span()) for found in re.finditer(load("persons")["urgent"], low))
