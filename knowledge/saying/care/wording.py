"""Small pieces of a reply about care: whom, fee, legal basis, how current, source line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Any

from knowledge.care.model import CareTable, Cell, Row
from knowledge.saying.freshness import load_limits, months_after
from knowledge.swedish.dates import say_date
from knowledge.texts import load, text
from knowledge.words.query import CARE

_STATUTE = re.compile(r"\d{4}:\d+")


def say(*keys: str, **values: object) -> str:
    """A sentence of knowledge/texts/care.yml, with a capital first letter."""
    return capital(text("care", *keys, **values))


def capital(sentence: str) -> str:
    """The sentence with a capital first letter, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def one(table: CareTable, group: str, age: str) -> str:
    """The group in the singular for an age class: "en vuxen asylsökande", "en 20–23-årig asylsökande"."""
    forms = table.groups[group].one
    if age in ("child", "adult"):
        return forms[age]
    article, _, rest = forms["base"].partition(" ")
    return f"{article} {text('care', 'ages', age)} {rest}"


def listed(parts: Sequence[str], last: str) -> str:
    """ "a, b och c"; ``last`` is the word before the last part."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def legal_sentence(table: CareTable, legal: Sequence[str], group_law: Sequence[str], today: datetime.date) -> str:
    """The legal basis and to which day it has been checked; the group's act when the cell names none."""
    if not legal:
        return say("legal", "group", legal=listed(group_law, text("care", "overview", "and")))
    written = ", ".join(legal)
    if not any(_numbered(law) for law in legal):
        return say("legal", "decision", legal=written)
    checked = checked_words(table, legal, today)
    return say("legal", "checked", legal=written, checked=checked) if checked else say("legal", "law", legal=written)


def _numbered(legal: str) -> bool:
    """True when a legal basis names a statute by number."""
    return bool(_STATUTE.search(legal)) or "(EG)" in legal


def checked_words(table: CareTable, legal: Sequence[str], today: datetime.date) -> str:
    """What of the statutes has been checked, and to which day; nothing where that is not known."""
    laws, written = table.laws, ", ".join(legal)
    key = next((key for key in ("register_checked", "read_in_full") if any(law in written for law in laws[key])), None)
    if key is None:
        return ""
    checked = datetime.date.fromisoformat(laws["checked_to"])
    # past the limit of freshness.yml for the right to care it is said too that later changes are unchecked
    stale_from = months_after(checked, load_limits().of(CARE).months)
    later = text("care", "legal", "later") if today >= stale_from else ""
    return text("care", "legal", key, date=say_date(checked), later=later)


def current_sentence(row: Row | None, fee: bool) -> str:
    """Who says it and how old it is; ``fee`` when what was read elsewhere is the fee."""
    if row is None or row.source is None:
        return ""
    kind, date, publisher = row.source.kind, row.updated, row.source.publisher
    if kind == "vgr":
        return say("current", "vgr_dated", date=date) if date else say("current", "vgr_undated")
    if kind == "law":
        if row.source.law_checked:
            return say("current", "law_read")
        return say("current", "law_version", date=date) if date else say("current", "law_undated")
    key = "agency" if kind == "agency" else "fee_elsewhere" if fee else "elsewhere"
    if date:
        return say("current", f"{key}_dated", publisher=publisher, date=date)
    return say("current", f"{key}_undated", publisher=publisher)


def doubt_sentence(row: Row | None, fee: bool) -> str:
    """What staff must know before they trust it: that VGR does not state it itself; ``fee`` when it is a fee.

    How current the source is stands in the line that names it. A right that the law gives holds whatever VGR writes,
    a fee that it gives may be another one in VGR.
    """
    if row is None or row.source is None or row.source.kind == "vgr":
        return ""
    if row.source.kind == "law":
        return say("doubt", "fee_in_law") if fee else ""
    key = "agency" if row.source.kind == "agency" else "fee_elsewhere" if fee else "elsewhere"
    return say("doubt", key, publisher=row.source.publisher)


def suited(table: CareTable, ask: Sequence[str], aspect: str) -> tuple[str, ...]:
    """The contacts that know of rights or of fees; all of them when none is marked for it."""
    fit = tuple(key for key in ask if aspect in table.contacts[key].about)
    return fit or tuple(ask)


def statutes(legal: Iterable[str]) -> tuple[str, ...]:
    """The statutes without their paragraphs, each once, for a sentence that covers many."""
    heads = (re.match(r".*?\d{4}:\d+", law) for law in legal)
    return tuple(dict.fromkeys(head[0] for head in heads if head))


def read_at(rows: Sequence[Row]) -> str:
    """That VGR does not state all of several rows, when it does not; where they were read is in the source line."""
    own = all(row.source.kind == "vgr" for row in rows if row.source)
    return "" if own else say("common", "read_elsewhere")


def swedish_date(date: str) -> str:
    """The date words of sources.yml in Swedish: "undated, 2022+" is "odaterad, 2022 eller senare"."""
    for english, swedish in load("care_page")["confirm"]["date_words"]:
        date = date.replace(english, swedish)
    return date


def ask_sentence(table: CareTable, ask: Iterable[str]) -> str:
    """Whom to ask, in one sentence."""
    names = [table.contacts[key].name for key in ask]
    return say("ask", names=listed(names, text("care", "ask_or"))) if names else ""


def source_line(rows: Sequence[Row], legal: str = "") -> str:
    """The last line of a reply: every source once, with publisher and date, and the sentence about the legal basis."""
    items = [
        text("care", "source_item", title=row.source.title, publisher=row.source.publisher, date=row.date)
        for row in rows
        if row.source
    ]
    named = say("source", sources="; ".join(dict.fromkeys(items))) if items else ""
    return f"{named} {legal}".strip()


def legal_basis(table: CareTable, legal: Sequence[str], today: datetime.date) -> str:
    """The statutes of a source in the reply contract, and last to which day they have been checked."""
    return "; ".join(filter(None, [*dict.fromkeys(legal), checked_words(table, legal, today)]))


def source_dicts(
    table: CareTable, rows: Sequence[Row], group_law: Sequence[str], fee_rows: Sequence[Row], today: datetime.date
) -> tuple[dict[str, Any], ...]:
    """Sources in the form of the reply contract; a row that gives the fee has its fee words in the summary.

    What the material notes of a source is a summary: no word of it stands in quotation marks.
    """
    dicts: list[dict[str, Any]] = []
    for row in rows:
        if row.source is None:
            continue
        summary = f"{row.fee} – {row.note}" if row in fee_rows and row.fee else row.note
        dicts.append(
            {
                "id": row.source.id,
                "title": row.source.title,
                "publisher": row.source.publisher,
                "url": row.source.url,
                "updated": row.updated,
                "legal": legal_basis(table, [*row.legal, *group_law], today),
                "quote": "",
                "summary": summary,
            }
        )
    return tuple({(d["id"], d["summary"]): d for d in dicts}.values())


def contacts(table: CareTable, ask: Iterable[str]) -> tuple[dict[str, str | None], ...]:
    """Contacts in the form of the reply contract."""
    return tuple(table.contacts[key].as_reply() for key in ask)


def cell_rows(cell: Cell, with_fee: bool) -> list[Row]:
    """The rows behind a cell, each once, the decisive first."""
    rows = [cell.row, *cell.via, cell.fee.row if with_fee and cell.fee.settled else None]
    return list({row.id: row for row in rows if row}.values())


def shorten(head: str, condition: str, rest: str, most: int) -> str:
    """Join the parts; sentences of the condition fall away from its end until ``most`` words are kept."""
    sentences = re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ0-9])", condition) if condition else []
    while True:
        whole = " ".join(filter(None, [head, *sentences, rest]))
        if not sentences or len(whole.split()) <= most:
            return whole
        sentences.pop()
