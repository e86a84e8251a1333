"""Why a fact has to be confirmed before release: the rules over its checked status, source and date."""

from __future__ import annotations

import datetime
import re

from knowledge.care.model import CareTable, Row, Source, Topic
from knowledge.swedish.dates import last_day

OLD_AFTER = datetime.timedelta(days=2 * 365)  # before the day to which the law was checked
OUTSIDE = ("region", "other", "news")  # kinds of source that say nothing about VGR
UNDATED = ("undated", "odaterad", "no date")  # a year beside these words is a guess


def row_reasons(table: CareTable, row: Row, settled_fees: frozenset[str]) -> list[str]:
    """Keys of the reasons (confirm.reasons in care_page.yml), the weightiest first; none when the row is sound.

    ``settled_fees`` is what settled_fee_rows returns.
    """
    if not row.verified or row.source is None:
        return ["unverified"]
    kind = row.source.kind
    reasons = ["elsewhere"] if kind in OUTSIDE else []
    if kind != "vgr" and (row.id in settled_fees or any(sign.isdigit() for sign in row.fee)):
        reasons.append("fee_elsewhere")
    if kind == "law":
        reasons += [] if row.source.law_checked else ["law_version"]
    elif row.updated is None:
        reasons.append("undated")
    elif older(table, row.updated):
        reasons.append("older")
    return [*reasons, "unclear"] if row.right == "unclear" else reasons


def topic_reasons(table: CareTable, topic: Topic) -> list[str]:
    """Reasons for a fact beside the table; none when one of its sources is sound and VGR or the law."""
    if any(_sound(table, source) for source in topic.sources):
        return []
    kinds = {source.kind for source in topic.sources}
    reasons = [] if "vgr" in kinds else ["not_vgr"]
    if "law" in kinds:
        reasons.append("law_version")
    pages = [_updated(source) for source in topic.sources if source.kind != "law"]
    if any(day is None for day in pages):
        reasons.append("undated")
    if any(day is not None and older(table, day) for day in pages):
        reasons.append("older")
    return reasons


def settled_fee_rows(table: CareTable) -> frozenset[str]:
    """Ids of the rows whose fee some cell states."""
    return frozenset(cell.fee.row.id for cell in table.cells.values() if cell.fee.settled and cell.fee.row)


def older(table: CareTable, updated: str) -> bool:
    """True when a page's date (ISO, perhaps only year or month) lies more than OLD_AFTER before the law check."""
    return last_day(updated) < datetime.date.fromisoformat(table.laws["checked_to"]) - OLD_AFTER


def _sound(table: CareTable, source: Source) -> bool:
    if source.kind == "law":
        return source.law_checked is not None
    day = _updated(source)
    return source.kind in ("vgr", "agency") and day is not None and not older(table, day)


def _updated(source: Source) -> str | None:
    """The date in a source's date words, None when they say that it has none."""
    if any(word in source.date for word in UNDATED):
        return None
    found = re.search(r"\d{4}(?:-\d{2}-\d{2})?(?!\d)", source.date)
    return found[0] if found else None
