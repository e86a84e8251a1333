"""``python -m bot.adapting [--epochs N] [--out FILE]``: train the adapter on the built knowledge base and data/nlu."""

from __future__ import annotations

from pathlib import Path

import torch
import typer

from bot.adapting.examples import asks_of, labelled_messages
from bot.adapting.network import FittedEncoder
from bot.adapting.training import Plan, train
from knowledge.encoder import adapter
from knowledge.store import Address, open_store


def main(epochs: float = Plan().epochs, out: Path = adapter.FILE) -> None:
    """Train and write the adapter; takes about ten minutes of one core."""
    torch.set_num_threads(1)  # two are several times slower: the steps are small and wait for each other
    asks = open_store(Address.from_settings()).asks
    encoder = FittedEncoder()
    train(encoder, asks_of(asks.masked, asks.facts, asks.vectors), labelled_messages(), Plan(epochs=epochs))
    adapter.save(encoder.additions(), out)
    typer.echo(f"{out}: {out.stat().st_size} bytes")


if __name__ == "__main__":
    typer.run(main)
