"""The stated rules that fill cells without a row of their own, and the named gaps (rules.yml, gaps.yml)."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from knowledge.care.model import RIGHTS, Row
from knowledge.editing.care.files import FACTS, Corpus, File, gather, read
from knowledge.editing.reading.problems import Problem


@dataclasses.dataclass(frozen=True)
class Vocabulary:
    """The ids that rules may name."""

    groups: tuple[str, ...]
    ages: tuple[str, ...]
    cares: tuple[str, ...]
    sets: Mapping[str, tuple[str, ...]]
    contacts: Collection[str]
    rows: Mapping[str, Row]


@dataclasses.dataclass(frozen=True)
class Scope:
    """Which cells something is about."""

    groups: frozenset[str]
    ages: frozenset[str]
    cares: frozenset[str]

    def covers(self, group: str, age: str, care: str) -> bool:
        """Whether the cell lies in the scope: all three of its labels are named."""
        return group in self.groups and age in self.ages and care in self.cares


@dataclasses.dataclass(frozen=True)
class Rule:
    """Cells that inherit the right of another row, or of another group's cell."""

    id: str
    scope: Scope
    rows: Mapping[str, str]  # group → id of the row that its cells inherit from
    group: str | None  # or: the group whose cells are inherited
    via: str | None
    right: str | None
    fee: bool  # False: the row's fee does not follow along
    lead: str
    text: str
    reservation: str
    quote: str
    line: int


@dataclasses.dataclass(frozen=True)
class FeeRule:
    """Cells whose fee is a row's, or is said to be open and whom to ask."""

    id: str
    scope: Scope
    row: str | None
    unsettled: str
    ask: tuple[str, ...]
    line: int


@dataclasses.dataclass(frozen=True)
class Gap:
    """Cells that no source settles: why, and whom to ask."""

    id: str
    scope: Scope
    reason: str
    ask: tuple[str, ...]
    line: int


@dataclasses.dataclass(frozen=True)
class Rulebook:
    """All of rules.yml and gaps.yml, in the order of the files."""

    rules: tuple[Rule, ...]
    fees: tuple[FeeRule, ...]
    gaps: tuple[Gap, ...]


def load_rules(root: Path, words: Vocabulary, corpus: Corpus) -> Rulebook:
    """Return rules, fee rules and gaps; raises KnowledgeError with every problem."""
    file, gap_file = read(root / FACTS / "rules.yml"), read(root / FACTS / "gaps.yml")
    file.need(file.data, [], "rules", "fees")
    gap_file.need(gap_file.data, [], "gaps")
    problems: list[Problem] = []
    rules, fees, gaps = [], [], []
    for index, entry in enumerate(file.data["rules"]):
        keys: list[str | int] = ["rules", index]
        file.need(entry, keys, "id", "groups", "ages", "cares", "from", "text", "quote")
        problems += _check(file, keys, entry, words, corpus)
        rules.append(_rule(file, keys, entry, words))
    for index, entry in enumerate(file.data["fees"]):
        keys = ["fees", index]
        file.need(entry, keys, "id", "groups", "ages", "cares", "quote")
        file.need(entry, keys, "row" if "row" in entry else "unsettled")
        problems += _check(file, keys, entry, words, corpus)
        scope, ask = _scope(entry, words), tuple(entry.get("ask", ()))
        fees.append(FeeRule(entry["id"], scope, entry.get("row"), entry.get("unsettled", ""), ask, file.line(*keys)))
    for index, entry in enumerate(gap_file.data["gaps"]):
        keys = ["gaps", index]
        gap_file.need(entry, keys, "id", "groups", "ages", "cares", "reason")
        problems += _check(gap_file, keys, entry, words, corpus)
        ask = tuple(entry.get("ask", ()))
        gaps.append(Gap(entry["id"], _scope(entry, words), entry["reason"], ask, gap_file.line(*keys)))
    gather(problems)
    return Rulebook(tuple(rules), tuple(fees), tuple(gaps))


def _rule(file: File, keys: list[str | int], entry: dict[str, Any], words: Vocabulary) -> Rule:
    origin = entry["from"]
    scope = _scope(entry, words)
    rows = origin.get("rows", {})
    if "row" in origin:
        rows = dict.fromkeys(scope.groups, origin["row"])
    group = origin.get("group")
    if group is None and set(rows) != scope.groups:
        file.stop([*keys, "from"], "from", "rule_without_origin", rule=entry["id"])
    return Rule(
        id=entry["id"],
        scope=scope,
        rows=rows,
        group=group,
        via=entry.get("via"),
        right=entry.get("right"),
        fee=entry.get("fee") != "none",
        lead=entry.get("lead", ""),
        text=entry["text"],
        reservation=entry.get("reservation", ""),
        quote=entry["quote"],
        line=file.line(*keys),
    )


def _scope(entry: dict[str, Any], words: Vocabulary) -> Scope:
    groups = words.groups if entry["groups"] == "all" else entry["groups"]
    ages = words.ages if entry["ages"] == "all" else entry["ages"]
    cares: set[str] = set()
    for care in entry["cares"]:
        cares |= set(words.sets[care[4:]]) if care.startswith("set:") else {care}
    return Scope(frozenset(groups), frozenset(ages), frozenset(cares))


def _check(
    file: File, keys: list[str | int], entry: dict[str, Any], words: Vocabulary, corpus: Corpus
) -> list[Problem]:
    problems = []
    fields = {"groups": words.groups, "ages": words.ages, "cares": words.cares, "ask": words.contacts}
    for field, known in fields.items():
        named = entry.get(field, ())
        for value in () if named == "all" else named:
            if value not in known and not (field == "cares" and str(value)[4:] in words.sets):
                problems.append(file.problem([*keys, field], field, "unknown_id", value=value))
    origin = entry.get("from", {})
    for row in filter(None, [entry.get("row"), entry.get("via"), origin.get("row"), *origin.get("rows", {}).values()]):
        if row not in words.rows:
            problems.append(file.problem([*keys, "from"], "from", "unknown_row", row=row))
        elif not words.rows[row].verified:
            problems.append(file.problem([*keys, "from"], "from", "unverified_row", row=row))
    if origin.get("group") not in (None, *words.groups):
        problems.append(file.problem([*keys, "from"], "from", "unknown_id", value=origin["group"]))
    if entry.get("right") not in (None, *RIGHTS):
        problems.append(file.problem([*keys, "right"], "right", "unknown_id", value=entry["right"]))
    if "quote" in entry and not corpus.holds(entry["quote"]):
        problems.append(file.problem([*keys, "quote"], "quote", "quote_not_in_material", quote=entry["quote"]))
    return problems
