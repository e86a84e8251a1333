"""Answer with one of the facts that stand beside the table."""

from __future__ import annotations

import datetime

from knowledge.care.model import CareAnswer, CareTable, Source, Topic
from knowledge.saying.addresses import answer_address
from knowledge.saying.care.wording import (
    ask_sentence,
    contacts,
    doubt_sentence,
    legal_basis,
    legal_sentence,
    say,
    swedish_date,
)
from knowledge.swedish.dates import newest_date
from knowledge.texts import text


def answer_topic(table: CareTable, topic_id: str, today: datetime.date) -> CareAnswer:
    """Compose the reply of a topic: its text, where it was read if not in VGR, whom to ask, source and legal basis.

    A topic about what the sources do not give is no answer, though it says what they do give.

    Raises KeyError when there is no such topic.
    """
    topic = table.topics[topic_id]
    row = next((table.rows[row] for row in topic.rows), None)
    parts = [topic.text, doubt_sentence(row, False), ask_sentence(table, topic.ask)]
    legal = legal_sentence(table, topic.legal, (), today) if topic.legal else ""
    items = [
        text("care", "source_item", title=source.title, publisher=source.publisher, date=swedish_date(source.date))
        for source in topic.sources
    ]
    body = " ".join(part for part in parts if part)
    line = f"{say('source', sources='; '.join(items))} {legal}".strip()
    return CareAnswer(
        "answer" if topic.settled else "no_answer",
        f"{body}\n{line}",
        reason=None if topic.settled else "not_in_knowledge",
        facts=(topic.id,),
        sources=tuple(_source(table, topic, source, today) for source in topic.sources),
        contacts=contacts(table, topic.ask),
        page=answer_address([topic.id]),
    )


def _source(table: CareTable, topic: Topic, source: Source, today: datetime.date) -> dict[str, str | None]:
    dated = source.date[:4].isdigit()  # "undated, 2022" is a guess
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "updated": newest_date(source.date) if dated else None,
        "legal": legal_basis(table, topic.legal, today) or None,
        "quote": "",
        "summary": topic.text,
    }
