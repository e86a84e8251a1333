"""Rasa's own command without TensorFlow in memory: ``python -m bot.lean.rasa run …``, train, data validate, test nlu.

All that its pipeline here needs works as with the plain command, which remains, for whoever tries a neural component.
"""

from __future__ import annotations

from bot.ending import end_in_order
from bot.lean.light import go_light


def main() -> None:
    """Run Rasa's command with this process's arguments."""
    end_in_order()  # a model that is being unpacked, loaded or trained lies in a temporary folder
    go_light()
    from rasa.__main__ import main as rasa_main  # only now: its imports are what is to be light

    rasa_main()


if __name__ == "__main__":
    main()
