"""The parts of the decision table and of a reply about care, all immutable."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

RIGHTS = ("yes", "no", "assessed", "full_cost", "unclear")  # what a row may state
NOT_SETTLED = "not_settled"  # a cell that no checked row reaches


@dataclasses.dataclass(frozen=True)
class Source:
    """Where something was read. ``kind``: vgr | agency | law | region | other | news."""

    id: str
    title: str
    publisher: str
    kind: str
    date: str
    url: str
    more_urls: tuple[str, ...] = ()
    law_checked: str | None = None  # the text itself read as in force on this day (ISO)
    register_checked: str | None = None  # only the register of amendments checked to this day (ISO)


@dataclasses.dataclass(frozen=True)
class Contact:
    """Whom to ask; the material gives neither addresses nor numbers."""

    name: str
    role: str
    about: tuple[str, ...]  # right, fee

    def as_reply(self) -> dict[str, str | None]:
        """The contact in the form of the reply contract."""
        return {"name": self.name, "role": self.role, "email": None, "phone": None}


@dataclasses.dataclass(frozen=True)
class Row:
    """One row of care_rights.csv: a checked (or unchecked) statement."""

    id: str
    line: int  # in the CSV file, 1 is the heading
    groups: tuple[str, ...]
    ages: tuple[str, ...]
    cares: tuple[str, ...]
    rank: int  # how narrow the row's age is; the narrowest row wins
    right: str
    fee: str
    legal: tuple[str, ...]  # with full statute numbers
    source: Source | None
    date: str
    verified: bool
    note: str
    condition: str  # the note as a reply says it

    @property
    def updated(self) -> str | None:
        """ISO date (perhaps only year or month) of the source, None when it is undated."""
        head = self.date.split(" ")[0].split("/")[0]
        return head if head[:4].isdigit() else None


@dataclasses.dataclass(frozen=True)
class FeeWords:
    """How a fee of the CSV is said; ``settled`` is False when the words state no fee.

    ``kronor`` are the sums that the fee names, in kronor; none for "full cost" or "as for residents".
    """

    settled: bool
    kronor: tuple[int, ...] = ()
    text: str = ""
    short: str = ""  # for an overview
    referral: str = ""
    no_referral: str = ""
    cares: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)

    @property
    def free(self) -> bool:
        """True when the patient pays nothing: the only sum is 0."""
        return self.kronor == (0,)

    def say(self, care: str, referral: bool | None) -> str:
        """The fee of one kind of care in words, with or without a referral where that is known."""
        own = self.cares.get(care, {})
        if referral is not None:
            key = "referral" if referral else "no_referral"
            said = own.get(key) or (getattr(self, key) if not own else "")
            if said:
                return str(said)
        return str(own.get("text", self.text))

    def say_short(self, care: str) -> str:
        """The fee as one item of an overview."""
        own = self.cares.get(care, {})
        return str(own.get("short") or own.get("text") or self.short or self.text)


@dataclasses.dataclass(frozen=True)
class Group:
    """A patient group of the table: its id, how it is named in a sentence, and the acts that it is under."""

    id: str
    name: str
    say: str  # what a button sends: a phrase that the lexicon knows
    plural: str
    one: Mapping[str, str]  # adult, child, base
    law: tuple[str, ...]
    ask: tuple[str, ...]
    until: Mapping[str, str] = dataclasses.field(default_factory=dict)  # date (ISO), text: said after that day


@dataclasses.dataclass(frozen=True)
class Umbrella:
    """A word that may mean several groups ("ukrainare")."""

    id: str
    members: tuple[str, ...]
    default: str | None
    otherwise: str


@dataclasses.dataclass(frozen=True)
class Care:
    """A kind of care, or a cost of it: how it is said, who decides about it, and its own first sentences."""

    id: str
    noun: str
    say: str  # what a button sends
    title: str
    decider: str
    sentence: Mapping[str, str]  # own first sentence per right


@dataclasses.dataclass(frozen=True)
class Fee:
    """The fee side of a cell: a row's words, or the reason why it is open."""

    row: Row | None
    words: FeeWords | None
    reason: str = ""
    ask: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the sources give the fee; False means that the reply says that they do not."""
        return self.words is not None and self.words.settled


@dataclasses.dataclass(frozen=True)
class Cell:
    """One cell of the table. ``kind``: fact (a row of its own) | inherited (by a named rule) | not_settled."""

    group: str
    age: str
    care: str
    kind: str
    right: str
    fee: Fee
    row: Row | None = None
    via: tuple[Row, ...] = ()  # rows that make the group count as another
    rules: tuple[str, ...] = ()  # names of the rules or the gap, outermost first
    lead: str = ""  # own first sentence, with blanks
    condition: str = ""
    reservation: str = ""
    reason: str = ""  # why it is not settled
    ask: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
    quote: str = ""

    @property
    def settled(self) -> bool:
        """Whether the sources settle the right of this cell."""
        return self.kind != NOT_SETTLED

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the rows that the cell rests on."""
        rows = [self.row, *self.via, self.fee.row if self.fee.settled else None]
        return tuple(dict.fromkeys(row.id for row in rows if row))


@dataclasses.dataclass(frozen=True)
class Topic:
    """A fact beside the table, in the fact schema of the other programmes.

    ``settled`` is False where the sources do not give what is asked: the reply says so and whom to ask.
    ``named`` is a subject of ``texts/names.yml`` that no cell of the table is about ("legitimation", "häkte"): a
    question that names it is this topic's, whatever kind of care and whichever patient it tells of.
    """

    id: str
    type: str
    question: tuple[str, ...]
    text: str
    quote: tuple[str, ...]
    legal: tuple[str, ...]
    sources: tuple[Source, ...]
    ask: tuple[str, ...]
    rows: tuple[str, ...]
    asks: tuple[str, ...]
    when: Mapping[str, str] = dataclasses.field(default_factory=dict)
    settled: bool = True
    named: str = ""


@dataclasses.dataclass(frozen=True)
class Wording:
    """A text for patients in one language, a paragraph a line; ``translated`` is the day (ISO), "" for the original."""

    title: str
    text: tuple[str, ...]
    translated: str = ""


@dataclasses.dataclass(frozen=True)
class PatientText:
    """A short text to read aloud for a patient, in several languages; the Swedish one is the original.

    ``answers`` are the cells ("asylum_seeker/adult/dental") and topics ("topic:care-rights.…") that it goes with,
    ``rests_on`` what else it states; ``kronor`` are the sums that it says; ``checked`` is the day (ISO) on which its
    words were read against them.
    """

    id: str
    checked: str
    answers: tuple[str, ...]
    rests_on: tuple[str, ...]
    kronor: tuple[int, ...]
    wordings: Mapping[str, Wording]


@dataclasses.dataclass(frozen=True, repr=False)  # its repr would be megabytes
class CareTable:
    """Everything that the care part knows."""

    cells: Mapping[tuple[str, str, str], Cell]
    rows: Mapping[str, Row]
    groups: Mapping[str, Group]
    umbrellas: Mapping[str, Umbrella]
    cares: Mapping[str, Care]
    contacts: Mapping[str, Contact]
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    order: Mapping[str, tuple[str, ...]]  # ask_first_groups, core, overview_right, overview_fee, ask_first_cares
    core_name: str
    laws: Mapping[str, Any]  # checked_to, register_checked, read_in_full
    patients: Mapping[str, PatientText] = dataclasses.field(default_factory=dict)


def lookup(table: CareTable, group: str, age_class: str, care: str) -> Cell:
    """Return the cell; raises KeyError for an id that the table does not know."""
    return table.cells[group, age_class, care]


@dataclasses.dataclass(frozen=True)
class CareQuery:
    """A question about the table. ``aspect`` is "right" or "fee"; ``referral`` None means unknown.

    ``with_law``: the law is what is asked for, so the answer itself names it and not only the line about sources.
    """

    group: str | None = None
    age_years: int | None = None
    age_class: str | None = None
    care: str | None = None
    aspect: str = "right"
    referral: bool | None = None
    with_law: bool = False


@dataclasses.dataclass(frozen=True)
class CareAnswer:
    """A composed reply; ``kind``, ``reason``, ``sources``, ``contacts`` and ``figures`` as in the reply contract."""

    kind: str
    text: str
    reason: str | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()
    contacts: tuple[dict[str, str | None], ...] = ()
    figures: tuple[dict[str, Any], ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()  # (title, what is sent when pressed)
    page: str = ""  # address of the page that shows it
    missing: str | None = None  # patient_group | patient_age | care_type
