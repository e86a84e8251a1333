"""Activities as Teams sends them, small."""

from __future__ import annotations

import itertools
from typing import Any

from fake_microsoft import BOT, TENANT

ANNA, BERTIL = "29:anna-id", "29:bertil-id"
CHAT, GROUP, CHANNEL = "a:chat-id", "19:group-id@thread.v2", "19:channel-id@thread.tacv2;messageid=1"
_TYPES = {CHAT: "personal", GROUP: "groupChat"}
_numbers = itertools.count(1)


def activity(kind: str, *, person: str = ANNA, conversation: str = CHAT, tenant: str = TENANT, **named: Any) -> dict:
    """The fields that every activity has; ``named`` wins, and None leaves a field out."""
    usual = {
        "type": kind,
        "id": f"in{next(_numbers)}",
        "channelId": "msteams",
        "from": {"id": person, "name": "Anna Andersson", "aadObjectId": f"aad-{person}"},
        "recipient": {"id": BOT, "name": "Lotsen"},
        "conversation": {
            "id": conversation,
            "tenantId": tenant,
            "conversationType": _TYPES.get(conversation, "channel"),
            **({} if conversation == CHAT else {"isGroup": True}),
        },
        "channelData": {"tenant": {"id": tenant}},
    }
    return {name: value for name, value in {**usual, **named}.items() if value is not None}


def message(text: str | None, **named: Any) -> dict:
    return activity("message", text=text, textFormat="plain", **named)


def mentioning(text: str, *others: tuple[str, str], **named: Any) -> dict:
    """A message whose text names the bot as <at>Lotsen</at>, and others by their ids and names."""
    mentions = [(BOT, "Lotsen"), *others]
    entities = [
        {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": who, "name": name}}
        for who, name in mentions
    ]
    entities.append({"type": "clientInfo", "locale": "sv-SE", "platform": "Windows"})
    return message(text, entities=entities, **named)


def press(data: Any, card: str = "m1", **named: Any) -> dict:
    """A pressed button of the message ``card``."""
    return activity("message", value=data, replyToId=card, **named)


def edit(original: dict, text: str, **named: Any) -> dict:
    data = {"tenant": {"id": TENANT}, "eventType": "editMessage"}
    return {**original, "type": "messageUpdate", "text": text, "channelData": data, **named}


def installed(action: str = "add", **named: Any) -> dict:
    return activity("installationUpdate", action=action, **named)


def joined(*members: str, **named: Any) -> dict:
    return activity("conversationUpdate", membersAdded=[{"id": member} for member in members], **named)


def invoke(name: str, value: Any = None, **named: Any) -> dict:
    return activity("invoke", name=name, value=value if value is not None else {}, **named)


def search(words: str | None, command: str = "sokLotsen", **named: Any) -> dict:
    parameters = [{"name": "fraga", "value": words}] if words is not None else [{"name": "initialRun", "value": "true"}]
    value = {"commandId": command, "parameters": parameters, "queryOptions": {"skip": 0, "count": 25}}
    return invoke("composeExtension/query", value, **named)
