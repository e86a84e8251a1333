"""How candidates are ordered: what each weight does."""

from __future__ import annotations

import numpy as np

from knowledge.search.passages import windows
from knowledge.search.question import SearchQuestion
from knowledge.search.scoring import Candidate, Counts, SearchWeights, bm25, rank, scores
from knowledge.swedish.stems import analyse
from tests.knowledge.factories import encode

SHORT = "Resor betalas inte."
LONG = SHORT + " Här står mycket annat om kurser, lokaler, måltider och material som ingen har frågat om." * 3


def candidate(at: int, text: str) -> Candidate:
    return Candidate(at, "sida", "", text, " ".join(analyse(text)), encode([text])[0], encode(windows(text)))


def question(text: str) -> SearchQuestion:
    return SearchQuestion.read(text, encode([text])[0])


def test_of_two_passages_that_hold_the_same_the_short_one_comes_first() -> None:
    words_only = SearchWeights(vector=0.0, window=0.0, characters=0.0, words=1.0)
    rows = [candidate(1, LONG), candidate(2, SHORT), candidate(3, "Kurser ges i maj.")]
    assert [hit.id for hit in rank(question("betalas resor"), rows, 3, words_only)] == [2, 1, 3]


def test_length_counts_as_much_as_is_said() -> None:
    counts, lengths = np.array([[1.0], [1.0], [0.0]]), np.array([10.0, 100.0, 10.0])
    full, none = bm25(counts, lengths), bm25(counts, lengths, b=0.0)
    assert full[0] > full[1] > full[2]
    assert none[0] == none[1] > none[2]


def test_hits_come_in_the_order_of_their_scores() -> None:
    rows = [candidate(at, text) for at, text in enumerate([LONG, SHORT, "Resor till kursen.", "Något helt annat."], 1)]
    asked = question("betalas resor till kursen")
    total = scores(Counts.of(asked, rows), SearchWeights())
    hits = rank(asked, rows, 4)
    assert [hit.score for hit in hits] == sorted(total.tolist(), reverse=True)
    assert [hit.score for hit in hits] == [total[hit.id - 1] for hit in hits]
