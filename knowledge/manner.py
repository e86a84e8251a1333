"""How something is asked, as every part of the house speaks of it; read in ``understanding.manner``."""

from __future__ import annotations

import dataclasses
from typing import Final

FORMS: Final = ("open", "yes_no", "claim", "restriction", "negated", "hypothetical", "comparison", "statement")


@dataclasses.dataclass(frozen=True)
class Manner:
    """``form`` is one of FORMS; the flags may hold for any form.

    ``denies`` says that the sentence itself holds a negation of what is asked ("får hon inte …?", "har väl ingen
    rätt"), ``restricts`` that it allows only so much ("bara akut").
    """

    form: str = "open"
    denies: bool = False
    restricts: bool = False
    supposes: bool = False  # "om hon vore nitton"
    compares: bool = False
    of_staff: bool = False  # what staff may or must, or what a law or a condition says: no right of the patient's
    of_several: bool = False  # persons of different ages at once: what holds for one need not hold for the other

    @property
    def wants_yes_or_no(self) -> bool:
        """Whether a reply may begin with "Ja" or "Nej" where a fact settles just what is asked."""
        return self.form in ("yes_no", "claim", "negated") and not (
            self.restricts or self.compares or self.of_several or self.of_staff
        )


OPEN: Final = Manner()  # where nothing tells how something is asked
