"""Compose a reply from cells of the table. Nothing is said here that the cell does not hold."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Any

from knowledge.care.model import CareAnswer, CareTable, Cell, Row
from knowledge.limits import LIMITS
from knowledge.saying.care.wording import (
    ask_sentence,
    capital,
    cell_rows,
    contacts,
    doubt_sentence,
    legal_sentence,
    listed,
    one,
    read_at,
    say,
    shorten,
    source_dicts,
    source_line,
    statutes,
    suited,
)
from knowledge.saying.figures import fee_figure
from knowledge.texts import load, text

TERM = "vika"  # the law's own term as a kind of care
EMERGENCY = "emergency"  # the kind of care that everybody is given
MOST_WORDS = LIMITS.care.reply_words


@dataclasses.dataclass(frozen=True)
class Manner:
    """What a reply says beside its cell."""

    today: datetime.date
    referral: bool | None = None
    child_too: bool = False  # no age was given: add the child's rule to the adult's answer
    otherwise: str = ""  # what holds for the other groups that the word may mean
    with_law: bool = False  # the law is what is asked for: it is part of the answer, not only of its source line


def right_sentence(table: CareTable, cell: Cell) -> str:
    """The first sentence of an answer about the right."""
    care = table.cares[cell.care]
    words = {"one": one(table, cell.group, cell.age), "care": care.noun, "by": capital(care.decider)}
    own = cell.lead or care.sentence.get(cell.right)
    return capital(own.format(**words)) if own else say("right", cell.right, **words)


def answer_right(table: CareTable, cell: Cell, manner: Manner) -> CareAnswer:
    """Answer whether the group has the right."""
    if not cell.settled:
        return _not_settled(table, cell, right_sentence(table, cell), "right", manner)
    fee_row = cell.fee.row if cell.fee.settled and cell.right in ("yes", "assessed") else None
    fee = ""
    if cell.right in ("yes", "assessed"):
        words = cell.fee.words
        fee = say("fee", "also", fee=words.say(cell.care, manner.referral)) if words else cell.fee.reason
    unclear = cell.right == "unclear"
    child = _child_right(table, cell) if manner.child_too else ""
    rest = _rest(table, cell, manner, fee_row or cell.row, fee_row is not None, child)
    ask = _ask(table, cell, "right") if unclear else ()
    body = shorten(f"{right_sentence(table, cell)} {fee}".strip(), cell.condition, rest, MOST_WORDS)
    said = fee_figures(table, [cell], manner) if fee_row else ()
    return _reply(table, cell, f"{body} {ask_sentence(table, ask)}".strip(), ask, fee_row, manner, cell.legal, said)


def answer_fee(table: CareTable, cell: Cell, manner: Manner) -> CareAnswer:
    """Answer what the patient pays."""
    care = table.cares[cell.care]
    words = {"one": one(table, cell.group, cell.age), "care": care.noun}
    if not cell.settled:
        return _not_settled(table, cell, say("fee", "not_settled", **words), "fee", manner)
    if cell.right == "no":
        return _without_right(table, cell, manner)
    if cell.fee.words is None:
        return _fee_open(table, cell, manner)
    fee = cell.fee.words.say(cell.care, manner.referral)
    first = say("fee", "first", title=care.title, one=words["one"], fee=fee)
    unclear = cell.right == "unclear"
    head = f"{first} {say('fee', 'when_unclear')}" if unclear else first
    if cell.right == "assessed":
        head = f"{head} {say('fee', 'when_assessed', by=capital(care.decider))}"
    row = cell.fee.row
    child = _child_fee(table, cell, manner) if manner.child_too else ""
    legal = row.legal if row else cell.legal
    rest = _rest(table, cell, manner, row, True, child)
    condition = row.condition if row and row is not cell.row else cell.condition
    ask = _ask(table, cell, "fee") if unclear else ()
    body = shorten(head, condition, rest, MOST_WORDS)
    said = fee_figures(table, [cell], manner)
    return _reply(table, cell, f"{body} {ask_sentence(table, ask)}".strip(), ask, row, manner, legal, said)


def _without_right(table: CareTable, cell: Cell, manner: Manner) -> CareAnswer:
    """No right at a low fee to care that cannot wait: then what immediate care costs, which everybody is given."""
    answer = answer_right(table, cell, manner)
    instead = table.cells[cell.group, cell.age, EMERGENCY]
    if cell.care != TERM or instead.fee.words is None or instead.fee.row is None:
        return answer
    fee = say("fee", "instead", title=table.cares[EMERGENCY].title, fee=instead.fee.words.say(EMERGENCY, None))
    body = answer.text.partition("\n")[0]
    head = right_sentence(table, cell)
    rows = list({row.id: row for row in (*cell_rows(cell, False), instead.fee.row)}.values())
    law = table.groups[cell.group].law
    return dataclasses.replace(
        answer,
        text=f"{head} {fee} {body.removeprefix(head).strip()}\n{_line(table, cell, rows, manner, cell.legal)}",
        facts=tuple(row.id for row in rows),
        sources=source_dicts(table, rows, law, [instead.fee.row], manner.today),
        figures=fee_figures(table, [instead], manner),
    )


def overview_right(table: CareTable, group: str, age: str, manner: Manner) -> CareAnswer:
    """What the group has a right to, when no kind of care was named."""
    cell = table.cells[group, age, "all_care"]
    whom = one(table, group, age)
    if cell.right == "yes" and not cell.lead:
        key = "right_child" if age == "child" else "right_yes"
        first = say("overview", key, one=whom)
        answer = answer_right(table, dataclasses.replace(cell, lead=first.replace("{", "{{")), manner)
        return answer
    if cell.right != "assessed":
        return answer_right(table, cell, manner)
    cells = [table.cells[group, age, care] for care in table.order["overview_right"]]
    given = [item for item in cells if item.right in ("yes", "assessed")]
    nouns = [table.cares[item.care].noun for item in given]
    and_word = text("care", "overview", "and")
    # for who has been refused, that the right is still there is the answer
    key = "right_kept" if group in load("care")["overview"]["kept_by"] else "right_assessed"
    head = say("overview", key, one=whom, cares=listed(nouns, and_word))
    child = say("child", "full_care") if manner.child_too and _full_care(table, group) else ""
    legal = tuple(dict.fromkeys(law for item in given for law in item.legal if "förordning" not in law))
    rest = _rest(table, cell, manner, cell.row, False, child)
    decider = say("overview", "decider")
    body = f"{head} {decider} {rest}".strip()
    return _reply(table, cell, body, (), None, manner, legal)


def overview_fee(table: CareTable, group: str, age: str, manner: Manner) -> CareAnswer:
    """The common fees of the group, when no kind of care was named."""
    cells = [table.cells[group, age, care] for care in table.order["overview_fee"]]
    said = [item for item in cells if item.fee.words is not None]
    whole = table.cells[group, age, "all_care"]
    if not said:
        return answer_fee(table, whole, manner)
    rows = list({item.fee.row.id: item.fee.row for item in said if item.fee.row}.values())
    head = _fees_in_turn(table, cells, one(table, group, age))
    if whole.right == "unclear":
        head = f"{head} {say('fee', 'when_unclear')}"
    legal = statutes(law for row in rows for law in row.legal)
    base = said[0]
    free = text("care", "child", "free")
    child = say("child", "fee", fee=free) if manner.child_too and _free_children(table, group) else ""
    # what decides all of the fees alike, such as that no card may be demanded, belongs to the answer
    shared = base.condition if len({item.condition for item in said}) == 1 else ""
    rest = " ".join(filter(None, [_rest(table, base, manner, None, True, child), read_at(rows)]))
    body = shorten(head, shared, rest, MOST_WORDS)
    return CareAnswer(
        kind="answer",
        text=f"{body}\n{_line(table, base, rows, manner, legal)}",
        facts=tuple(row.id for row in rows),
        sources=source_dicts(table, rows, table.groups[group].law, rows, manner.today),
        figures=fee_figures(table, said, manner),
    )


def _fees_in_turn(table: CareTable, cells: Sequence[Cell], whom: str) -> str:
    """A sentence for each fee, with the kinds of care that cost it; last those whose fee is open."""
    titles_of: dict[str, list[str]] = {}
    for cell in cells:
        fee = cell.fee.words.say_short(cell.care) if cell.fee.words else ""
        titles_of.setdefault(fee, []).append(table.cares[cell.care].title.lower())
    and_word = text("care", "overview", "and")
    named = {fee: listed(titles, and_word) for fee, titles in titles_of.items()}
    unknown = named.pop("", "")
    sentences = [
        say("overview", "fee_item" if at else "fee", titles=titles, one=whom, fee=fee)
        for at, (fee, titles) in enumerate(named.items())
    ]
    return " ".join([*sentences, *([say("overview", "fee_open", titles=unknown)] if unknown else [])])


def _rest(table: CareTable, cell: Cell, manner: Manner, row: Row | None, fee: bool, child: str) -> str:
    until = table.groups[cell.group].until
    over = until["text"] if until and manner.today > datetime.date.fromisoformat(until["date"]) else ""
    return " ".join(filter(None, [cell.reservation, child, manner.otherwise, over, doubt_sentence(row, fee)]))


def _line(table: CareTable, cell: Cell, rows: Sequence[Row], manner: Manner, legal: Sequence[str]) -> str:
    """The one line about sources and law."""
    return source_line(rows, legal_sentence(table, legal, table.groups[cell.group].law, manner.today))


def _reply(
    table: CareTable,
    cell: Cell,
    body: str,
    ask: tuple[str, ...],
    fee_row: Row | None,
    manner: Manner,
    legal: Sequence[str],
    said: tuple[dict[str, Any], ...] = (),
) -> CareAnswer:
    rows = cell_rows(cell, fee_row is not None)
    law = legal_sentence(table, legal, table.groups[cell.group].law, manner.today)
    if manner.with_law:
        body, law = f"{body} {law}", ""
    return CareAnswer(
        kind="answer",
        text=f"{body}\n{source_line(rows, law)}",
        facts=tuple(row.id for row in rows),
        sources=source_dicts(table, rows, table.groups[cell.group].law, [fee_row] if fee_row else [], manner.today),
        contacts=contacts(table, ask),
        figures=said,
    )


def fee_figures(table: CareTable, cells: Sequence[Cell], manner: Manner) -> tuple[dict[str, Any], ...]:
    """The fees of some cells as rows of the reply contract; several are said short, as in an overview."""
    rows = []
    for cell in cells:
        if cell.fee.words and cell.fee.row:
            brief = len(cells) > 1
            words = cell.fee.words.say_short(cell.care) if brief else cell.fee.words.say(cell.care, manner.referral)
            rows.append(fee_figure(cell.fee.row.id, table.cares[cell.care].title, words))
    return tuple(rows)


def _ask(table: CareTable, cell: Cell, aspect: str) -> tuple[str, ...]:
    return suited(table, cell.ask or table.groups[cell.group].ask, aspect)


def _not_settled(table: CareTable, cell: Cell, first: str, aspect: str, manner: Manner) -> CareAnswer:
    ask = _ask(table, cell, aspect)
    body = " ".join(filter(None, [first, cell.reason, manner.otherwise, ask_sentence(table, ask)]))
    return CareAnswer("no_answer", body, "not_in_knowledge", contacts=contacts(table, ask))


def _fee_open(table: CareTable, cell: Cell, manner: Manner) -> CareAnswer:
    """The right is known, the fee is not: say both, and whom to ask; no amount is given."""
    care = table.cares[cell.care]
    ask = suited(table, cell.fee.ask or table.groups[cell.group].ask, "fee")
    first = say("fee", "open", title=care.title, one=one(table, cell.group, cell.age))
    known = say("fee", "right_known", cell.right, care=care.noun)
    child = _child_fee(table, cell, manner) if manner.child_too else ""
    reason = "" if cell.fee.reason == text("care", "fee_not_found") else cell.fee.reason
    parts = [first, reason, known, child, manner.otherwise, ask_sentence(table, ask)]
    rows = cell_rows(cell, False)
    return CareAnswer(
        kind="no_answer",
        text=f"{' '.join(filter(None, parts))}\n{source_line(rows)}",
        reason="not_in_knowledge",
        facts=tuple(row.id for row in rows),
        sources=source_dicts(table, rows, table.groups[cell.group].law, [], manner.today),
        contacts=contacts(table, ask),
    )


def _child_right(table: CareTable, cell: Cell) -> str:
    child = table.cells[cell.group, "child", cell.care]
    if child.right == cell.right and child.fee.words == cell.fee.words:
        return ""
    if not child.settled:
        return say("child", "open")
    if child.right != "yes":
        return ""
    free = child.fee.words is not None and child.fee.words.free
    return say("child", "free_right" if free else "other")


def _child_fee(table: CareTable, cell: Cell, manner: Manner) -> str:
    child = table.cells[cell.group, "child", cell.care]
    if not child.settled or child.fee.words is None:
        return say("child", "open") if cell.fee.settled else ""
    if child.fee.words == cell.fee.words:
        return ""
    return say("child", "fee", fee=child.fee.words.say(cell.care, manner.referral))


def _full_care(table: CareTable, group: str) -> bool:
    return table.cells[group, "child", "all_care"].right == "yes"


def _free_children(table: CareTable, group: str) -> bool:
    fees = [table.cells[group, "child", care].fee.words for care in table.order["overview_fee"]]
    return all(words is not None and words.free for words in fees)
