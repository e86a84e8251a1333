"""Answer with one of the facts that stand beside the table."""

from __future__ import annotations

import datetime

from knowledge.care.model import CareAnswer, CareTable, Source, Topic
from knowledge.care.wording import ask_sentence, contacts, current_sentence, legal_sentence, say, swedish_date
from knowledge.texts import text


def answer_topic(table: CareTable, topic_id: str, today: datetime.date) -> CareAnswer:
    """Compose the reply of a topic: its text, legal basis, how current, whom to ask, source.

    A topic about what the sources do not give is no answer, though it says what they do give.

    Raises KeyError when there is no such topic.
    """
    topic = table.topics[topic_id]
    row = next((table.rows[row] for row in topic.rows), None)
    parts = [
        topic.text,
        legal_sentence(table, topic.legal, (), today) if topic.legal else "",
        current_sentence(row, False),
        ask_sentence(table, topic.ask),
    ]
    items = [
        text("care", "source_item", title=source.title, publisher=source.publisher, date=swedish_date(source.date))
        for source in topic.sources
    ]
    body = " ".join(part for part in parts if part)
    return CareAnswer(
        "answer" if topic.settled else "no_answer",
        f"{body}\n{say('source', sources='; '.join(items))}",
        reason=None if topic.settled else "not_in_knowledge",
        facts=(topic.id,),
        sources=tuple(_source(topic, source) for source in topic.sources),
        contacts=contacts(table, topic.ask),
    )


def _source(topic: Topic, source: Source) -> dict[str, str | None]:
    head = source.date.split(" ")[0].split("/")[0]
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "updated": head if head[:4].isdigit() else None,
        "legal": "; ".join(topic.legal) or None,
        "quote": "",
        "summary": topic.text,
    }
