from __future__ import annotations

import numpy as np
import pytest

from bot.components.question_model import QuestionModel, Span, mask_entities
from tests.knowledge.factories import encode


def span(text: str, words: str, entity: str) -> Span:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "entity": entity}


@pytest.mark.parametrize(
    ("text", "entities", "masked"),
    [
        ("Maxbelopp för Stor enhet", [("Stor enhet", "unit_size")], "maxbelopp för UNIT_SIZE"),
        ("Utlysning 2021: när?", [("Utlysning 2021", "programme")], "PROGRAMME: när?"),
        ("liten eller stor", [("stor", "unit_size"), ("liten", "unit_size")], "UNIT_SIZE eller UNIT_SIZE"),
        ("rehab", [("rehab", "care_choice")], "CARE_CHOICE"),
        ("Hur Mycket", [], "hur mycket"),
        ("", [], ""),
    ],
)
def test_entities_are_replaced_by_their_kind(text: str, entities: list[tuple[str, str]], masked: str) -> None:
    assert mask_entities(text, [span(text, *entity) for entity in entities]) == masked


def test_overlapping_entities_are_replaced_once() -> None:
    text = "vårdcentral nu"
    assert (
        mask_entities(text, [span(text, "vårdcentral", "care_choice"), span(text, "vårdcentral", "care_type")])
        == "CARE_CHOICE nu"
    )
    assert mask_entities(text, [span(text, "vårdcentral nu", "a"), span(text, "nu", "b")]) == "A"


ASKED = {
    "ask_amount": [
        "hur mycket pengar",
        "vad är maxbeloppet",
        "hur stort belopp",
        "maxbelopp UNIT_SIZE",
        "hur mycket får vi",
    ],
    "ask_contact": [
        "vem kontaktar jag",
        "vem är kontakt",
        "kontaktperson PROGRAMME",
        "vem kan jag ringa",
        "vem svarar",
    ],
    "ask_deadline": ["när är sista dag", "vilket datum", "när stänger PROGRAMME", "sista datum", "när senast"],
}
TEXTS = [text for texts in ASKED.values() for text in texts]
LABELS = [intent for intent, texts in ASKED.items() for _ in texts]


@pytest.fixture(scope="module")
def model() -> QuestionModel:
    return QuestionModel().fit(TEXTS, encode(TEXTS), LABELS)


def best(model: QuestionModel, text: str) -> str:
    return model.intents[int(model.probabilities([text], encode([text]))[0].argmax())]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hur mycket pengar får UNIT_SIZE", "ask_amount"),
        ("vem är kontaktperson", "ask_contact"),
        ("vem ringer jag", "ask_contact"),
        ("vilket är sista datum", "ask_deadline"),
        ("nar ar sista dag", "ask_deadline"),
    ],
)
def test_new_wordings_get_the_type_that_they_resemble(model: QuestionModel, text: str, intent: str) -> None:
    assert best(model, text) == intent


def test_the_columns_are_the_intents_and_each_row_sums_to_one(model: QuestionModel) -> None:
    rows = model.probabilities(TEXTS, encode(TEXTS))
    assert model.intents == sorted(ASKED)
    assert rows.shape == (len(TEXTS), len(ASKED))
    np.testing.assert_allclose(rows.sum(axis=1), 1)


def test_training_twice_gives_the_same_model(model: QuestionModel) -> None:
    again = QuestionModel().fit(TEXTS, encode(TEXTS), LABELS)
    np.testing.assert_array_equal(again.probabilities(TEXTS, encode(TEXTS)), model.probabilities(TEXTS, encode(TEXTS)))


@pytest.mark.parametrize("text", ["", "?", "🙂", "xyzzy", "a" * 5000])
def test_any_text_gets_probabilities(model: QuestionModel, text: str) -> None:
    rows = model.probabilities([text], encode([text]))
    assert np.isfinite(rows).all()


def test_without_weight_the_vector_does_not_count() -> None:
    model = QuestionModel(vector_weight=0.0).fit(TEXTS, encode(TEXTS), LABELS)
    with_own = model.probabilities(["vem"], encode(["vem"]))
    with_other = model.probabilities(["vem"], encode(["hur mycket"]))
    np.testing.assert_allclose(with_own, with_other)


@pytest.mark.parametrize("settings", [{"regularisation": 0}, {"regularisation": -1.0}, {"vector_weight": -0.1}])
def test_impossible_settings_are_refused(settings: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="regularisation must be above 0"):
        QuestionModel(**settings)


@pytest.mark.parametrize("intents", [2, 3])
def test_probabilities_are_those_of_the_trained_classifier(intents: int) -> None:
    kept = sorted(ASKED)[:intents]
    texts = [text for intent in kept for text in ASKED[intent]]
    model = QuestionModel().fit(texts, encode(texts), [intent for intent in kept for _ in ASKED[intent]])
    asked = ["hur mycket pengar får man", "vem ringer jag"]
    expected = model.classifier.predict_proba(model._features(asked, encode(asked)))
    np.testing.assert_allclose(model.probabilities(asked, encode(asked)), expected, rtol=1e-9)
