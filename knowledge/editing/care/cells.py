"""Fill every cell of the table: a row of its own, a stated rule, or a named gap. Nothing is left empty."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from knowledge.care.model import NOT_SETTLED, Cell, Fee, FeeWords, Group, Row
from knowledge.editing.care import faults
from knowledge.editing.care.files import gather
from knowledge.editing.care.rules import Rulebook, Vocabulary
from knowledge.editing.reading.problems import Problem
from knowledge.texts import text

Place = tuple[str, str, str]


class CellFiller:
    """Resolves cells; a cell that inherits from another group resolves that one first."""

    def __init__(
        self, words: Vocabulary, groups: Mapping[str, Group], fees: Mapping[str, FeeWords], book: Rulebook
    ) -> None:
        self._words = words
        self._groups = groups
        self._fees = fees
        self._book = book
        self._cells: dict[Place, Cell] = {}
        self.used: set[str] = set()  # ids of rows, rules and gaps that reached a cell

    def fill(self) -> dict[Place, Cell]:
        """Return every cell; raises KnowledgeError for empty cells and for rules and gaps that reach none."""
        empty = []
        for group in self._words.groups:
            for age in self._words.ages:
                for care in self._words.cares:
                    if self._resolve(group, age, care) is None:
                        empty.append(f"{group} / {age} / {care}")
        problems = [faults.problem("gaps.yml", 1, "gaps", "empty_cell", cell=cell) for cell in empty]
        gather([*problems, *self._idle()])
        return self._cells

    def _idle(self) -> list[Problem]:
        book = self._book
        named = [("rules.yml", rule.id, rule.line) for rule in book.rules]
        named += [("rules.yml", rule.id, rule.line) for rule in book.fees]
        named += [("gaps.yml", gap.id, gap.line) for gap in book.gaps]
        return [
            faults.problem(file, line, "id", "idle_rule", rule=name)
            for file, name, line in named
            if name not in self.used
        ]

    def _resolve(self, group: str, age: str, care: str) -> Cell | None:
        place = (group, age, care)
        if place not in self._cells:
            cell = self._own_row(place) or self._by_rule(place) or self._by_gap(place)
            if cell is None:
                return None
            self._cells[place] = self._with_fee_rule(cell)
        return self._cells[place]

    def _own_row(self, place: Place) -> Cell | None:
        group, age, care = place
        rows = [r for r in self._words.rows.values() if group in r.groups and age in r.ages and care in r.cares]
        if not rows:
            return None
        rows.sort(key=lambda row: -row.rank)
        self.used |= {row.id for row in rows}
        best = next((row for row in rows if row.verified), None)
        if best is None:
            return self._open(place, text("care", "unverified_row"), (), ())
        fee = self._fee(best)
        if rows[0] is not best:  # a narrower row exists but is unchecked: the fee is open, the wider right stands
            fee = Fee(None, None, text("care", "unverified_fee"), self._groups[group].ask)
        return Cell(
            group, age, care, "fact", best.right, fee, best,
            condition=best.condition, legal=best.legal, quote=best.note,
        )  # fmt: skip

    def _by_rule(self, place: Place) -> Cell | None:
        group, age, care = place
        for rule in self._book.rules:
            if not rule.scope.covers(*place):
                continue
            self.used.add(rule.id)
            if rule.group:
                base = self._resolve(rule.group, age, care)
                if base is None:
                    return None
            else:
                row = self._words.rows[rule.rows[group]]
                self.used.add(row.id)
                fee = self._fee(row) if rule.fee else self._fee(None)
                base = Cell(group, age, care, "inherited", row.right, fee, row, legal=row.legal, quote=row.note)
            via = (self._words.rows[rule.via],) if rule.via else ()
            self.used |= {row.id for row in via}
            kind = "inherited" if base.settled else NOT_SETTLED
            condition = " ".join(dict.fromkeys(filter(None, [rule.text, base.condition if rule.group else ""])))
            return dataclasses.replace(
                base,
                group=group,
                kind=kind,
                right=rule.right or base.right,
                via=(*via, *base.via) if kind != NOT_SETTLED else (),
                rules=(rule.id, *base.rules),
                lead=rule.lead or base.lead,
                condition=condition,
                reservation=rule.reservation or base.reservation,
                legal=tuple(dict.fromkeys([*(law for row in via for law in row.legal), *base.legal])),
                ask=base.ask or self._groups[group].ask,
            )
        return None

    def _by_gap(self, place: Place) -> Cell | None:
        for gap in self._book.gaps:
            if gap.scope.covers(*place):
                self.used.add(gap.id)
                return self._open(place, gap.reason, gap.ask, (gap.id,))
        return None

    def _with_fee_rule(self, cell: Cell) -> Cell:
        if not cell.settled:
            return cell
        for rule in self._book.fees:
            if rule.scope.covers(cell.group, cell.age, cell.care):
                self.used.add(rule.id)
                if rule.row is None:
                    fee = Fee(None, None, rule.unsettled, rule.ask)
                else:
                    self.used.add(rule.row)
                    fee = self._fee(self._words.rows[rule.row])
                return dataclasses.replace(cell, fee=fee, rules=(*cell.rules, rule.id))
        return cell

    def _open(self, place: Place, reason: str, ask: tuple[str, ...], rules: tuple[str, ...]) -> Cell:
        group = self._groups[place[0]]
        fee = Fee(None, None, reason, ask or group.ask)
        return Cell(*place, NOT_SETTLED, NOT_SETTLED, fee, reason=reason, ask=ask or group.ask, rules=rules)

    def _fee(self, row: Row | None) -> Fee:
        words = self._fees[row.fee] if row and row.fee else None
        if words is None or not words.settled:
            return Fee(row, None, text("care", "fee_not_found"))
        return Fee(row, words)
