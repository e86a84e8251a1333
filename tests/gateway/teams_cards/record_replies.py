"""Records replies of the real assistant for the tests of the cards.

``LOTSEN_TODAY=2026-11-21 .venv/bin/python -m tests.gateway.teams_cards.record_replies`` writes replies.json,
which is read here and in the browser. Needs the trained model.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.evaluation.in_process import InProcessBot

FILE = Path(__file__).with_name("replies.json")
CONVERSATIONS = {
    "amount": ("Hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?", "och en stor?"),
    "call": ("Går det att söka Utlysning 2021?", "vem kontaktar jag?", "när betalas pengarna ut?", "var står det?"),
    "level": ("hur mycket kan man få på beloppsnivå 1 i utlysning 2021?",),
    "which": ("när är sista ansökningsdag?",),
    "group": ("vad kostar ett läkarbesök?",),
    "fee": ("Vad kostar ett läkarbesök för en asylsökande?", "och för barn?"),
    "fees": ("vilka avgifter har asylsökande?",),
    "deferrable": ("Vad räknas som vård som inte kan anstå?",),
    "dental": ("tandvård för asylsökande?",),
    "ukraine": ("har en ukrainare rätt till vård?",),
    "strategy": ("när börjar färdplanen gälla?", "vad har kontaktpersonen för telefonnummer?"),
    "project": ("hur länge pågår glesbygdsprojektet?",),
    "two questions": (
        "vad är maxbelopp för stor enhet i kompetensutvecklingsbidraget och när stängde utlysning 2021?",
    ),
    "refusals": ("vad tjänar en läkare i regionen?", "vem vann melodifestivalen?"),
    "greeting": ("hej",),
}


def record(bot: InProcessBot) -> list[dict[str, Any]]:
    """Every question with its messages; ids that differ from run to run are left out."""
    taken = []
    for name, questions in CONVERSATIONS.items():
        for question in questions:
            messages = bot.say(question, f"cards-{name.replace(' ', '-')}")
            for message in messages:
                message["custom"].pop("answer_id", None)
                message.pop("recipient_id", None)
            taken.append({"question": question, "messages": messages})
    return taken


def main() -> None:
    bot = InProcessBot()
    FILE.write_text(json.dumps(record(bot), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    bot.close()


if __name__ == "__main__":
    main()
