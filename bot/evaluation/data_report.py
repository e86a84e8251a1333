"""What the training data is made of: ``python -m bot.evaluation.data_report``.

Prints the number of sentences of each intent, the sentences that nearly repeat
another (of the same intent or, worse, of another), and the lexicon values that
no sentence holds. Likeness is rapidfuzz's ratio of the lower-case letters,
0..100, which is 100 minus the normalised Indel distance.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import typer
from rapidfuzz import fuzz, process

from bot.commands import run
from knowledge.swedish.folding import joined
from knowledge.swedish.phrases import Lexicon, load_lexicons

NEAR = 92.0  # likeness from which two sentences count as the same
SHORTEST = 12  # letters; "och barn?" and "och barn då" differ as follow-ups do
CHUNK = 500  # sentences compared with all at a time
DATA = typer.Option(Path("data/nlu"), help="Mapp med träningsmeningar")
LEXICON = typer.Option(Path("data/lexicon"), help="Mapp med lexikon")
MOST = typer.Option(40, help="Högsta antal par som skrivs ut av varje slag")


@dataclasses.dataclass(frozen=True)
class Example:
    """One training sentence."""

    text: str
    intent: str
    values: frozenset[tuple[str, str]] = frozenset()  # (entity, value) pairs annotated in it


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two sentences that are nearly the same, and how alike they are (0..100)."""

    one: Example
    other: Example
    likeness: float

    @property
    def across(self) -> bool:
        """Whether the two belong to different intents, so that one label may be wrong."""
        return self.one.intent != self.other.intent


def sizes(examples: Iterable[Example]) -> list[tuple[str, int]]:
    """Sentences of each intent, the largest intent first."""
    return sorted(Counter(example.intent for example in examples).items(), key=lambda item: (-item[1], item[0]))


def near_pairs(examples: Sequence[Example], near: float = NEAR, shortest: int = SHORTEST) -> list[Pair]:
    """Pairs of sentences at least ``near`` alike, those across intents first; shorter sentences are left out."""
    long = [example for example in examples if len(joined(example.text)) >= shortest]
    letters = [joined(example.text) for example in long]
    pairs = []
    for start in range(0, len(letters), CHUNK):
        block = letters[start : start + CHUNK]
        scores = process.cdist(block, letters[start:], scorer=fuzz.ratio, score_cutoff=near, dtype=np.float32)
        for row, column in zip(*np.nonzero(scores), strict=True):
            if column > row:
                likeness = float(scores[row, column])
                pairs.append(Pair(long[start + int(row)], long[start + int(column)], likeness))
    return sorted(pairs, key=lambda pair: (not pair.across, -pair.likeness, pair.one.text))


def unseen_values(examples: Iterable[Example], lexicons: Iterable[Lexicon]) -> Mapping[str, list[str]]:
    """Values of each lexicon that no training sentence is annotated with."""
    seen = {value for example in examples for value in example.values}
    missing = {
        lexicon.entity: [value for value in lexicon.values if (lexicon.entity, value) not in seen]
        for lexicon in lexicons
    }
    return {entity: values for entity, values in missing.items() if values}


def table(examples: Sequence[Example], lexicons: Iterable[Lexicon], most: int) -> str:
    """The report as text, with at most ``most`` pairs of each kind."""
    counts = sizes(examples)
    lines = [f"{len(examples)} sentences, {len(counts)} intents", ""]
    lines += [f"{name:24} {count:5}" for name, count in counts]
    pairs = near_pairs(examples)
    for title, across in (("across intents", True), ("within an intent", False)):
        chosen = [pair for pair in pairs if pair.across is across]
        lines += ["", f"nearly the same {title}: {len(chosen)} pairs"]
        lines += [_row(pair) for pair in chosen[:most]]
    lines += ["", "values without a sentence"]
    missing = unseen_values(examples, lexicons)
    lines += [f"{entity:24} {', '.join(values)}" for entity, values in missing.items()] or ["none"]
    return "\n".join(lines)


def _row(pair: Pair) -> str:
    intents = f"{pair.one.intent} / {pair.other.intent}" if pair.across else pair.one.intent
    return f"{pair.likeness:5.1f}  {intents:40} {pair.one.text}  |  {pair.other.text}"


def read(folder: Path) -> list[Example]:
    """The training sentences under a folder; raises OSError when there is none."""
    from rasa.shared.nlu.training_data.loading import load_data  # slow to import, and only this needs it

    return [
        Example(
            message.get("text"),
            message.get("intent"),
            frozenset((span["entity"], str(span["value"])) for span in message.get("entities") or []),
        )
        for message in load_data(str(folder)).intent_examples
        if message.get("text")
    ]


def main(
    data: Path = DATA,
    lexicon: Path = LEXICON,
    most: int = MOST,
) -> None:
    """Skriv ut träningsdatans storlek, dubbletter och luckor."""
    print(table(read(data), load_lexicons(lexicon), most))


if __name__ == "__main__":
    run(main)
