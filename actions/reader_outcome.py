"""What became of a turn's second reading, as the event keeps it: figures and names, never a word of the message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from actions import second_reading
from knowledge.understanding.proposed import Merged

if TYPE_CHECKING:
    from bot.reader.reader import Second

AGREED: Final = "agreed"  # the answer is the same with both readings
ASKED_BACK: Final = "asked_back"  # it is another, so the question was put back
STOOD: Final = "stood"  # it is another, and the built-in one was given: it could not be asked as one question
FAILED: Final = "failed"  # there was no second reading
OUTCOMES: Final = (AGREED, ASKED_BACK, STOOD, FAILED)


def told_of(second: Second, both: Merged, outcome: str) -> dict[str, Any]:
    """The event's part about the reader: prompt, model, outcome, what differed, what was dropped, milliseconds."""
    from bot.reader.prompting import version

    own = second_reading.reader()
    return {
        "prompt": version(),
        "model": own.model if own else "",
        "outcome": outcome if second.proposal is not None else FAILED,
        "why": second.why,
        "differs": list(both.differs),
        "dropped": second.proposal.dropped if second.proposal is not None else 0,
        "milliseconds": second.milliseconds,
        "kept": second.kept,
    }
