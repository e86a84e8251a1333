"""Read from a message how long the patient has been in Sweden: what an EU citizen's rights turn on."""

from __future__ import annotations

import re
from typing import Final

# values of the entity `registration`, as in its lexicon; what they mean for a group: registration.yml
LONG_STAY: Final = "over_three_months"
SHORT_STAY: Final = "under_three_months"
LIMIT_MONTHS: Final = 3

_NUMBERS: Final = {
    "en": 1, "ett": 1, "två": 2, "tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
    "tio": 10, "elva": 11, "tolv": 12, "halvår": 6,
}  # fmt: skip
_MONTHS: Final = {"dag": 1 / 30, "veck": 7 / 30, "mån": 1.0, "man": 1.0, "år": 12.0, "ar": 12.0}
_COUNT: Final = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})\s?(dag|veck|mån|man|år|ar)(?:ar|or|a|ader|ad|en|et|er)?\b"
_HERE: Final = r"(?:här|i\s(?:sverige|landet|sve))"
# "har" is "här" without its dots, but only behind a verb of staying: "29 år har feber"
_THERE: Final = r"(?:här|har|i\s(?:sverige|landet|sve))"
STAYED: Final = (
    # the place must be named and nothing set off by a comma: "varit på akuten, 17 år" is an age
    re.compile(
        rf"(?:varit|bott|befunnit\ssig|vistats|levt|stannat)\b[^.,;?!\d]{{0,20}}?\b{_THERE}\b[^.,;?!\d]{{0,15}}?\b{_COUNT}"
    ),
    re.compile(rf"\b{_COUNT}\s{_HERE}(?!\w)"),
)
_OVER: Final = re.compile(r"(?:mer|längre|langre)\s(?:än|an)\s(?:3|tre)\sm[åa]n|över\s(?:3|tre)\sm[åa]n|flera\sår")
_UNDER: Final = re.compile(r"(?:mindre|kortare)\s(?:tid\s)?(?:än|an)\s(?:3|tre)\sm[åa]n|under\s(?:3|tre)\sm[åa]n")


def find_stay(text: str) -> str | None:
    """LONG_STAY past three months, SHORT_STAY up to that; None where the message says nothing of it."""
    text = text.lower()
    if _OVER.search(text):
        return LONG_STAY
    if _UNDER.search(text):
        return SHORT_STAY
    for pattern in STAYED:
        found = pattern.search(text)
        if found:
            count = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
            return LONG_STAY if count * _MONTHS[found[2]] > LIMIT_MONTHS else SHORT_STAY
    return None
