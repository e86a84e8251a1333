"""Load the whole care part and look up a cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from knowledge.care.ages import AGE_CLASSES
from knowledge.care.model import Care, CareTable, Contact, Group, Umbrella
from knowledge.editing.care.cells import CellFiller
from knowledge.editing.care.fees import load_fees
from knowledge.editing.care.files import FACTS, SOURCES, Corpus, File, gather, read
from knowledge.editing.care.laws import LawBook
from knowledge.editing.care.patient_texts import load_patient_texts
from knowledge.editing.care.rows import load_rows
from knowledge.editing.care.rules import Vocabulary, load_rules
from knowledge.editing.care.sources import load_sources
from knowledge.editing.care.topics import load_topics
from knowledge.texts import text


def load_care(root: Path) -> CareTable:
    """Read and check the care part of the knowledge folder ``root``.

    Raises KnowledgeError with file, line and field for every fault: unknown
    labels and ids, statutes without number, quotations that do not stand in
    the material, empty cells, rules that reach nothing, rows that nothing uses.
    """
    sources, laws, corpus = load_sources(root), LawBook.load(root), Corpus(root / SOURCES)
    rows = load_rows(root, sources, laws)
    group_file, care_file = read(root / FACTS / "groups.yml"), read(root / FACTS / "cares.yml")
    contacts = _contacts(read(root / FACTS / "contacts.yml"))
    groups, umbrellas = _groups(group_file)
    cares, sets = _cares(care_file)
    words = Vocabulary(tuple(groups), AGE_CLASSES, tuple(cares), sets, contacts, rows)
    filler = CellFiller(words, groups, load_fees(root, rows.values()), load_rules(root, words, corpus))
    cells = filler.fill()
    topics = load_topics(root, rows, sources, contacts, corpus)
    used = filler.used | {row for topic in topics.values() for row in topic.rows}
    label_file = read(root / FACTS / "labels.yml")
    gather([label_file.problem(["cares"], "cares", "unused_row", row=row) for row in rows if row not in used])
    return CareTable(
        cells=cells,
        rows=rows,
        groups=groups,
        umbrellas=umbrellas,
        cares=cares,
        contacts=contacts,
        topics=topics,
        patients=load_patient_texts(root, words, cells, topics),
        sources=sources,
        order={
            "groups": tuple(group_file.data["ask_first"]),
            "core": tuple(group_file.data["core"]),
            "overview_right": tuple(care_file.data["overview_right"]),
            "overview_fee": tuple(care_file.data["overview_fee"]),
            "cares": tuple(care_file.data["ask_first"]),
        },
        core_name=group_file.data["core_name"],
        laws={
            "checked_to": laws.checked_to,
            "register_checked": laws.register_checked,
            "read_in_full": laws.read_in_full,
        },
    )


def _contacts(file: File) -> dict[str, Contact]:
    for key, entry in file.data.items():
        file.need(entry, [key], "name", "role", "about")
    return {key: Contact(entry["name"], entry["role"], tuple(entry["about"])) for key, entry in file.data.items()}


def _groups(file: File) -> tuple[dict[str, Group], dict[str, Umbrella]]:
    file.need(file.data, [], "groups", "umbrellas", "ask_first", "core", "core_name")
    groups: dict[str, Group] = {}
    for index, entry in enumerate(file.data["groups"]):
        file.need(entry, ["groups", index], "id", "name", "say", "plural", "one", "law", "ask")
        groups[entry["id"]] = Group(**{**entry, "law": tuple(entry["law"]), "ask": tuple(entry["ask"])})
    umbrellas: dict[str, Umbrella] = {}
    for index, entry in enumerate(file.data["umbrellas"]):
        file.need(entry, ["umbrellas", index], "id", "members")
        for member in (*entry["members"], entry.get("default")):
            if member is not None and member not in groups:
                file.stop(["umbrellas", index, "members"], "members", "unknown_id", value=member)
        umbrellas[entry["id"]] = Umbrella(
            entry["id"], tuple(entry["members"]), entry.get("default"), entry.get("otherwise", "")
        )
    for field in ("ask_first", "core"):
        for value in file.data[field]:
            if value not in groups:
                file.stop([field], field, "unknown_id", value=value)
    return groups, umbrellas


def _cares(file: File) -> tuple[dict[str, Care], dict[str, tuple[str, ...]]]:
    file.need(file.data, [], "cares", "overview_right", "overview_fee", "ask_first")
    cares: dict[str, Care] = {}
    sets: dict[str, list[str]] = {}
    for index, entry in enumerate(file.data["cares"]):
        file.need(entry, ["cares", index], "id", "noun", "title")
        cares[entry["id"]] = _care(entry)
        for name in entry.get("set", ()):
            sets.setdefault(name, []).append(entry["id"])
    for field in ("overview_right", "overview_fee", "ask_first"):
        for value in file.data[field]:
            if value not in cares:
                file.stop([field], field, "unknown_id", value=value)
    return cares, {name: tuple(ids) for name, ids in sets.items()}


def _care(entry: dict[str, Any]) -> Care:
    decider = entry.get("decider") or text("care", "decider")
    said = entry.get("say", entry["noun"])
    return Care(entry["id"], entry["noun"], said, entry["title"], decider, entry.get("sentence", {}))
