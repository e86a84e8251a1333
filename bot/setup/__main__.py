"""Entry point: ``python3 -m bot.setup COMMAND``."""

import sys

# Checked before the other modules are read: their syntax is Python 3.8's.
if sys.version_info < (3, 8):  # noqa: UP036 - ruff takes the target version for granted
    sys.exit("Set-up needs python3 3.8 or later: name one with make PYTHON=/path/to/python3")

from bot.setup.cli import main

sys.exit(main(sys.argv[1:]))
