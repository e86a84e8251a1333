"""Replies as the assistant gives them, real ones and made-up ones, and a look into cards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.gateway.contract import Reply
from bot.gateway.teams.cards import CardButton, Rendered, Votes, answer_card

VOTES = Votes(up={"vote": "up"}, down={"vote": "down"})
RECORDED: list[dict[str, Any]] = json.loads(Path(__file__).with_name("replies.json").read_text("utf-8"))
REAL = [(said["question"], Reply.model_validate(message)) for said in RECORDED for message in said["messages"]]
URL = "https://www.vgregion.se/utlysning-2021/"


def make_source(**fields: Any) -> dict[str, Any]:
    given = {"id": "utlysning-2021", "title": "Utlysning 2021", "publisher": "KJV", "url": URL}
    return {
        **given,
        "updated": "2021-11-09",
        "legal": None,
        "quote": "Senast 23 november 2021.",
        "summary": "",
        **fields,
    }


def make_part(label: str = "papperslös", *choices: str, **fields: Any) -> dict[str, Any]:
    """Something that an answer assumes; `choices` are titles."""
    offered = [{"title": title, "payload": f"signed:{title}"} for title in choices]
    return {"slot": "patient_group", "value": "x", "label": label, "choices": offered, **fields}


def make_reply(text: str = "Sista dag att ansöka var 23 november 2021.", **custom: Any) -> Reply:
    """An answer with one source; `buttons` are titles."""
    buttons = [{"title": title, "payload": f"signed:{title}"} for title in custom.pop("buttons", ())]
    outcome = {"kind": "answer", "sources": [make_source()], **custom}
    return Reply.model_validate({"text": text, "buttons": buttons, "custom": outcome})


def buttons_of(reply: Reply) -> list[CardButton]:
    return [CardButton(button.title, {"payload": button.payload}) for button in reply.buttons]


def choices_of(reply: Reply) -> list[list[CardButton]]:
    return [
        [CardButton(choice.title, {"payload": choice.payload}) for choice in part.choices]
        for part in reply.custom.understood
    ]


def make_card(reply: Reply) -> Rendered:
    """The card with the reply's own buttons and choices and with thumbs."""
    return answer_card(reply, buttons_of(reply), VOTES, choices_of(reply))


def elements(node: Any, type_: str | None = None) -> Iterator[dict[str, Any]]:
    """Every element and action in a card, in order; of one type if that is named."""
    if isinstance(node, dict):
        if "type" in node and type_ in (None, node["type"]):
            yield node
        for key, value in node.items():
            if key != "data":
                yield from elements(value, type_)
    elif isinstance(node, list):
        for item in node:
            yield from elements(item, type_)


def words(card: dict[str, Any]) -> list[str]:
    """Every text of a card as written, Markdown of ours included, in order."""
    said = []
    for element in elements(card["body"]):
        if element["type"] in ("TextBlock", "TextRun"):
            said.append(element["text"])
        said += [f"{fact['title']}: {fact['value']}" for fact in element.get("facts", ())]
        said += [element["title"]] if element["type"].startswith("Action.") else []
    return [text.replace("\u00a0", " ") for text in said]
