"""Which patient of the conversation a turn means again: "och mamman då?", "får han …?", "om samme man en kväll …".

Patients are remembered by role. One who was only told of beside the patient ("aside") is gone back to as well, by noun,
or by a pronoun that fits nobody who was asked about.
"""

from __future__ import annotations

import re

from knowledge.texts import load
from knowledge.understanding.context import Context
from knowledge.understanding.persons import PATIENT, Person
from knowledge.understanding.turns import Turn

ASIDE = "aside"  # key of a patient who was spoken of and not asked about


def meant_again(turn: Turn, context: Context) -> int | None:
    """The place among the patients of the one whom the turn is about, the latest that fits; None for somebody else."""
    if len(turn.about) != 1:
        return None
    person = turn.persons[turn.about[0]]
    latest_first = range(len(context.patients) - 1, -1, -1)
    roles = [patient.get("role", "") for patient in context.patients]
    if not person.unnamed:
        named = next((n for n in latest_first if roles[n] == person.role != PATIENT), None)
        if named is not None or person.role == PATIENT or not _is_known(turn.text, person):
            return named
    if person.unnamed and roles and roles[-1] in ("", PATIENT) and ASIDE not in context.patients[-1]:
        return len(roles) - 1  # "samma men 17. // vad kostar det för honom?": no noun tells that he is another
    words = load("persons")
    either = {"", *words["of_either"]}
    # "barnet" may be the daughter, "hon" a woman before a daughter, and either before one of whom nothing tells that
    kinds = {"", *words["same_as"][_pronoun(person)]} if person.unnamed else set(words["same_as"].get(person.role, ()))
    kinds -= set() if person.unnamed else {PATIENT}
    for aside in (False, True):
        for nearer in ({person.role} - either, kinds - either, kinds & either):
            fitting = [n for n in latest_first if roles[n] in nearer and (ASIDE in context.patients[n]) is aside]
            if fitting:
                return fitting[0]
    return None


def _pronoun(person: Person) -> str:
    """The role that the pronoun was read as; the person's own is the one that it stands for."""
    stands_for: dict[str, str] = load("persons")["pronoun_roles"]
    return next((pronoun for pronoun, role in stands_for.items() if role == person.role), person.role)


def told_anew(turn: Turn, context: Context) -> int | None:
    """The place of a patient of whom the turn says something else than before; None for somebody new.

    "Nu säger hon att han sökt asyl", "nej förlåt, LMA-kort finns", "mannen är visst papperslös"; but not "en man som är
    papperslös".
    """
    meant = meant_again(turn, context)
    if meant is not None:
        return meant if _is_known(turn.text, turn.persons[turn.about[0]]) else None
    return len(context.patients) - 1 if context.patients and not turn.about and takes_back(turn) else None


def takes_back(turn: Turn) -> bool:
    """Whether the turn opens by taking something back: "nej, förlåt", "oj, fel av mig"."""
    return bool(re.search(load("persons")["takes_back"], turn.text.lower()))


def of_all(turn: Turn) -> bool:
    """Whether what is said is said of everybody: "nej, de har LMA-kort allihop"."""
    return bool(re.search(load("persons")["of_all"], turn.text.lower()))


def _is_known(text: str, person: Person) -> bool:
    """Whether a word for a person means one who is known: "han", "mannen", "samme man", "mamma", but not "en man"."""
    words = load("persons")
    before, word = text[: person.start].lower(), text[person.start : person.end].lower()
    if person.unnamed or re.search(words["the_same"], before):
        return True
    if re.search(words["some_other"], before):
        return False
    return person.role in words["one_of_a_kind"] or bool(re.fullmatch(words["definite"], word))
