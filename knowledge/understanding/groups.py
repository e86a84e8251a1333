"""Which patient group, and what is said of registration: phrases first, then what was learned from stories.

A phrase that is denied ("hon är inte asylsökande") is no group. Of several phrases the most particular counts, and
among equals the first; a group that somebody is only compared with ("räknas polacken som papperslös?") does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.care.registration import registration
from knowledge.limits import LIMITS
from knowledge.swedish.negation import NOT, negated
from knowledge.understanding.papers import CARDLESS, is_old

EU = "eu_"  # what the groups of EU citizens begin with
PARTICULAR = LIMITS.groups.particular
LEAST_VOTE, CLEAR_VOTE = LIMITS.groups.least_vote, LIMITS.groups.clear_vote
SURE_VOTE, CERTAIN_VOTE = LIMITS.groups.sure_vote, LIMITS.groups.certain_vote
CERTAIN = LIMITS.groups.certain
# groups whose words are said of much else too ("har lagt 700 kr på besök"); the others make a general group particular
SAID_OF_MORE = frozenset({"visitor", "resident"})
# kinds of care that only their own names say: they are never taken for another one
BY_NAME = frozenset({"vika", "unlisted_care", "ambulance"})
SETTINGS = frozenset({"emergency", "doctor_visit", "treatment", "planned_care"})
SEEN, FAINT = LIMITS.groups.seen, LIMITS.heads.sent_along
WRITTEN = LIMITS.groups.written
LEARNED = LIMITS.groups.learned

# values that yield to any other of the same kind: "gäller asylvårdslagen för den som sitter i förvar?"
GENERAL_VALUES = frozenset(
    {
        "asylum_seeker",
        "vika",
        "all_care",
        "ukraine_any",
        "rejected_any",
        "newcomer_any",
        "permit_any",
        "eu_any",
        "newcomer_registered",
        # "blodprov inför abort", "röntgen för tbc"
        "unlisted_care",
        # a setting more often than what is asked about: "får asylsökande på vårdcentralen vaccin?"
        "doctor_visit",
        # whether the patient is registered says more than these
        "uninsured",
        "over_three_months",
        "under_three_months",
    }
)

GENERAL_GROUPS = frozenset({"ukraine_any", "rejected_any", "newcomer_any", "permit_any", "eu_any"})

# services around a visit: where one is spoken of, it is what is asked about ("hennes dotter ska tolka hos tandläkaren")
SERVICES = frozenset({"interpreter", "missed_visit"})

# those of them that yield to the others too: on the card of somebody from Ukraine it may still say LMA
WEAKEST = frozenset({"asylum_seeker", "all_care"})

RECEIPT = re.compile(r"(?<!\w)kvitto(?:t|n)?(?!\w)", re.IGNORECASE)

# "hans visum, som var på tre månader, gick ut i maj": whoever stays then has no permit
RAN_OUT = re.compile(
    r"^[^\w\s]*\s+(?:\S+\s+){0,8}?(?P<end>gick\sut|gått\sut|löpte\sut|löpt\sut|tog\sslut|tagit\sslut|upphörde|upphört|expired|ran\sout)(?!\w)",
    re.IGNORECASE,
)
VISA = re.compile(r"(?<!\w)(?:[^\W\d_]+|[^\W\d_]+-)?(?:visum(?:et)?|visering(?:en)?|visa)(?!\w)", re.IGNORECASE)
VISITOR, WITHOUT_PERMIT, APPLIED = "visitor", "undocumented", "asylum_seeker"

PRINTED = re.compile(
    r"(?<!\w)(?:står|stod|anger|nämner)\s(?:(?:det|ju|fortfarande|ändå|alltjämt|bara|ordet|ännu)\s){0,3}[\"”']?$"
)
REGISTERED, NOT_REGISTERED = "registered", "not_registered"  # values of the entity `registration`
TO_COME = re.compile(r"bli(?:r|va|vit)?\s", re.IGNORECASE)
SUPPOSED_OR_LATER = re.compile(
    r"(?<!\w)(?:om|ifall|när(?!\s(?:kan|får|ska|blir|är|har|måste|skulle|borde|tidigast))|så\sfort|så\ssnart|sedan|if|when)\s(?!(?:hon|han|hen|de|dom)\s(?:ska|väntar))(?:(?!innan|tills?|inte|ej|ska)\w+\s){0,9}$",
    re.IGNORECASE,
)
COUNTS_AS = re.compile(
    r"(?<!\w)(?:räkna|rakna|anse|betrakta|klassa|behandla|count|regard)\w*(?:\s\w+){0,3}\s(?:som|as|till|bland)\s(?:en\s|ett\s|de\s|dom\s|an?\s)?$"
    r"|(?<!\w)är\s(?:(?:ju|då|alltså)\s)?väl\s(?:(?:ju|då|alltså|en)\s)?$"
)
# "är hon papperslös nu?", "blir han då tillståndslös?", but not "är hon papperslös, vad kostar det?"
IS_OR_BECOMES = re.compile(
    r"(?<!\w)(?:är|ar|blir|is)\s(?:h[oae]n|de|dom|vi|she|he|patienten|mannen|kvinnan|familjen|barnet|\w+(?:mman|ppan))\s"
    rf"(?:(?:ju|då|nu|alltså|fortfarande|även|också|{NOT}|egentligen|verkligen|helt|en|ändå|väl|som)\s){{0,3}}$"
)
AND_NO_MORE = re.compile(
    r"\s*(?:(?:nu|då|alltså|eller|väl|va|juridiskt|enligt\slag(?:en)?|i\slagens\smening|then|now)\s*){0,3}(?:[?!.]|$)"
)
# a group said of somebody whose case was told: "… bor kvar på boendet. papperslös nu alltså?"
SET_DOWN = re.compile(r"(?:^|[.?!,–-])\s*(?:(?:så|och|då|alltså|dvs)\s)?(?:en\s)?$")
CONCLUDED_NOW = re.compile(r"\s(?:nu|alltså|nu\salltså|alltså\snu|nu\sdå)\s*(?:[?!.]|$)")
# "precis som de papperslösa", "mer än för asylsökande", "lagen om vård för asylsökande"
BESIDE = re.compile(
    r"(?<!\w)(?:som|än|liksom|than|like)\s(?:för\s|en\s|ett\s|de\s|dom\s|vanliga\s|andra\s|alla\s){1,3}$"
    r"|(?<!\w)lag(?:en)?\som\s(?:\S+\s){0,6}(?:för|till|åt)\s$"
    r"|(?<!\w)(?:taxa|pris|avgift|samma\s\w+|lika\s\w+)\ssom\s$"
    r"|(?<!\w)(?:de|samma|den|dom)\s(?:\w+\s){0,2}(?:regler\w*|villkor\w*|rätt\w*|avgift\w*)\ssom\sgäller\sför\s(?:\w+\s)?$"
    r"|(?<!\w)vera\s$"  # a register's name
)


def particular(value: str) -> int:
    """How much a value says: a general one yields to a particular one."""
    return (value not in WEAKEST) + (value not in GENERAL_VALUES) + 2 * (value in SERVICES)


def spoken(text: str, found: Sequence[Mapping[str, Any]], entity: str) -> list[Mapping[str, Any]]:
    """The phrases of an entity that hold: not denied, and not what somebody is only compared with."""
    items = [item for item in found if item["entity"] == entity and not item.get("negated")]
    if entity != "patient_group":
        return items
    if has_receipt(text, items):
        items = [{**item, "value": APPLIED} if item["value"] == CARDLESS else item for item in items]
    items = [item for item in items if not BESIDE.search(text[: item["start"]].lower())]
    items = [item for item in items if not _is_printed(text, item)]
    return [item for item in items if not (_is_counted(text, item) or _is_set_down(text, item))] or items


def has_receipt(text: str, items: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a receipt is there in the card's place: "inget LMA-kort, bara kvitto på ansökan"."""
    within = [(item["start"], item["end"]) for item in items if item["value"] == CARDLESS]
    return any(
        not negated(text, *found.span())
        and not is_old(text, found.start())
        and not any(start <= found.start() < end for start, end in within)
        for found in RECEIPT.finditer(text)
    )


def most_particular(
    items: Sequence[Mapping[str, Any]], head: Mapping[str, float] | None = None
) -> Mapping[str, Any] | None:
    """The most particular phrase, unless a head is sure of another; among equals the first."""
    best: Mapping[str, Any] | None = None
    worth = -1.0
    shares = head or {}
    chosen = _voted([str(item["value"]) for item in items], shares)
    for item in items:
        value = str(item["value"])
        others = {str(other["value"]) for other in items} - {value}
        certain = shares.get(value, 0.0) >= CERTAIN and others <= SAID_OF_MORE
        vote = CERTAIN_VOTE if certain else SURE_VOTE
        # a general group is not voted above the phrase that makes it particular: "avslag … håller sig undan"
        heard = value == chosen and (certain or value not in GENERAL_GROUPS)
        own = PARTICULAR * particular(value) + (vote if heard else 0.0)
        if own > worth + 1e-9:
            best, worth = item, own
    return best


def _voted(values: Sequence[str], head: Mapping[str, float]) -> str | None:
    """The value that the head holds for far likelier than the others that were found."""
    shares = {value: head.get(value, 0.0) for value in values}
    best = max(shares, key=lambda value: shares[value], default=None)
    if best is None or shares[best] < LEAST_VOTE or shares[best] < CLEAR_VOTE * sum(shares.values()):
        return None
    return best


def without_settings(items: Sequence[Mapping[str, Any]], head: Mapping[str, float]) -> list[Mapping[str, Any]]:
    """The kinds of care less those that are only where or how something happens: "eller måste det vara akut?"."""
    if not head:
        return list(items)
    return [item for item in items if head.get(str(item["value"]), 0.0) >= _needed(item)]


def borne_out(items: Sequence[Mapping[str, Any]], head: Mapping[str, float]) -> list[Mapping[str, Any]]:
    """The groups less those that were only found with an error forgiven and that the head sees nothing of.

    "En svensk patient" is written much like "en spansk patient".
    """
    if not head:
        return list(items)
    written = [item for item in items if item.get("confidence_entity", 1.0) >= WRITTEN]
    return [item for item in items if item in written or head.get(str(item["value"]), 0.0) >= FAINT]


def _needed(item: Mapping[str, Any]) -> float:
    """What the head must give: more for a setting, a little for a phrase that was only found with an error forgiven."""
    if item["value"] in SETTINGS:
        return SEEN
    return FAINT if item.get("confidence_entity", 1.0) < WRITTEN else 0.0


def likened(text: str, found: Sequence[Mapping[str, Any]]) -> set[str]:
    """The groups that are only compared with, or stand in a law's name: nobody is said to belong to them."""
    return {
        str(item["value"])
        for item in found
        if item["entity"] == "patient_group" and BESIDE.search(text[: item["start"]].lower())
    }


def counted_as(text: str, found: Sequence[Mapping[str, Any]]) -> str | None:
    """The group that somebody is asked to count as: "räknas hon som papperslös?"; None where nobody is."""
    items = [item for item in found if item["entity"] == "patient_group" and not item.get("negated")]
    return next((str(item["value"]) for item in items if _is_counted(text, item)), None)


def _is_printed(text: str, item: Mapping[str, Any]) -> bool:
    """Whether only a card says it: "det står LMA på kortet" holds of people with temporary protection too."""
    is_lma = "lma" in text[item["start"] : item["end"]].lower()
    return is_lma and bool(PRINTED.search(text[: item["start"]].lower()))


def _is_counted(text: str, item: Mapping[str, Any]) -> bool:
    """Whether it is asked if somebody belongs to the group."""
    before, behind = text[: item["start"]].lower(), text[item["end"] :].lower()
    return bool(COUNTS_AS.search(before) or (IS_OR_BECOMES.search(before) and AND_NO_MORE.match(behind)))


def _is_set_down(text: str, item: Mapping[str, Any]) -> bool:
    """Whether the group is what somebody makes of a case that he has told."""
    return bool(SET_DOWN.search(text[: item["start"]].lower()) and CONCLUDED_NOW.match(text[item["end"] :].lower()))


def past_visa(text: str, found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The phrases, a visitor whose visa has run out read as one without a permit, or as the applicant that he is."""
    if not _visa_has_run_out(text):
        return list(found)
    applied = any(item["value"] == APPLIED and not item.get("negated") for item in found)
    others = [item for item in found if item["value"] != VISITOR]
    ended = [{**item, "value": WITHOUT_PERMIT} for item in found if item["value"] == VISITOR]
    return others if applied else sorted([*others, *ended], key=lambda item: int(item["start"]))


def _visa_has_run_out(text: str) -> bool:
    for visa in VISA.finditer(text):
        end = RAN_OUT.match(text[visa.end() :])
        if end is None or re.search(r"[.!?]\s+[A-ZÅÄÖ]", end[0]):
            continue
        at = visa.end() + end.start("end")
        if not negated(text, at, visa.end() + end.end("end")):
            return True
    return False


def turned(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """A denied phrase as what its denial means, where that is something of its own: "inget EU-kort"."""
    meaning = registration()["denied"].get(str(item["value"])) if item.get("negated") else None
    return {**item, "value": meaning, "negated": False} if meaning else item


def reached(text: str, item: Mapping[str, Any]) -> Mapping[str, Any]:
    """A registration yet to come, where what is asked is what it brings: "om hon blir folkbokförd, vad händer då?".

    "Ska bli folkbokförd" and "innan hon blir folkbokförd" tell of somebody who is not; so does "inte hunnit bli det".
    """
    if item["entity"] != "registration" or not TO_COME.match(text[item["start"] : item["end"]]):
        return item
    before = text[: item["start"]]
    if item.get("negated"):
        return {**item, "value": NOT_REGISTERED, "negated": False}
    return {**item, "value": REGISTERED} if SUPPOSED_OR_LATER.search(before) else item


def overruled(found: str, head: Mapping[str, float], least: float) -> bool:
    """Whether the head is sure of another value and does not see the one that a phrase says.

    "Har lagt 700 kr på läkare och medicin, kan hon få tillbaka något?" names medicines and asks about the grant.
    """
    return found not in BY_NAME and learned(head, least) not in (None, found) and head.get(found, 0.0) < SEEN


def learned(head: Mapping[str, float], least: float = LEARNED) -> str | None:
    """What the head is sure of; None where it is not, or is sure that nothing is said."""
    best = max(head, key=lambda value: head[value], default="none")
    return best if best != "none" and head[best] >= least else None
