from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.adapting.examples import asks_of
from bot.adapting.training import Plan, batch_of_asks, batch_of_messages, contrast, train
from bot.labelled import Labelled

FACTS = ("amount", "deadline", "contact")
WORDS = {"amount": "hur mycket", "deadline": "när senast", "contact": "vem frågar jag"}


class SmallEncoder:
    """Stands where the encoder stands: a text's letters counted, and one layer over them that learns."""

    def __init__(self) -> None:
        torch.manual_seed(0)
        self.network = nn.Linear(32, 32)

    @property
    def learning(self) -> list[nn.Parameter]:
        return list(self.network.parameters())

    def below(self, texts: Sequence[str]) -> list[Tensor]:
        counted = torch.zeros(len(texts), 1, 32)
        for row, text in enumerate(texts):
            for letter in text:
                counted[row, 0, ord(letter) % 32] += 1
        return list(counted)

    def above(self, states: Sequence[Tensor]) -> Tensor:
        return functional.normalize(self.network(torch.stack(list(states))[:, 0]), dim=-1)


def asks() -> tuple[list[str], list[str], np.ndarray]:
    facts = [fact for fact in FACTS for _ in range(6)]
    texts = [
        f"{WORDS[fact]} {filler}" for fact in FACTS for filler in ("då", "nu", "där", "här", "egentligen", "alltså")
    ]
    return texts, facts, np.random.default_rng(1).normal(size=(len(texts), 4))


def test_asks_of_one_fact_end_nearer_to_each_other_than_to_others() -> None:
    texts, facts, vectors = asks()
    encoder = SmallEncoder()
    told: list[str] = []
    messages = [
        Labelled(text, {"asked": fact}, gist=texts[0] if at == 0 else None)
        for at, (text, fact) in enumerate(zip(texts, facts, strict=True))
    ]
    plan = Plan(steps=120, facts=3, messages=8, rate=0.02)
    train(encoder, asks_of(texts, facts, vectors), messages, plan, told.append)  # type: ignore[arg-type]
    with torch.no_grad():
        found = encoder.above(encoder.below(texts)).numpy()
    alike = found @ found.T
    same = np.array(facts)[:, None] == np.array(facts)[None]
    assert alike[same].mean() > 0.9 > 0.5 > alike[~same].mean()
    assert told[0].startswith("step 0 of ")


def test_a_batch_holds_neighbours_and_several_asks_of_each_fact() -> None:
    random.seed(1)
    texts, facts, vectors = asks()
    prepared = asks_of(texts, facts, vectors)
    of_fact = {fact: list(np.flatnonzero(prepared.facts == fact)) for fact in range(len(FACTS))}
    rows, labels = batch_of_asks(of_fact, prepared, Plan(facts=2, asks=3))
    assert len(set(rows)) == len(rows)
    assert sorted(np.bincount(labels.numpy())[np.unique(labels.numpy())])[0] == 3
    assert [int(prepared.facts[row]) for row in rows] == labels.tolist()


def test_the_loss_is_smaller_where_asks_of_one_fact_lie_together() -> None:
    labels = torch.tensor([0, 0, 1, 1])
    together = functional.normalize(torch.tensor([[1.0, 0], [1, 0.1], [0, 1], [0.1, 1]]), dim=-1)
    mixed = together[[0, 2, 1, 3]]
    assert contrast(together, labels, 0.07) < contrast(mixed, labels, 0.07)
    assert float(contrast(together, labels, 0.07)) == pytest.approx(0, abs=0.01)


def test_a_batch_of_messages_has_a_row_of_neighbours_and_none_twice() -> None:
    random.seed(2)
    messages = [Labelled(str(number), {"asked": "fee"}) for number in range(40)]
    chosen = batch_of_messages(messages, Plan(messages=12))
    assert len(set(chosen)) == len(chosen) == 12
    assert chosen[:6] == list(range(chosen[0], chosen[0] + 6))


def test_a_message_and_its_gist_end_near_each_other() -> None:
    texts, facts, vectors = asks()
    encoder = SmallEncoder()
    pairs = [("zxzx qq", "aa bb"), ("kk jj", "dd ee"), ("ww yy", "oo pp"), ("uu xx", "gg hh")]
    messages = [Labelled(text, {"asked": "fee"}, gist) for text, gist in pairs]

    def likeness() -> Tensor:
        with torch.no_grad():
            told = encoder.above(encoder.below([text for text, _ in pairs]))
            meant = encoder.above(encoder.below([gist for _, gist in pairs]))
        return (told * meant).sum(1) - (told * meant.roll(1, 0)).sum(1)

    before = likeness()
    plan = Plan(steps=80, facts=3, messages=4, rate=0.02)
    train(encoder, asks_of(texts, facts, vectors), messages, plan, lambda line: None)  # type: ignore[arg-type]
    assert likeness().min() > max(0.3, float(before.min()))
