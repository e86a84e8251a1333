"""How the fees of the CSV are said (fees.yml); no number may appear that the CSV's words lack."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from knowledge.care.model import FeeWords, Row
from knowledge.editing.care.files import FACTS, File, gather, read
from knowledge.editing.checks.measures import measures
from knowledge.editing.reading.problems import Problem
from knowledge.swedish.mentions import find

KRONOR = "kronor"  # the unit's name in texts/measures.yml


def load_fees(root: Path, rows: Iterable[Row]) -> dict[str, FeeWords]:
    """Return the wording by the CSV's own fee words; raises KnowledgeError when a row's fee has none."""
    file = read(root / FACTS / "fees.yml")
    fees: dict[str, FeeWords] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(file.data):
        file.need(entry, [index], "raw")
        settled = entry.get("settled", True)
        if settled:
            file.need(entry, [index], "text")
        for words in _wordings(entry):
            for number in sorted(find(words).numbers - find(entry["raw"]).numbers - _context_numbers(entry["raw"])):
                problems.append(file.problem([index], "text", "number_not_in_raw", number=number, raw=entry["raw"]))
        problems += _sums(file, index, entry)
        fees[entry["raw"]] = FeeWords(
            settled,
            tuple(entry.get("kronor", ())),
            entry.get("text", ""),
            entry.get("short", ""),
            entry.get("referral", ""),
            entry.get("no_referral", ""),
            entry.get("cares", {}),
        )
    problems += _unused(file, fees, rows)
    gather(problems)
    return fees


def _sums(file: File, index: int, entry: dict[str, Any]) -> Iterable[Problem]:
    """The typed sums are the raw words' own, and just those that the wording names in kronor."""
    typed = {str(sum_) for sum_ in entry.get("kronor", ())}
    named = {number for words in _wordings(entry) for number, unit in measures(words) if unit == KRONOR}
    for number in sorted(typed - find(entry["raw"]).numbers):
        yield file.problem([index, "kronor"], "kronor", "number_not_in_raw", number=number, raw=entry["raw"])
    for number in sorted(typed ^ named):
        yield file.problem([index], "kronor", "sum_typed_otherwise", number=number, raw=entry["raw"])


def _wordings(entry: dict[str, Any]) -> list[str]:
    own = [text for care in entry.get("cares", {}).values() for text in care.values()]
    return [*(entry.get(field, "") for field in ("text", "short", "referral", "no_referral")), *own]


def _context_numbers(raw: str) -> set[str]:
    """What the raw words imply: the age in a row for 85 and older, the act named "lagen"."""
    implied: set[str] = set()
    if raw == "0 (VGR)":
        implied.add("85")
    if "lagen tillämpas" in raw:
        implied.add("2013:407")
    return implied


def _unused(file: File, fees: dict[str, FeeWords], rows: Iterable[Row]) -> Iterable[Problem]:
    said = {row.fee for row in rows if row.fee}
    for raw in sorted(said - set(fees)):
        yield file.problem([], "raw", "fee_without_words", raw=raw)
    for index, raw in enumerate(fees):
        if raw not in said:
            yield file.problem([index], "raw", "fee_not_in_rows", raw=raw)
