"""How numbers and dates are written: pieces that several patterns share.

All patterns of this room are written for text that cleaning.py has passed over: digits are 0-9 and the only blanks are
space and line break. In doubt they mask: a wrongly masked number costs a question asked again, a missed one is a
patient's identity. Every repetition is bounded or of one kind of character, so that no text takes long.
"""

from typing import Final

Span = tuple[int, int]


def any_of(*patterns: str) -> str:
    """A pattern that fits where one of some does."""
    return f"(?:{'|'.join(patterns)})"


DASHES: Final = r"\u2010-\u2015\u2212-"  # for inside a class, at its end
DASH: Final = rf"[{DASHES}]"
MONTH: Final = r"(?:0[1-9]|1[0-2])"
DAY: Final = r"(?:0[1-9]|[12]\d|3[01])"
YEAR: Final = r"(?:(?:18|19|20)\d\d|\d\d)"
CURRENCY: Final = r"[ ]?(?:kr|kronor|tkr|mkr|sek)\b"
QUARTER_HOUR: Final = r"(?:[01]\d|2[0-4])(?:00|15|30|45)"
