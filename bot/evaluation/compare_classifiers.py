"""Compare intent classifiers by 5-fold cross-validation: ``python -m bot.evaluation.compare_classifiers``.

Prints accuracy and macro F1 of each alternative on the same folds, and the
time that training took. Rasa's own pipelines (DIET, its logistic regression)
are measured with ``rasa test nlu --cross-validation``; docs/classifier.md
holds all figures.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
from rasa.shared.nlu.training_data.loading import load_data
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.components.question_model import QuestionModel, Span, mask_entities
from knowledge.encoder.loading import load_encoder
from knowledge.understanding.lexicons import entities

FOLDS = 5
Predict = Callable[[Sequence[str], np.ndarray], np.ndarray]
Fit = Callable[[Sequence[str], np.ndarray, np.ndarray], Predict]


def _question_model(regularisation: float = 6.0, vector_weight: float = 3.0) -> Fit:
    def fit(texts: Sequence[str], vectors: np.ndarray, labels: np.ndarray) -> Predict:
        model = QuestionModel(regularisation=regularisation, vector_weight=vector_weight).fit(
            texts, vectors, list(labels)
        )
        names = np.array(model.intents)
        return lambda t, v: names[model.probabilities(t, v).argmax(axis=1)]

    return fit


def _svm() -> LinearSVC:
    return LinearSVC(C=0.5, class_weight="balanced")


def _logistic() -> LogisticRegression:
    return LogisticRegression(C=6, class_weight="balanced", max_iter=300)


def _sklearn(make: Callable[[], object], *, use_vectors: bool, use_characters: bool) -> Fit:
    def fit(texts: Sequence[str], vectors: np.ndarray, labels: np.ndarray) -> Predict:
        characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True).fit(texts)
        centre = vectors.mean(axis=0)

        def features(t: Sequence[str], v: np.ndarray) -> csr_matrix:
            parts = [characters.transform(t)] if use_characters else []
            parts += [csr_matrix((v - centre) * 3)] if use_vectors else []
            return hstack(parts).tocsr()

        model = make().fit(features(texts, vectors), labels)  # type: ignore[attr-defined]
        return lambda t, v: model.predict(features(t, v))

    return fit


ALTERNATIVES: dict[str, tuple[Fit, bool]] = {
    # name: (how to fit, whether entities are masked)
    "logistic, vectors + characters + words, masked": (_question_model(), True),
    "  the same, penalty weaker (C=20)": (_question_model(regularisation=20.0), True),
    "  the same, vectors weigh 6": (_question_model(vector_weight=6.0, regularisation=10.0), True),
    "  the same, entities not masked": (_question_model(), False),
    "linear SVM, vectors + characters": (_sklearn(_svm, use_vectors=True, use_characters=True), True),
    "linear SVM, characters only": (_sklearn(_svm, use_vectors=False, use_characters=True), True),
    "logistic, vectors only": (_sklearn(_logistic, use_vectors=True, use_characters=False), True),
}


def entity_scores(annotated: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over whole entities: kind, value and place must all agree.

    The matcher is not trained, so the training sentences are held out for it by nature.
    """

    def keys(spans: Sequence[Span]) -> set[tuple[object, ...]]:
        return {(s["entity"], str(s["value"]), s["start"], s["end"]) for s in spans}

    pairs = [(keys(a), keys(f)) for a, f in zip(annotated, found, strict=True)]
    right = sum(len(a & f) for a, f in pairs)
    precision = right / max(1, sum(len(f) for _, f in pairs))
    recall = right / max(1, sum(len(a) for a, _ in pairs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Run every alternative on the same folds and print one line each."""
    examples = [e for e in load_data("data/nlu").intent_examples if e.get("text")]
    texts = [e.get("text") for e in examples]
    labels = np.array([e.get("intent") for e in examples])
    vectors = load_encoder().encode(texts)
    found = [
        [{"entity": m.entity, "value": m.value, "start": m.start, "end": m.end} for m in entities(text)]
        for text in texts
    ]
    annotated = [e.get("entities") or [] for e in examples]
    kinds = {span["entity"] for spans in annotated for span in spans}
    scores = entity_scores(annotated, [[span for span in spans if span["entity"] in kinds] for spans in found])
    print("entities: precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(*scores), flush=True)
    masked = [mask_entities(text, spans) for text, spans in zip(texts, found, strict=True)]
    plain = [text.lower() for text in texts]
    folds = list(StratifiedKFold(FOLDS, shuffle=True, random_state=42).split(texts, labels))
    print(f"{len(texts)} sentences, {len(set(labels))} intents, {FOLDS} folds")
    for name, (fit, mask) in ALTERNATIVES.items():
        words = masked if mask else plain
        predicted = np.empty(len(texts), dtype=object)
        start = time.perf_counter()
        for train, test in folds:
            predict = fit([words[i] for i in train], vectors[train], labels[train])
            predicted[test] = predict([words[i] for i in test], vectors[test])
        seconds = (time.perf_counter() - start) / FOLDS
        accuracy = float((predicted == labels).mean())
        macro = f1_score(labels, predicted.astype(str), average="macro")
        print(f"{name:52} accuracy {accuracy:.3f}  macro F1 {macro:.3f}  {seconds:5.1f} s a fold", flush=True)


if __name__ == "__main__":
    main()
