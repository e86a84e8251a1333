"""A row of the care table in an editor's form: what holds, on which law and source, checked or not, and its fee."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML

from knowledge.editing.care_entries.files import CONDITIONS, FEES, LABELS, SOURCES, CareFiles, read_yaml
from knowledge.editing.care_entries.yaml_items import flow, with_item
from knowledge.editing.form import Fields
from knowledge.editing.yaml_entry import EntryError

PLACE = ("group", "age", "care_type")  # what a row is about; its id is made of them
FEE_WORDS = {"fee_text": "text", "fee_short": "short", "fee_referral": "referral", "fee_no_referral": "no_referral"}
ROW_FIELDS = (
    *PLACE, "right", "fee", "legal", "source", "source_date", "status", "note", "condition_own", "condition",
    "fee_open", "fee_kronor", *FEE_WORDS, "fee_cares",
)  # fmt: skip
SECTIONS = {"group": "groups", "age": "ages", "care_type": "cares"}


def row_id(files: CareFiles, record: Mapping[str, str]) -> str:
    """The id that a row with these labels has; raises EntryError for a label that labels.yml does not know."""
    labels = files.data(LABELS)
    try:
        slugs = [labels[SECTIONS[name]][record[name]]["slug"] for name in PLACE]
    except KeyError as fault:
        raise EntryError(str(fault)) from fault
    return ".".join(["care", *map(str, slugs)])


def row_fields(files: CareFiles, named: str) -> Fields:
    """The row as a form's texts; raises EntryError when there is none of that id."""
    record = files.records()[_index(files, named)]
    conditions = files.data(CONDITIONS)
    fields = {name: record[name] for name in (*PLACE, "right", "source_date", "status", "note")}
    fields |= {
        "fee": record["fee_sek"],
        "legal": "\n".join(part.strip() for part in record["legal_basis"].split(";") if part.strip()),
        "source": _source_of(files, record["source_url"]),
        "condition": str(conditions.get(named, record["note"])),
    }
    return fields | ({"condition_own": "on"} if named in conditions else {}) | fee_fields(files, record["fee_sek"])


def fee_fields(files: CareFiles, raw: str) -> Fields:
    """How a fee is said, as a form's texts."""
    entry: dict[str, Any] = next((one for one in files.data(FEES) if one["raw"] == raw), {}) if raw else {}
    fields = {"fee_kronor": ", ".join(map(str, entry.get("kronor", ())))}
    fields |= {name: str(entry.get(key, "")) for name, key in FEE_WORDS.items()}
    own = [f"{care}.{key}: {words}" for care, each in entry.get("cares", {}).items() for key, words in each.items()]
    fields["fee_cares"] = "\n".join(own)
    return fields | ({"fee_open": "on"} if entry.get("settled") is False else {})


def put_row(files: CareFiles, named: str | None, fields: Mapping[str, str]) -> str:
    """Lay the row over the files; the id that it has. Raises EntryError.

    A new row stands after the last one of its group. The words of its fee follow along in fees.yml: a fee that no
    row has any more goes, one that no row had before comes.
    """
    records = files.records()
    index = _index(files, named) if named is not None else None
    old = records[index] if index is not None else None
    record = _record(files, fields, old)
    new_id = row_id(files, record)
    if index is not None:
        records[index] = record
    else:
        same = [at for at, one in enumerate(records) if one["group"] == record["group"]]
        records.insert(same[-1] + 1 if same else len(records), record)
    files.put_records(records)
    _put_fee(files, old["fee_sek"] if old else "", fields, records)
    own = fields.get("condition_own")
    _put_condition(files, named, new_id, _line(fields.get("condition", "")) if own else None)
    return new_id


def drop_row(files: CareFiles, named: str) -> None:
    """Take a row away, with its own condition, and with its fee's words where no other row has them."""
    records = files.records()
    gone = records.pop(_index(files, named))
    files.put_records(records)
    _put_condition(files, named, named, None)
    if gone["fee_sek"] and gone["fee_sek"] not in {one["fee_sek"] for one in records}:
        files.put(FEES, with_item(files.text(FEES), None, "raw", gone["fee_sek"], None))


def _index(files: CareFiles, named: str) -> int:
    for index, record in enumerate(files.records()):
        if row_id(files, record) == named:
            return index
    raise EntryError(named)


def _record(files: CareFiles, fields: Mapping[str, str], old: Mapping[str, str] | None) -> dict[str, str]:
    source = fields.get("source", "")
    same = old is not None and _source_of(files, old["source_url"]) == source
    return {
        **{name: _line(fields.get(name, "")) for name in PLACE},
        "right": fields.get("right", ""),
        "fee_sek": _line(fields.get("fee", "")),
        "legal_basis": "; ".join(_line(part) for part in fields.get("legal", "").splitlines() if part.strip()),
        "source_url": old["source_url"] if old and same else _address(files, source),
        "source_date": _line(fields.get("source_date", "")),
        "status": fields.get("status", ""),
        "note": _line(fields.get("note", "")),
    }


def _source_of(files: CareFiles, url: str) -> str:
    for source in files.data(SOURCES)["sources"]:
        if url and url in (source["url"], *source.get("more_urls", ())):
            return str(source["id"])
    return ""


def _address(files: CareFiles, source: str) -> str:
    found = (one["url"] for one in files.data(SOURCES)["sources"] if str(one["id"]) == source)
    return str(next(found, ""))


def _put_fee(files: CareFiles, before: str, fields: Mapping[str, str], records: list[dict[str, str]]) -> None:
    raw, said = _line(fields.get("fee", "")), {record["fee_sek"] for record in records}
    known = {one["raw"]: one for one in files.data(FEES)}
    if before and before != raw and before not in said:
        files.put(FEES, with_item(files.text(FEES), None, "raw", before, None))
    if not raw:
        return
    entry = _fee_entry(raw, fields)
    if entry != known.get(raw):
        files.put(FEES, with_item(files.text(FEES), None, "raw", raw if raw in known else None, entry))


def _fee_entry(raw: str, fields: Mapping[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = {"raw": raw}
    if fields.get("fee_open"):
        return {**entry, "settled": False}
    sums = [part.strip() for part in fields.get("fee_kronor", "").replace(";", ",").split(",") if part.strip()]
    if sums:
        # what is no number is kept as it stands: the check says so
        entry["kronor"] = [int(part) if part.isascii() and part.isdigit() else part for part in sums]
    words = {key: _line(fields.get(name, "")) for name, key in FEE_WORDS.items()}
    entry |= {key: words[key] for key in ("short", "text", "referral", "no_referral") if words[key]}
    cares: dict[str, dict[str, str]] = {}
    for line in fields.get("fee_cares", "").splitlines():
        place, _, said = line.partition(":")
        care, _, key = place.strip().partition(".")
        if care and key and said.strip():
            cares.setdefault(care, {})[key] = _line(said)
    return {**entry, "cares": cares} if cares else entry


def _put_condition(files: CareFiles, named: str | None, key: str, words: str | None) -> None:
    """One row of conditions.yml: changed, added at the end, or taken away (None)."""
    written = files.text(CONDITIONS)
    conditions = read_yaml(written)
    old = named if named is not None and named in conditions else None
    if (old is None and words is None) or (old == key and old is not None and conditions[old] == words):
        return
    document = YAML(typ="rt").load(written)
    rows = written.splitlines(keepends=True)
    line = [] if words is None else [f"{key}: {flow(words)}\n"]
    if old is None:
        rows += line
    else:
        at = document.lc.key(old)[0]
        later = [document.lc.key(one)[0] for one in document if document.lc.key(one)[0] > at]
        end = min(later, default=len(rows))
        kept = [row for row in rows[at + 1 : end] if row.lstrip().startswith("#")]
        rows[at:end] = [*line, *kept]
    files.put(CONDITIONS, "".join(rows))


def _line(text: str) -> str:
    """White space of every kind as single spaces, so that nothing leaves its row of the file."""
    return " ".join(text.split())
