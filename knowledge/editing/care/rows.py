"""Read care_rights.csv, the checked statements, through the editor's list of what its labels mean."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from knowledge.care.model import RIGHTS, Row, Source
from knowledge.editing.care import faults
from knowledge.editing.care.files import FACTS, SOURCES, File, gather, read
from knowledge.editing.care.laws import LawBook
from knowledge.editing.care.sources import by_url
from knowledge.editing.reading.problems import KnowledgeError, Problem

FILE = "care_rights.csv"
COLUMNS = (
    "group", "age", "care_type", "right", "fee_sek", "legal_basis", "source_url", "source_date", "status", "note",
)  # fmt: skip
STATUSES = ("verified", "unverified")


def load_rows(root: Path, sources: dict[str, Source], laws: LawBook) -> dict[str, Row]:
    """Return every row of the CSV by id; raises KnowledgeError with all problems, each with line and field."""
    labels = read(root / FACTS / "labels.yml")
    labels.need(labels.data, [], "groups", "ages", "cares")
    conditions = read(root / FACTS / "conditions.yml")
    rows: dict[str, Row] = {}
    problems: list[Problem] = []
    addresses = by_url(sources)
    with (root / SOURCES / FILE).open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            faults.stop(FILE, 1, "-", "bad_columns", columns=", ".join(COLUMNS))
        for record in reader:
            line = reader.line_num
            try:
                row = _row(record, line, labels, conditions.data, addresses, laws)
            except KnowledgeError as fault:
                problems += fault.problems
                continue
            if row.id in rows:
                problems.append(faults.problem(FILE, line, "care_type", "duplicate", value=row.id))
            rows[row.id] = row
    for key in conditions.data:
        if key not in rows:
            problems.append(conditions.problem([key], str(key), "unknown_row", row=key))
    gather(problems)
    return rows


def _row(
    record: dict[str, Any],
    line: int,
    labels: File,
    conditions: dict[str, str],
    addresses: dict[str, Source],
    laws: LawBook,
) -> Row:
    if None in record or None in record.values():
        faults.stop(FILE, line, "-", "bad_columns", columns=", ".join(COLUMNS))
    found = {}
    for column, section in (("group", "groups"), ("age", "ages"), ("care_type", "cares")):
        entry = labels.data[section].get(record[column])
        if entry is None:
            faults.stop(FILE, line, column, "unknown_label", label=record[column], section=section)
        found[column] = entry
    for column, choices in (("right", RIGHTS), ("status", STATUSES)):
        if record[column] not in choices:
            faults.stop(FILE, line, column, "unknown_value", value=record[column], choices=", ".join(choices))
    verified = record["status"] == "verified"
    source = addresses.get(record["source_url"])
    if record["source_url"] and source is None:
        faults.stop(FILE, line, "source_url", "unknown_source", url=record["source_url"])
    if verified and (source is None or not record["note"]):
        faults.stop(FILE, line, "source_url", "verified_without_source")
    try:
        legal = laws.write_out(record["legal_basis"])
    except ValueError as fault:
        faults.stop(FILE, line, "legal_basis", "bare_law", law=str(fault))
    slugs = [found[column]["slug"] for column in ("group", "age", "care_type")]
    row_id = ".".join(["care", *map(str, slugs)])
    return Row(
        id=row_id,
        line=line,
        groups=tuple(found["group"]["groups"]),
        ages=tuple(found["age"]["ages"]),
        cares=tuple(found["care_type"]["cares"]),
        rank=found["age"]["rank"],
        right=record["right"],
        fee=record["fee_sek"],
        legal=legal,
        source=source,
        date=record["source_date"],
        verified=verified,
        note=record["note"],
        condition=conditions.get(row_id, record["note"]),
    )
