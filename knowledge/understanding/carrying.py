"""Which values a turn takes over from the conversation: programme, patient, age, and whether it stays with them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

from knowledge.care.registration import registration
from knowledge.limits import LIMITS
from knowledge.texts import load
from knowledge.understanding.bare import is_bare
from knowledge.understanding.context import CARE_SLOTS, ENTITY_SLOTS, PATIENT_SLOTS, PROGRAMME_SLOTS, Context
from knowledge.understanding.entities import STANDS_ALONE
from knowledge.understanding.groups import EU
from knowledge.understanding.holding import GRANT_BACK, HOW_ILL, URGENT, URGENT_WORD
from knowledge.understanding.persons import is_child_age
from knowledge.understanding.returning import ASIDE, meant_again, told_anew
from knowledge.understanding.turns import Turn
from knowledge.words.query import CARE
from knowledge.words.vocabulary import PAGE_QUESTIONS

SURE_OF_CARE = LIMITS.following.sure_of_care
SURE_OF_PAGE = LIMITS.following.sure_of_page
OF_CARE = LIMITS.reading.of_care
REGISTERED = "registered"
CONCLUDED = frozenset({"care_type"})
# kinds of care that have urgent cases of their own, and where those who ask of an emergency ward are
HAVE_URGENT = frozenset({"dental", "psychiatry", "maternity", "delivery"})
EMERGENCY_WARD = r"(?<!\w)(?:akuten|akm|närakut\w*|\w*akutmottag\w*|akutsjukv\w*|jour\w*)(?!\w)"
SURE_TO_LEAN = LIMITS.following.sure_to_lean
FEW = LIMITS.following.few


def domain_of(turn: Turn, context: Context) -> str | None:
    """What the turn is about: CARE, a programme's id, or None where nothing tells.

    A patient's case is left for a grant only by a grant's word, and a grant for a patient only by a patient's.
    """
    if turn.entities.get("programme"):
        return turn.entities["programme"]
    before = context.slots.get("programme")
    said = turn.entities.keys()
    grant = _of_a_grant(turn)
    page_goes_on = before not in (None, CARE) and leans(turn)
    if "patient_group" in said:  # "broschyrer till nyanlända, hade det räknats?" stays with the page
        return before if page_goes_on and _asks_of_a_page(turn) else CARE
    if before == CARE:
        of_a_page = turn.of_pages >= SURE_OF_PAGE and not said & set(CARE_SLOTS)
        return None if grant or of_a_page else CARE
    if context.left and returns_to_patient(turn) and not grant and turn.of_care >= OF_CARE:
        return CARE
    goes_on = leans(turn) and not said & set(CARE_SLOTS)
    if before is not None and not turn.persons and (turn.of_care < SURE_OF_CARE or goes_on):
        return before  # "vem har bestämt det?" is about the page as long as nobody's care is named
    if before is None and (turn.persons or "care_type" in said) and not grant:
        return CARE if turn.of_care > OF_CARE else None
    return None


def taken_up_again(turn: Turn, context: Context) -> Context:
    """The conversation as it was when a patient's case was left for a page, where the turn says that it goes back.

    "Tillbaka till farmorn: om hon vore 82?" asks again what was asked of her then.
    """
    says_so = turn.persons and re.search(load("persons")["back_to"], turn.text.lower())
    another = {"programme", "patient_group"} & turn.entities.keys() - turn.concluded
    if not (context.left and says_so) or another or _of_a_grant(turn):
        return context
    slots = {**context.left, "programme": CARE}
    return dataclasses.replace(context, slots=slots, question=context.left_question, left={}, left_question=None)


def names_a_grant(text: str) -> bool:
    """Whether a grant is spoken of; "hos vem söker hon det?" names none: a patient can apply for other things."""
    return bool(_grant_words(text) - set(load("questions")["apply_words"]))


def _grant_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) & set(load("questions")["grant_words"])


def _of_a_grant(turn: Turn) -> bool:
    by_patient = re.search(load("questions")["patient_applies"], turn.text.lower())
    applies = bool(_grant_words(turn.text)) and turn.of_care < OF_CARE and not by_patient
    return names_a_grant(turn.text) or applies or "programme_hint" in turn.entities


def carried_slots(turn: Turn, context: Context) -> dict[str, str]:
    """Slots after this turn: what is said wins; another programme drops what belonged to the old one."""
    kept = dict(context.slots)
    if context.left and returns_to_patient(turn):
        kept = {**kept, **context.left}
    earlier = earlier_patient(turn, context)
    if earlier:  # what is not known of somebody gone back to is not what is known of the one before
        kept = {name: value for name, value in kept.items() if name not in PATIENT_SLOTS}
    kept.update(earlier)
    said = turn.entities.get("programme")
    if said and said != kept.get("programme"):
        for slot in (*PROGRAMME_SLOTS, *CARE_SLOTS):
            kept.pop(slot, None)
    if goes_on_supposing(turn, context):
        kept.update(supposed_of(turn, context))
    same_group = _only_registered(turn, kept)
    another_group = "patient_group" in turn.entities and not (turn.only_counted or same_group)
    if another_group and "patient_age" not in turn.entities and not corrects(turn):
        kept.pop("patient_age", None)  # another patient
        kept.update(_age_of_known(turn, context))
    if another_group and "registration" not in turn.entities:
        kept.pop("registration", None)
    if kept.get("patient_group") in turn.denied and "patient_group" not in turn.entities:
        kept.pop("patient_group")  # "nej, hon är inte asylsökande"
    if "patient_age" not in turn.entities and _another_person(turn, kept):
        kept.pop("patient_age", None)  # "och pappan?": nothing is said of his age
    if "care_type" not in turn.entities and _ails_otherwise(turn, context):
        kept.pop("care_type", None)  # "och deras mamma, ont i magen sedan länge?"
    of_thing = re.search(load("manner")["same_thing"], turn.text.lower())
    whole = "patient_group" in turn.entities and "care_type" not in turn.entities and not of_thing
    bare = is_bare(turn)
    if whole and turn.intent == "ask_care_right" and not (corrects(turn) or leans(turn) or bare):
        kept.pop("care_type", None)  # "vilken vård får en papperslös?" asks for the whole
    said_registered = turn.entities.get("registration") == REGISTERED and "patient_group" not in turn.entities
    if said_registered and corrects(turn) and not turn.manner.supposes:
        group = kept.get("patient_group", "")
        if group and group not in registration()[REGISTERED]:
            kept["patient_group"] = registration()["corrected"][REGISTERED]  # "nej förlåt, han är folkbokförd"
    said_now = {name: value for name, value in turn.entities.items() if name in ENTITY_SLOTS}
    if "patient_age" in earlier and "patient_age" in _by_role(turn) and len(turn.about) == 1:
        said_now.pop("patient_age", None)  # "och lillasyster?": her age was said, and is not a child's
    if turn.only_counted and kept.get("patient_group") and kept["patient_group"] != turn.counted:
        said_now.pop("patient_group", None)  # "räknas hon inte som papperslös då?": she is who she was
        if kept["patient_group"] not in registration().get(said_now.get("registration", ""), {}):
            said_now.pop("registration", None)  # but "här i fem månader" is said of her, whatever she counts as
    if same_group:
        said_now.pop("patient_group", None)
    # an age is what "han hade visst fyllt 18" gives, and no group
    goes_on = _asks_on(turn) or (leans(turn) and "patient_age" in turn.spans)
    of_before = goes_on or re.search(load("persons")["same_status"], turn.text.lower())
    if "patient_group" in turn.concluded and kept.get("patient_group") and of_before:
        said_now.pop("patient_group", None)  # "och om han bara går därifrån?": who he is has been said
    if kept.get("care_type") in HAVE_URGENT and said_now.get("care_type") == URGENT and _says_how_urgent(turn):
        said_now.pop("care_type")  # "och om besöket var akut?" behind a tooth is about urgent dental care
    if (
        "care_type" in turn.concluded
        and kept.get("care_type")
        and (bare or (_asks_on(turn) and not turn.entities.keys() - CONCLUDED))
    ):
        said_now.pop("care_type", None)  # "vad kostar det?" names no care, whatever a head makes of it
    if said_now.get("care_type") == GRANT_BACK and kept.get("patient_group", "").startswith(EU):
        said_now.pop("care_type")  # who is insured at home gets it back there
    return {**kept, **said_now}


def goes_on_supposing(turn: Turn, context: Context) -> bool:
    """Whether the turn asks on of what the one before supposed: "om hon vore 19? // vad kostar det då?"."""
    said = turn.entities.keys() & set(PATIENT_SLOTS) - turn.concluded
    in_that_case = re.search(load("persons")["in_that_case"], turn.text.lower())
    another = turn.persons_named and len(turn.text.split()) <= FEW  # "och mamman då?"
    return bool(context.supposed and in_that_case) and not (said - {"patient_age"} or another)


def supposed_of(turn: Turn, context: Context) -> dict[str, str]:
    """What was supposed and holds for the turn: of others no age ("barnen är sex och nio, får de mindre då?")."""
    return {name: value for name, value in context.supposed.items() if name != "patient_age" or not turn.persons_named}


def _only_registered(turn: Turn, kept: Mapping[str, str]) -> bool:
    """Whether no more of the patient's group is said than that he is, or is not, registered: the rest is known.

    "Hon är inte folkbokförd än" of somebody from a family with temporary protection leaves her in that group.
    """
    said = turn.entities.get("registration")
    if said is None or "patient_group" not in turn.entities or not kept.get("patient_group"):
        return False
    groups = registration().get(said, {})
    one, other = turn.spans.get("patient_group"), turn.spans.get("registration")
    same_words = one is not None and other is not None and one[0] < other[1] and other[0] < one[1]
    return (same_words or "patient_group" in turn.concluded) and kept["patient_group"] in {*groups, *groups.values()}


def _age_of_known(turn: Turn, context: Context) -> dict[str, str]:
    """The age of a patient who is said to be of another group than was thought."""
    known = told_anew(turn, context) if len(turn.persons) <= 1 else None  # "för honom och för dottern 9"
    age = context.patients[known].get("patient_age") if known is not None else None
    return {"patient_age": age} if age else {}


def _says_how_urgent(turn: Turn) -> bool:
    """Whether a message that leans on the one before only says how urgent it is, and names no emergency ward.

    "Om det är akut?", "bara akut vård?" do; "och akut vård då?" names a kind of care of its own.
    """
    start, end = turn.spans.get("care_type", (0, 0))
    named = start < end and turn.text[start:end].lower() not in HOW_ILL and not turn.manner.restricts
    urgent = bool(URGENT_WORD.search(turn.text)) and not re.search(EMERGENCY_WARD, turn.text.lower())
    return leans(turn) and urgent and not named


def _asks_on(turn: Turn) -> bool:
    """True for a message that most likely asks another thing of the same patient."""
    return max(turn.continues, key=lambda way: turn.continues[way], default="") == "question"


def _asks_of_a_page(turn: Turn) -> bool:
    """True where what is asked is surely something that only pages tell."""
    return turn.asked_most in PAGE_QUESTIONS and turn.sure_of_asking >= SURE_OF_PAGE


def leans(turn: Turn) -> bool:
    """True for a message that rests on what went before, as the head sees it; where no head spoke it is not known."""
    return bool(turn.continues) and turn.continues.get("no", 0.0) < STANDS_ALONE


def corrects(turn: Turn) -> bool:
    """True for a message that takes back a value: "nej, hon är folkbokförd"."""
    return turn.intent == "correct" or turn.continues.get("correction", 0.0) >= SURE_TO_LEAN


def _another_person(turn: Turn, kept: Mapping[str, str]) -> bool:
    """ "Och mannen då?" behind a child: an adult whose age is not said."""
    named = {turn.persons[number].role for number in turn.about if not turn.persons[number].unnamed}
    grown = named & set(load("persons")["grown"])
    return is_child_age(kept.get("patient_age", "")) and bool(grown)


def _ails_otherwise(turn: Turn, context: Context) -> bool:
    """Another person than the last one, with a complaint of their own, or one whom the last one's care cannot be of."""
    words = load("persons")
    last = context.patients[-1].get("role", "") if context.patients else ""
    named = {turn.persons[number].role for number in turn.about if not turn.persons[number].unnamed} - {"patient"}
    if not named or last in named:
        return False
    of_women = context.slots.get("care_type") in words["care_of_women"] and named <= set(words["men"])
    return of_women or bool(re.search(words["complaints"], turn.text.lower()))


def earlier_patient(turn: Turn, context: Context) -> dict[str, str]:
    """What was known of a patient whom the turn goes back to: "och den gravida?", "tillbaka till mamman"."""
    if {"patient_group", "patient_age", "programme"} & turn.entities.keys() - _by_role(turn):
        return {}
    words = turn.text.lower()
    asked = [patient for patient in context.patients if ASIDE not in patient]
    if asked and re.search(load("persons")["the_first"], words):
        return _who(asked[0])
    again = meant_again(turn, context)
    if again is not None:
        who = _who(context.patients[again])
        if context.slots.get("care_type") and turn.continues.get("value", 0.0) >= SURE_TO_LEAN:
            who.pop("care_type", None)  # "och barnet?" goes on with what was asked last
        return who
    for patient in reversed(asked):
        if patient.get("care_type") == "maternity" and re.search(load("persons")["the_pregnant"], words):
            return _who(patient)
    return {}


def _by_role(turn: Turn) -> set[str]:
    """An age that only follows from the role ("mamman") is no new patient."""
    said = any(turn.persons[number].age_span for number in turn.about)
    # an age in years that stands nowhere is one that the patient has reached since: "när han har fyllt"
    return set() if said or turn.entities.get("patient_age", "").isdigit() else {"patient_age"}


def _who(patient: Mapping[str, str]) -> dict[str, str]:
    return {name: patient[name] for name in (*PATIENT_SLOTS, "care_type") if patient.get(name)}


def returns_to_patient(turn: Turn) -> bool:
    """True when a message speaks of a person without saying who: "tillbaka till mamman, får hon preventivmedel?"."""
    if {"patient_group", "programme", "programme_hint"} & turn.entities.keys() - turn.concluded:
        return False
    return bool(set(re.findall(r"\w+", turn.text.lower())) & set(load("questions")["persons"]))
