"""python -m bot.evaluation.masking [--all]: recall and false masks, and with --all every miss and mistake."""

from __future__ import annotations

import sys
import time

from bot.channels.texts import load_texts
from bot.evaluation.masking.measuring import GROUPS, Measure, measure
from bot.evaluation.masking.sentences import by_hand, made
from bot.masking.masking import mask
from bot.masking.published import read_published

MADE = 1000


def main(show: bool) -> None:
    """Print the table."""
    placeholders, published = load_texts().placeholders, read_published()
    sets = {
        "made by program": list(made(MADE)),
        "written by hand": list(by_hand()),
        "scored once": list(by_hand("fresh.yml")),
    }
    for name, sentences in sets.items():
        _print(name, measure(sentences, lambda text: mask(text, placeholders, published).text), show)
    long = " ".join(sentence.text for sentence in sets["written by hand"])
    pieces = [long[at : at + 500] for at in range(0, len(long) - 500, 500)]
    start = time.process_time()
    for piece in pieces:
        mask(piece, placeholders, published)
    print(f"{(time.process_time() - start) / len(pieces) * 1000:.2f} ms of processor time for 500 characters")


def _print(name: str, found: Measure, show: bool) -> None:
    print(f"{name}:")
    for group in GROUPS:
        print(f"  {group:8} {found.recall(group):7.1%} of {found.pieces[group]}")
    print(f"  innocent {found.false_share:7.2%} changed of {found.innocent}")
    print(f"  words    {len(found.lost) / found.words:7.2%} lost of {found.words} beside personal data")
    for title, pairs in (("missed", found.missed), ("wrong", found.wrong), ("lost", found.lost)) if show else ():
        for words, masked in pairs:
            print(f"    {title}: {words}  →  {masked}")


if __name__ == "__main__":
    main("--all" in sys.argv[1:])
