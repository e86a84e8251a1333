"""The day on which a page says that it was last changed, where that day can be."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator

from knowledge.editing.fetching.faults import warning
from knowledge.swedish.written_dates import find_dates
from knowledge.texts import load

FIRST_YEAR = 1990  # pages of before are dates that nobody has filled in: 1 January 1970, year 1
NEAR = 40  # signs after "uppdaterad" in which its date stands


@dataclasses.dataclass(frozen=True)
class PageDate:
    """A day, ISO, or the Swedish line that says why what is written is none."""

    day: str | None = None
    doubt: str | None = None


def stated_date(text: str, today: datetime.date) -> PageDate | None:
    """The date that a page shows as its last update ("Senast uppdaterad: 6 oktober 2023"); None without one.

    A date that cannot be is not made good by a weaker one, such as the day when the page was published.
    """
    for pattern in load("fetching")["updated"]:
        found = list(_dates_after(pattern, text, today))
        if found:
            return next((date for date in found if date.day), found[0])
    return None


def _dates_after(pattern: str, text: str, today: datetime.date) -> Iterator[PageDate]:
    for match in re.finditer(rf"{pattern}(?!\w)\W{{0,3}}(?=([^\n]{{0,{NEAR}}}))", text, re.IGNORECASE):
        if not _speaks_of_the_page(text[text.rfind("\n", 0, match.start()) + 1 : match.start()], match[0]):
            continue
        for word in re.finditer(r"\S+", match[1]):
            # the nearest date: as few words as make one
            written = match[1][: word.end()].rstrip(".,;)")
            dates, rest = find_dates(written)
            complete = [(year, month, day) for year, month, day in dates if year and day]
            if complete:
                if _leads_to_date(rest):
                    yield checked(*complete[0], written, today)
                break


def _speaks_of_the_page(before: str, label: str) -> bool:
    """Whether the label begins its line or part of one, ends with a colon, or has the page as its subject."""
    own = load("fetching")["of_the_page"]
    begins = rf"(?:^|[^\w\s,]|\d,|(?<!\w){own}(?: är| blev)?)\s*$"
    return label.rstrip().endswith(":") or bool(re.search(begins, before, re.IGNORECASE))


def _leads_to_date(rest: str) -> bool:
    """Whether what stands between label and date leads from one to the other, as "den" and "av Anna Ek" do."""
    between = " ".join(re.findall(r"\w+", rest))
    return not between or bool(re.fullmatch(rf"(?:{load('fetching')['before_the_date']} ?)+", between, re.IGNORECASE))


def declared_date(written: str, today: datetime.date) -> PageDate:
    """The day of a date that the page or file declares for programs (ISO, a time may follow)."""
    year, month, day = (int(part) for part in written[:10].split("-"))
    return checked(year, month, day, written[:10], today)


def checked(year: int, month: int, day: int, written: str, today: datetime.date) -> PageDate:
    """The day, unless it does not exist, has not been yet or was before there were pages."""
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return PageDate(doubt=warning("no_such_day", written=written))
    if date > today:
        return PageDate(doubt=warning("day_ahead", written=written))
    if year < FIRST_YEAR:
        return PageDate(doubt=warning("day_too_early", written=written))
    return PageDate(date.isoformat())
