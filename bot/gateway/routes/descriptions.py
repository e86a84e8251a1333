"""Examples and problem descriptions for OpenAPI."""

from __future__ import annotations

from typing import Any

from pydantic import JsonValue

from bot.gateway.problems import STATUS, ProblemBody

CHAT_QUESTIONS: list[JsonValue] = [
    {"message": "hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?"},
    {"message": "och en stor?", "thread": "4f9a0b7c"},
]

CHAT_ANSWERS: list[JsonValue] = [
    {
        "conversation": {"id": "9b1c0f5e2a7d4c88", "new": False},
        "messages": [
            {
                "text": "Maxbeloppet för en stor enhet var 135 000 kronor.\nKälla: Kompetensutvecklingsbidrag inom "
                "vårdval, Västra Götalandsregionen, sidan är odaterad.",
                "buttons": [],
                "custom": {
                    "answer_id": "0d7e3a5b9c1f4e2a8b6d4c0f1e2a3b4c",
                    "kind": "answer",
                    "reason": None,
                    "facts": ["kompetensutvecklingsbidrag.amount.max.large"],
                    "status": {"state": "ended", "since": "2023-05-17"},
                    "statuses": [],
                    "sources": [
                        {
                            "id": "kompetensutvecklingsbidrag",
                            "title": "Kompetensutvecklingsbidrag inom vårdval",
                            "publisher": "Västra Götalandsregionen",
                            "url": "https://www.example.org/kompetensutvecklingsbidrag",
                            "updated": None,
                            "legal": None,
                            "quote": "Maxbelopp att ansöka om för en stor enhet är 135 000 kronor",
                        }
                    ],
                    "contacts": [],
                    "figures": [
                        {
                            "fact": "kompetensutvecklingsbidrag.amount.max.large",
                            "label": "Högsta belopp, stor enhet",
                            "words": "135 000 kronor",
                        }
                    ],
                    "in_english": [],
                    "recipients": ["vgprimarvard@vgregion.se"],
                    "understood": [
                        {
                            "slot": "programme",
                            "value": "kompetensutvecklingsbidrag",
                            "label": "Kompetensutvecklingsbidraget",
                            "person": None,
                            "span": None,
                            "inferred": True,
                            "choices": [],
                        },
                        {
                            "slot": "unit_size",
                            "value": "large",
                            "label": "stor enhet",
                            "person": None,
                            "span": [7, 11],
                            "inferred": False,
                            "choices": [{"title": "liten enhet", "payload": "ImxpdGVuIGVuaGV0Ig.c2lnbmVk"}],
                        },
                    ],
                },
            }
        ],
    }
]


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's responses for the statuses that a route may give, each with the codes behind it."""
    codes = {status: [code.value for code, found in STATUS.items() if found == status] for status in statuses}
    return {status: {"model": ProblemBody, "description": ", ".join(codes[status])} for status in statuses}
