"""``python -m bot.adapting [--steps N] [--out FILE]``: train the adapter on the knowledge base and data/labelled."""

from __future__ import annotations

from pathlib import Path

import torch
import typer

from bot.adapting.examples import asks_of
from bot.adapting.network import FittedEncoder
from bot.adapting.training import Plan, train
from bot.commands import run
from bot.labelled import labelled_messages
from knowledge.encoder import adapter
from knowledge.store import Address, open_store


def main(steps: int = Plan().steps, out: Path = adapter.FILE) -> None:
    """Train and write the adapter; takes about twenty minutes of one core."""
    torch.set_num_threads(1)  # two are several times slower: the steps are small and wait for each other
    asks = open_store(Address.from_settings()).asks
    encoder = FittedEncoder()
    train(encoder, asks_of(asks.masked, asks.facts, asks.vectors), labelled_messages(), Plan(steps=steps))
    adapter.save(encoder.additions(), out)
    typer.echo(f"{out}: {out.stat().st_size} bytes")


if __name__ == "__main__":
    run(main)
