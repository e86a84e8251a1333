from __future__ import annotations

from bot.components.entity_matcher import as_entity
from knowledge.swedish.phrases import EXACT, Match

FOUND = Match("patient_group", "undocumented", 5, 15, EXACT)
DENIED = Match("patient_group", "undocumented", 5, 15, EXACT, negated=True)


def test_a_finding_becomes_rasas_entity() -> None:
    assert as_entity(FOUND, "EntityMatcher") == {
        "entity": "patient_group",
        "value": "undocumented",
        "start": 5,
        "end": 15,
        "confidence_entity": 1.0,
        "extractor": "EntityMatcher",
    }


def test_only_a_denied_finding_says_that_it_is() -> None:
    assert as_entity(DENIED, "EntityMatcher") == {**as_entity(FOUND, "EntityMatcher"), "negated": True}
