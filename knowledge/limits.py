"""Every number that decides an answer, typed: the limits of ``limits.yml``, where value, unit and meaning stand.

A module takes its own part (``LIMITS.following``) and no other's. A new limit is a row in the file and a field here;
reading fails at once where one of the two is missing (``limits_file``).
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Final

from knowledge.limits_file import Row, fill, read_rows

FILE: Final = Path(__file__).with_suffix(".yml")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Gates:
    """Choosing among a page's facts, and between pages and the right to care."""

    answer: float
    answer_typed: float
    type_sure: float
    answer_without_programme: float
    risk: float
    offer: float
    answerable: float
    sure: float
    page_over_care: float
    gap_handicap: float
    gap: float
    gap_lead: float
    companion: float
    companions: int
    ambiguous: float
    ambiguous_opening: float
    opening_words: int
    context_bonus: float
    context_bonus_opening: float
    condition_bonus: float
    figure_bonus: float
    hint_bonus: float
    care_group_said: float
    care_word_said: float
    care_in_context: float
    care_topic_best: float
    topic: float
    topic_of_kind: float
    topic_of_case: float
    topic_judged: float
    topic_spoken: float
    topic_spoken_named: float
    topic_over_table: float
    topic_over_overview: float
    passage: float
    passage_out_of_scope: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class Weights:
    """How like a question a fact is; chosen on the asks of hands that are left out in turn (docs/ranking.md)."""

    vector: float
    characters: float
    words: float
    best: float
    nearest: int
    question_type: float
    other_type: float
    shortest_gram: int
    longest_gram: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class RefusalLimits:
    """What the refusal model sees of a question."""

    near: float
    longest: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class AskedLimits:
    """What is asked of a patient's case."""

    unseen: float
    half: float
    doubtless: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class CareLimits:
    """A question about the right to care."""

    judged: float
    last_said: float
    of_case: float
    of_name: float
    of_type: float
    tried: int
    new_value_words: int
    reply_words: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class LawLimits:
    """What ages and stays mean in law."""

    adult_from: int
    receipt: int
    long_stay: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class RepliesLimits:
    """What a reply holds."""

    choices: int
    together: int
    offered: int
    looked_at: int
    shortest_offered: int
    longest_offered: int
    repeated: int
    yes_or_no: float
    new_words: float
    contacts: int
    groups: int
    quoted: int
    unrelated: float
    refusals: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class ConversationLimits:
    """The conversation around a message."""

    pause: int
    patients: int
    about_last: float
    about_nothing: float
    by_itself: float
    same_beginning: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class ReadingLimits:
    """A message as a whole and its parts."""

    foreign: float
    value_only: float
    stands_alone: float
    care_learned: float
    of_care: float
    story: float
    shortest_question: int
    parts: int
    shortest_part: int
    going_on_part: int
    between_opposites: int
    own_words: int
    english_words: int
    english: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class MannerLimits:
    """How a question is put."""

    sure: float
    open_sure: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class GroupsLimits:
    """Which patient group, and which kind of care."""

    particular: float
    least_vote: float
    clear_vote: float
    sure_vote: float
    certain: float
    certain_vote: float
    seen: float
    written: float
    learned: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class FollowingLimits:
    """What a message takes from the one before it."""

    clear: float
    unsure: float
    sure_to_ask: float
    sure_to_lean: float
    sure_to_rest: float
    sure_of_time: float
    sure_of_age: float
    sure_of_care: float
    sure_of_page: float
    background: float
    few: int
    short: int
    short_pointing: int
    short_with_and: int
    longest_resting: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PersonsLimits:
    """Whose age it is."""

    near: float
    behind: float
    across: float
    beside: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class AgesLimits:
    """Whether a number is an age or a stay."""

    oldest: int
    lowest_about: int
    highest_of_halves: int
    case_words: int
    beside: int
    before: int
    stay_below: int
    long_stay_below: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PhrasesLimits:
    """Finding phrases of the lexicons."""

    stem: int
    one_error: int
    two_errors: int
    tiny_word: int
    longest: int
    short_message: int
    joined: float
    folded: float
    fuzzy: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class SpellingLimits:
    """Restoring what was typed."""

    folded: int
    one_error: int
    two_errors: int
    joined: int
    cut: int
    commoner: int
    seen: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class PassagesLimits:
    """Cutting pages into passages."""

    heading: int
    shortest: int
    longest: int
    sentence: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class SearchLimits:
    """Searching passages; how the weights were chosen: docs/search.md."""

    vector: float
    window: float
    characters: float
    words: float
    length: float
    saturation: float
    question: int
    terms: int
    looked_at: int
    enough: int
    compared: int
    decimals: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class HeadsLimits:
    """What the trained heads say."""

    sent_along: float
    smalltalk: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class ReaderLimits:
    """A reading that a language model proposes; docs/reader.md."""

    proposed: float
    failures: int
    rest: int
    kept: int
    readings: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """All of them, a field for each section of the file."""

    gates: Gates
    ranking: Weights
    refusal: RefusalLimits
    asked: AskedLimits
    care: CareLimits
    law: LawLimits
    replies: RepliesLimits
    conversation: ConversationLimits
    reading: ReadingLimits
    manner: MannerLimits
    groups: GroupsLimits
    following: FollowingLimits
    persons: PersonsLimits
    ages: AgesLimits
    phrases: PhrasesLimits
    spelling: SpellingLimits
    passages: PassagesLimits
    search: SearchLimits
    heads: HeadsLimits
    reader: ReaderLimits


ROWS: Final[tuple[Row, ...]] = tuple(read_rows(FILE))
LIMITS: Final = fill(Limits, ROWS, FILE.name)
GATES: Final = LIMITS.gates
