"""Sentences about status, age and source; the words themselves are in texts/answers.yml."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from knowledge.saying.freshness import age
from knowledge.saying.status import Status
from knowledge.store import StoredProgramme
from knowledge.swedish.dates import say_date
from knowledge.texts import load, text
from knowledge.words.facts import Page

FILE = "answers"
NEARLY = 9  # months past a whole year from which the next one is spoken of


def status_sentence(programme: StoredProgramme, status: Status, today: datetime.date) -> str:
    """Return "Utlysning 2021 stängde 23 november 2021, för fem år sedan."."""
    kind = load(FILE)["status"][programme.head.kind]
    sentences = kind.get(f"{status.state}_{status.event}") or kind[status.state]
    values = {"name": programme.head.name, "definite": programme.head.definite, "until": "", "since": "", "ago": ""}
    if status.since:
        values["since"] = say_date(status.since)
        values["since_year"] = str(status.since.year)
        values["ago"] = time_ago(status.since, today)
    if status.until:
        values["until"] = say_date(status.until)
        values["until_year"] = str(status.until.year)
    if status.state == "open" and status.until is None:
        sentences = kind.get(f"open_{status.event}_without_end") or kind["open_without_end"]
    return sentences.format(**values)


def time_ago(day: datetime.date, today: datetime.date) -> str:
    """Return "för fem år sedan", "för nästan fem år sedan", "för tre månader sedan" or "för två dagar sedan".

    The last months before a whole year count as nearly that year: two days a month apart, such as a page's date and
    the closing date on it, then do not read as a year apart.
    """
    words = load(FILE)["ago"]
    days = (today - day).days
    if days < 0:
        return words["ahead"]
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    years, rest = divmod(months, 12)
    if years and rest >= NEARLY:
        return words["nearly"].format(count=_count(years + 1))
    if years:
        return words["year" if years == 1 else "years"].format(count=_count(years))
    if months:
        return words["month" if months == 1 else "months"].format(count=_count(months))
    return words["today"] if days == 0 else words["day" if days == 1 else "days"].format(count=_count(days))


def _count(number: int) -> str:
    words = load(FILE)["counts"]
    return words[number] if number < len(words) else str(number)


def source_line(page: Page, today: datetime.date | None = None, questions: Iterable[str] = ()) -> str:
    """Return "Källa: Utlysning 2021, KJV, uppdaterad 2021-11-09, för fem år sedan: uppgiften kan vara inaktuell.".

    Whether it may be out of date is decided by the limit of the page's topic
    and of the question types; without ``today`` the line gives the date only.
    """
    written = age(page, questions)
    values = {"title": page.title, "publisher": page.publisher}
    if written is None:
        return text(FILE, "source", "undated", **values)
    values["updated"] = written.updated.isoformat()
    if today is None or today <= written.updated:
        return text(FILE, "source", "dated", **values)
    key = "stale" if today >= written.stale_from else "aged"
    return text(FILE, "source", key, **values, ago=time_ago(written.updated, today))
