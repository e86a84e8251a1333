"""The days ahead of a page as a file that every calendar reads."""

from __future__ import annotations

import datetime

from icalendar import Calendar, Event

from bot.gateway.answer_pages.content import PageContent
from bot.gateway.answer_pages.texts import page_texts

#: Ends an answer's address where its file for calendars is meant.
FILE = "kalender.ics"


def calendar_of(page: PageContent, address: str) -> bytes:
    """One entry for each day ahead: a whole day, with the page's address. The same page gives the same file again."""
    made = Calendar()
    made.add("prodid", f"-//{page_texts().site}//SV")
    made.add("version", "2.0")
    for coming in page.dates:
        entry = Event()
        # keeps a calendar from holding the day twice when the file is taken anew
        entry.add("uid", f"{coming.date.isoformat()}{page.path}")
        entry.add("dtstamp", datetime.datetime.combine(page.day, datetime.time(), datetime.UTC))
        entry.add("dtstart", coming.date)
        entry.add("dtend", coming.date + datetime.timedelta(days=1))
        entry.add("summary", coming.title)
        entry.add("url", address)
        entry.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
        made.add_component(entry)
    return made.to_ical()
