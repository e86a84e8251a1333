"""Choose passage search's settings on what is not SweFAQ: ``python -m knowledge.evaluation.choosing``.

Two kinds of material: SweQUAD-MC's questions among passages of like pages, whose writers lean on the page's words, and
the asks of the facts among all facts of their programme (as an editor wrote them, and as the page's own words), whose
writers do not. A quarter of an hour of one core, nearly all of it for vectors.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable

import numpy as np
from rich.console import Console
from rich.table import Table

from knowledge.encoder.loading import Encoder, load_encoder
from knowledge.evaluation import swequad
from knowledge.evaluation.swefaq import NotThere, Question, SweFaq
from knowledge.search.passages import Passage, passage_rows
from knowledge.search.question import SearchQuestion
from knowledge.search.scoring import Candidate, Counts, SearchWeights, scores
from knowledge.store import Address, Knowledge, open_store
from knowledge.swedish.tense import in_tense

ASKS = 10  # of a fact, drawn
SEED = 7
SETTINGS = {
    "as it is": SearchWeights(),
    "length 0.75, the textbook's": SearchWeights(length=0.75),
    "vector 2": SearchWeights(vector=2.0),
    "window 0.5": SearchWeights(window=0.5),
    "without windows": SearchWeights(window=0.0),
    "characters 0.5": SearchWeights(characters=0.5),
    "without stems": SearchWeights(words=0.0),
    "stems 1": SearchWeights(words=1.0),
}


def main() -> int:
    """Print the share of questions whose right passage comes first; status 2 when the benchmark is not there."""
    try:
        asked = swequad.read()
    except NotThere as missing:
        print(missing, file=sys.stderr)
        return 2
    encoder = load_encoder()
    knowledge = open_store(Address.from_settings())
    collections = {"SweQUAD-MC": swequad.in_groups(asked, lambda texts: encoder.encode(texts, prompt="passage"))}
    collections["facts"] = of_facts(knowledge, quoted=False)
    collections["quotations"] = of_facts(knowledge, quoted=True)
    first = {name: came_first(counted(data, encoder)) for name, data in collections.items()}
    table = Table("setting", *collections)
    for setting in SETTINGS:
        table.add_row(setting, *(f"{first[name][setting]:.3f}" for name in collections))
    Console(width=100).print(table)
    print(", ".join(f"{name}: {len(data.questions)} questions" for name, data in collections.items()))
    return 0


def of_facts(knowledge: Knowledge, *, quoted: bool) -> SweFaq:
    """The facts of programmes, in the editor's words or in the page's, and some of the asks of each."""
    facts = list(knowledge.facts.values())
    answers = tuple(
        Passage(
            knowledge.programme_of[fact.id], "", " ".join(fact.quote) if quoted else in_tense(fact.text, past=False)
        )
        for fact in facts
    )
    asks: dict[str, list[str]] = {fact.id: [] for fact in facts}
    for fact_id, text in zip(knowledge.asks.facts, knowledge.asks.texts, strict=True):
        if fact_id in asks:
            asks[fact_id].append(text)
    chance = random.Random(SEED)
    questions = tuple(
        Question(text, answers[at].page, at)
        for at, fact in enumerate(facts)
        for text in chance.sample(asks[fact.id], min(ASKS, len(asks[fact.id])))
    )
    return SweFaq(questions, answers)


def counted(data: SweFaq, encoder: Encoder) -> Iterable[tuple[Counts, int]]:
    """Of each question, what is counted of the answers of its own page, and the place of the right one among them."""
    answers = [
        Candidate(
            **{key: row[key] for key in ("id", "page", "heading", "text", "words", "vector")},
            windows=np.frombuffer(row["windows"], dtype="<f2").reshape(-1, encoder.dimension),
        )
        for row in passage_rows(data.answers, lambda texts: encoder.encode(texts, prompt="passage"))
    ]
    vectors = encoder.encode([question.text for question in data.questions])
    for question, vector in zip(data.questions, vectors, strict=True):
        among = data.candidates(question)
        asked = SearchQuestion.read(question.text, vector)
        yield Counts.of(asked, [answers[at] for at in among]), among.index(question.right)


def came_first(questions: Iterable[tuple[Counts, int]]) -> dict[str, float]:
    """Share of the questions whose right answer comes first, by setting."""
    hits: dict[str, list[bool]] = {name: [] for name in SETTINGS}
    for counts, right in questions:
        for name, weights in SETTINGS.items():
            hits[name].append(int(scores(counts, weights).argmax()) == right)
    return {name: float(np.mean(each)) for name, each in hits.items()}


if __name__ == "__main__":
    sys.exit(main())
