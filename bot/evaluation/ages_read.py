"""Are ages read as they are labelled? ``python -m bot.evaluation.ages_read``.

``data/labelled/`` says of each message the class of age of the one who is asked about. Rules read ages
(``knowledge/understanding``) and learn from no label, so the labels measure them. An adult and a patient of unknown age
are answered alike and count as one class; a message about several ages has no one class and is left out.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

import numpy as np
import typer

from bot.commands import run
from bot.labelled import Labelled, labelled_messages
from knowledge.care.ages import ADULT, class_of
from knowledge.encoder.packing import pack
from knowledge.understanding.turns import read_text

TODAY = datetime.datetime(2026, 11, 29)
UNSAID = "none"  # the label of a message that says no age
NO_VECTOR = pack(np.ones(1, dtype=np.float32))  # rules look at words alone


def read_class(text: str, today: datetime.date) -> str | None:
    """The class of age that rules read of a message by itself; None where it speaks of several."""
    turn = read_text(text, [], NO_VECTOR, [], {}, today, [])
    if turn.manner.of_several:
        return None
    age = turn.entities.get("patient_age", ADULT)
    return class_of(int(age)) if age.isdigit() else age


def compared(messages: Iterable[Labelled], today: datetime.date) -> Counter[tuple[str, str, str]]:
    """How often each label met each class read, with the text of the message."""
    found: Counter[tuple[str, str, str]] = Counter()
    for message in messages:
        label, read = message.labels.get("age"), read_class(message.text, today)
        if label is not None and read is not None:
            found[ADULT if label == UNSAID else label, read, message.text] += 1
    return found


def main(
    show: bool = typer.Option(False, "--show", help="Print the messages that are read otherwise."),
    today: datetime.datetime = typer.Option(TODAY, formats=["%Y-%m-%d"]),
) -> None:
    """Read every labelled message, and count."""
    found = compared(labelled_messages(), today.date())
    right = sum(number for (label, read, _), number in found.items() if label == read)
    typer.echo(f"{right} of {found.total()} in the class of their label")
    classes: Counter[tuple[str, str]] = Counter()
    for (label, read, text), number in found.items():
        if label != read:
            classes[label, read] += number
            if show:
                typer.echo(f"  {label} read as {read}: {text}")
    for (label, read), number in classes.most_common():
        typer.echo(f"{number:5d}  {label} read as {read}")


if __name__ == "__main__":
    run(main)
