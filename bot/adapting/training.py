"""Train the adapter: asks of one fact are drawn together, asks of others apart; a message is drawn to its gist; labels
must stay readable.

Khosla et al. 2020, "Supervised Contrastive Learning", on batches of which half are near neighbours, and the same loss
over pairs of message and gist; beside it, linear heads over the same vectors (cross entropy), so that what is asked,
how, of whom and about which care is not lost.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.adapting.examples import Asks
from bot.adapting.network import FittedEncoder
from bot.labelled import HEADS, Labelled


@dataclasses.dataclass(frozen=True)
class Plan:
    """How long and how hard to train."""

    steps: int = 700
    facts: int = 12  # of a batch
    asks: int = 3  # of each of them
    messages: int = 32  # of a batch
    gists: int = 16  # of them at most, beside the messages
    temperature: float = 0.07
    rate: float = 1e-3
    rate_of_heads: float = 1e-2
    weight_of_heads: float = 0.5
    weight_of_gists: float = 0.5
    sharpness: float = 6.0  # unit vectors are that much longer before the heads read them
    smoothing: float = 0.05
    seed: int = 1


HEAD_WEIGHTS = {"asked": 1.0, "manner": 0.6, "continues": 0.6, "group": 0.8, "age": 0.4, "care": 0.7}


def train(
    encoder: FittedEncoder, asks: Asks, messages: Sequence[Labelled], plan: Plan, tell: Callable[[str], None] = print
) -> None:
    """Train in place; ``tell`` gets a line now and then."""
    random.seed(plan.seed)
    torch.manual_seed(plan.seed)
    states_of_asks = encoder.below(asks.texts)
    states_of_messages = encoder.below([message.text for message in messages])
    with_gist = [at for at, message in enumerate(messages) if message.gist]
    states_of_gists = dict(zip(with_gist, encoder.below([messages[at].gist or "" for at in with_gist]), strict=True))
    heads = Heads(messages, states_of_asks[0].shape[-1], plan)
    optimiser = torch.optim.AdamW(
        [{"params": encoder.learning, "lr": plan.rate}, {"params": heads.parameters(), "lr": plan.rate_of_heads}],
        weight_decay=0.01,
    )
    rates = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [plan.rate, plan.rate_of_heads], total_steps=plan.steps, pct_start=0.1
    )
    of_fact: dict[int, list[int]] = {}
    for at, fact in enumerate(asks.facts):
        of_fact.setdefault(int(fact), []).append(at)
    encoder.network.train()
    for step in range(plan.steps):
        rows, labels = batch_of_asks(of_fact, asks, plan)
        apart = contrast(encoder.above([states_of_asks[row] for row in rows]), labels, plan.temperature)
        chosen = batch_of_messages(messages, plan)
        vectors = encoder.above([states_of_messages[at] for at in chosen])
        read = heads.loss(vectors, chosen)
        loss = apart + plan.weight_of_heads * read
        paired = [place for place, at in enumerate(chosen) if at in states_of_gists][: plan.gists]
        if paired:
            gists = encoder.above([states_of_gists[chosen[place]] for place in paired])
            pairs = torch.arange(len(paired)).repeat(2)
            loss = loss + plan.weight_of_gists * contrast(torch.cat([vectors[paired], gists]), pairs, plan.temperature)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(encoder.learning, 1.0)
        optimiser.step()
        rates.step()
        if step % 20 == 0:
            tell(
                f"step {step} of {plan.steps}: asks {apart.item():.2f}, labels {read.item():.2f}, all {loss.item():.2f}"
            )
    encoder.network.eval()


def batch_of_messages(messages: Sequence[Labelled], plan: Plan) -> list[int]:
    """Half of them from anywhere, half in a row: neighbours in a file are of one writer and often of one patient."""
    wanted = min(plan.messages, len(messages))
    start = random.randrange(len(messages) - wanted // 2 + 1)
    together = set(range(start, start + wanted // 2))
    elsewhere = random.sample([at for at in range(len(messages)) if at not in together], wanted - len(together))
    return [*sorted(together), *elsewhere]


def batch_of_asks(of_fact: Mapping[int, Sequence[int]], asks: Asks, plan: Plan) -> tuple[list[int], Tensor]:
    """Some asks of facts, half of which are near neighbours of the other half; with the number of each one's fact."""
    facts: set[int] = set()
    wanted = min(plan.facts, len(of_fact))
    while len(facts) < wanted:
        fact = random.randrange(len(of_fact))
        facts |= {fact, int(random.choice(list(asks.nearest[fact])))}
    rows = [row for fact in sorted(facts) for row in random.sample(of_fact[fact], min(plan.asks, len(of_fact[fact])))]
    return rows, torch.tensor([int(asks.facts[row]) for row in rows])


def contrast(vectors: Tensor, labels: Tensor, temperature: float) -> Tensor:
    """The supervised contrastive loss of unit vectors, shape (n, hidden), with the number of each one's fact."""
    itself = torch.eye(len(vectors), dtype=torch.bool)
    likeness = (vectors @ vectors.T / temperature).masked_fill(itself, -1e9)
    same = (labels[:, None] == labels[None]) & ~itself
    shares = likeness - likeness.logsumexp(1, keepdim=True)
    return (-(shares * same).sum(1) / same.sum(1).clamp(min=1)).mean()


class Heads(nn.Module):
    """A linear reader of each label over the vectors."""

    def __init__(self, messages: Sequence[Labelled], hidden: int, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self._labels = [message.labels for message in messages]
        values = {head: sorted({labels[head] for labels in self._labels if head in labels}) for head in HEADS}
        self._numbers = {head: {value: at for at, value in enumerate(known)} for head, known in values.items() if known}
        self.readers = nn.ModuleDict({head: nn.Linear(hidden, len(known)) for head, known in self._numbers.items()})

    def loss(self, vectors: Tensor, chosen: Sequence[int]) -> Tensor:
        """The weighted cross entropy of all labels that the chosen messages carry."""
        total = vectors.new_zeros(())
        for head, numbers in self._numbers.items():
            rows = [place for place, at in enumerate(chosen) if head in self._labels[at]]
            if rows:
                given = torch.tensor([numbers[self._labels[chosen[place]][head]] for place in rows])
                read = self.readers[head](vectors[rows] * self._plan.sharpness)
                total = total + HEAD_WEIGHTS[head] * functional.cross_entropy(
                    read, given, label_smoothing=self._plan.smoothing
                )
        return total
