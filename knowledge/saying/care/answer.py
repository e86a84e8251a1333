"""Answer a question about the right to care: one cell, an overview, a common answer, or one question back."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Any

from knowledge.care.ages import ADULT, CHILD, OLDEST, class_of
from knowledge.care.model import CareAnswer, CareQuery, CareTable, Cell
from knowledge.saying.addresses import finder_address
from knowledge.saying.care.compose import Manner, answer_fee, answer_right, overview_fee, overview_right
from knowledge.saying.care.wording import (
    capital,
    doubt_sentence,
    legal_sentence,
    read_at,
    say,
    source_dicts,
    source_line,
    statutes,
)
from knowledge.saying.figures import fee_figure
from knowledge.texts import load, text
from knowledge.words.tracing import note


def answer_care(table: CareTable, query: CareQuery, today: datetime.date) -> CareAnswer:
    """Return the reply to ``query``; asks back only for the one thing that changes the answer.

    An unknown age means the adult's answer with the child's rule added. Raises
    KeyError when a group or kind of care is not in the table.
    """
    age = _age(query)
    if query.group is None or _is_open_umbrella(table, query.group):
        return _on_page(_without_group(table, query, age, today), None, age, query.care)
    umbrella = table.umbrellas.get(query.group)
    group = (umbrella.default or "") if umbrella else query.group
    manner = Manner(
        today,
        referral=query.referral,
        child_too=age is None,
        otherwise=umbrella.otherwise if umbrella else "",
        with_law=query.with_law,
    )
    return _on_page(_with_group(table, group, age or ADULT, query, manner), group, age, query.care or "all_care")


def _on_page(answer: CareAnswer, group: str | None, age: str | None, care: str | None) -> CareAnswer:
    """The reply with the address of the place in the table that it is about; what asks back has none."""
    if answer.kind == "clarify" or care is None:
        return answer
    return dataclasses.replace(answer, page=finder_address(group, age, care))


def _with_group(table: CareTable, group: str, age: str, query: CareQuery, manner: Manner) -> CareAnswer:
    fee = query.aspect == "fee"
    note("care_place", group=group, age=age, kind_of_care=query.care, aspect=query.aspect)
    # whoever has a right to all care is not answered about "vård som inte kan anstå" alone
    in_full = query.care == "vika" and not fee and table.cells[group, age, "all_care"].right == "yes"
    if query.care is None or query.care == "all_care" or in_full:
        overview = overview_fee if fee else overview_right
        return overview(table, group, age, manner)
    answer = answer_fee if fee else answer_right
    cell = table.cells[group, age, query.care]
    note("care_cell", kind=cell.kind, right=cell.right, rules=cell.rules, rows=cell.facts, legal=cell.legal)
    return answer(table, cell, manner)


def place_of(table: CareTable, query: CareQuery) -> tuple[str, str, str] | None:
    """The cell that a question is about, the adult's where no age is known; None where the group is open."""
    umbrella = table.umbrellas.get(query.group or "")
    group = umbrella.default if umbrella else query.group
    return (group, _age(query) or ADULT, query.care or "all_care") if group else None


def _age(query: CareQuery) -> str | None:
    if query.age_class is not None:
        return query.age_class
    if query.age_years is not None and 0 <= query.age_years <= OLDEST:
        return class_of(query.age_years)
    return None


def _is_open_umbrella(table: CareTable, group: str) -> bool:
    return group in table.umbrellas and table.umbrellas[group].default is None


def _without_group(table: CareTable, query: CareQuery, age: str | None, today: datetime.date) -> CareAnswer:
    everyone = _same_for_everyone(table, query, today)
    if everyone:
        return everyone
    if query.group is not None:  # a word that may mean several groups, such as "EU-medborgare"
        return _ask_group(table, table.umbrellas[query.group].members, "group_of")
    common = _common(table, query, age, today) if query.care else None
    return common or _ask_group(table, table.order["groups"], "group")


def _ask_group(table: CareTable, groups: Sequence[str], key: str) -> CareAnswer:
    buttons = tuple((table.groups[group].name, table.groups[group].say) for group in groups)
    return CareAnswer("clarify", say("clarify", key), "missing", buttons=buttons, missing="patient_group")


def _same_for_everyone(table: CareTable, query: CareQuery, today: datetime.date) -> CareAnswer | None:
    """What holds for every patient: immediate care, interpreters, certificates."""
    common = load("care")["common"]
    sentence = common["everyone_fee" if query.aspect == "fee" else "everyone"].get(query.care)
    if not sentence:
        return None
    row = table.rows[common["everyone_rows"][query.care]]
    body = " ".join(filter(None, [sentence, "" if query.aspect == "fee" else doubt_sentence(row, False)]))
    line = source_line([row], legal_sentence(table, row.legal, (), today))
    sources = source_dicts(table, [row], (), [], today)
    return CareAnswer("answer", f"{body}\n{line}", facts=(row.id,), sources=sources)


def _common(table: CareTable, query: CareQuery, age: str | None, today: datetime.date) -> CareAnswer | None:
    """One answer for the groups that most questions are about, when their cells agree.

    The reply names those groups, says that others have their own rules, and offers buttons for all.
    """
    cells = [table.cells[group, age or ADULT, query.care or ""] for group in table.order["core"]]
    note("care_common", groups=table.order["core"], age=age or ADULT, kind_of_care=query.care, aspect=query.aspect)
    rights = {cell.right for cell in cells}
    if not rights <= {"yes", "assessed"} or len(rights) > 1:
        return None
    fees = {cell.fee.words.say(cell.care, query.referral).split(",")[0] if cell.fee.words else "" for cell in cells}
    same_fee = fees.pop() if len(fees) == 1 else ""
    if query.aspect == "fee" and not same_fee:
        return None
    care = table.cares[query.care or ""]
    core = text("care", "core_children") if age == CHILD else table.core_name
    if query.aspect == "fee":
        first = say("common", "fee", title=care.title, core=_lower_first(core), fee=same_fee)
        if rights == {"assessed"}:
            first = f"{first} {say('fee', 'when_assessed', by=capital(care.decider))}"
    elif rights == {"yes"}:
        first = say("common", "right_yes", core=_lower_first(core), care=care.noun)
    else:
        first = say("common", "right_assessed", core=core, care=care.noun, by=capital(care.decider))
    rows = list({row.id: row for cell in cells for row in (cell.row, cell.fee.row) if row}.values())
    legal = statutes(law for cell in cells for law in cell.legal)
    also = say("fee", "also", fee=same_fee) if same_fee and query.aspect != "fee" else ""
    child = "" if age else _common_child(table, query)
    parts = [first, also, child, say("common", "others"), read_at(rows)]
    line = source_line(rows, legal_sentence(table, legal, (), today))
    fee_rows = [cell.fee.row for cell in cells if cell.fee.row] if same_fee else []
    laws = tuple(dict.fromkeys(law for cell in cells for law in table.groups[cell.group].law))
    return CareAnswer(
        "answer",
        f"{' '.join(filter(None, parts))}\n{line}",
        facts=tuple(row.id for row in rows),
        sources=source_dicts(table, rows, laws, fee_rows, today),
        figures=_common_fee(cells, care.title, same_fee),
        buttons=_ask_group(table, table.order["groups"], "group").buttons,
    )


def _common_fee(cells: Sequence[Cell], title: str, fee: str) -> tuple[dict[str, Any], ...]:
    row = next((cell.fee.row for cell in cells if cell.fee.row), None)
    return (fee_figure(row.id, title, fee),) if row and fee else ()


def _common_child(table: CareTable, query: CareQuery) -> str:
    cells = [table.cells[group, CHILD, query.care or ""] for group in table.order["core"]]
    if not all(cell.right == "yes" and cell.fee.words and cell.fee.words.free for cell in cells):
        return ""
    return (
        say("child", "fee", fee=text("care", "child", "free")) if query.aspect == "fee" else say("child", "free_right")
    )


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
