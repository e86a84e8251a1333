"""The questions that Teams offers beside the field where one types: the assistant must have an answer to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from bot.setup.project import this_project

if TYPE_CHECKING:
    from bot.evaluation.in_process import InProcessBot

TEXTS = YAML(typ="safe").load(this_project().root / "bot/gateway/teams/texts.yml")
OFFERED = [command["title"] for command in TEXTS["manifest"]["commands"]]

#: Each question: the kind of reply that it must get, a fact that it must rest on, and words that must stand in it.
EXPECTED = {
    "Vad räknas som vård som inte kan anstå?": ("answer", "care-rights.care_definition.vika", "måttlig fördröjning"),
    "Vilken vård har papperslösa rätt till?": ("answer", "care.undocumented.adult.vika", "vård som inte kan anstå"),
    "Vad kostar ett läkarbesök för en asylsökande?": ("answer", "care.asylum_seeker.adult.vika", "50 kr"),
    "Går det att söka Utlysning 2021?": ("answer", "utlysning-2021.status.application", "23 november 2021"),
    "Hur mycket kan en liten enhet få i kompetensutvecklingsbidraget?": (
        "answer",
        "kompetensutvecklingsbidrag.amount.max.small",
        "60 000 kronor",
    ),
    "Vad kan du svara på?": ("smalltalk", None, "bidrag"),
}


def test_every_offered_question_has_an_expectation() -> None:
    assert set(OFFERED) == set(EXPECTED)


@pytest.mark.model
@pytest.mark.parametrize("question", OFFERED)
def test_an_offered_question_is_answered_rightly(question: str, bot: InProcessBot) -> None:
    kind, fact, words = EXPECTED[question]
    [message] = bot.say(question)
    assert message["custom"]["kind"] == kind, message
    assert fact is None or fact in message["custom"]["facts"]
    assert words in message["text"].replace("\N{NO-BREAK SPACE}", " ")
