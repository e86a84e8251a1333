"""Personal, coordination and reserve numbers.

Personal and coordination numbers (personnummer, samordningsnummer: day + 60), with or without century:
    19850101-1234  198501011234  850101-1234  850101+1234  8501011234  850101 1234  19850101 - 1234
    1985-01-01-1234  1985 01 01 1234  85.01.01-1234  1985-01-01 1234  1985 0101 1234
    850101--1234  850101 (1234)  850101-12 34  850101-123 4  850101, sista fyra 1234
  The check digit is not tested (a typing error is still personal data; so is a digit too few or too many after the
  hyphen). 8-4 digits joined by - or + are masked whatever the digits say; 6-4 digits need a month (01-12) in the
  middle, which an organisation number (232100-0131) never has.

Reserve numbers (reservnummer), as the regions' public format descriptions give them:
    Västra Götaland  19810829M071 (K, M or X and three digits)     national  22850101AB12, 00854050ABC1
    Värmland         19810829SU3A                                   Skåne     date, four characters, one a letter
    Stockholm        991981000010 (99, year, six digits)            Carelink  198108320014 (day 32-59)
"""

import re

from bot.masking.writing import CURRENCY, DASH, DAY, MONTH, QUARTER_HOUR, YEAR

_DAY_PLUS_60 = r"(?:6[1-9]|[78]\d|9[01])"
_DAY_CARELINK = r"(?:3[2-9]|[45]\d)"
_LETTER = r"[A-Za-zÅÄÖåäö]"
# What may stand before the last four digits.
_JOINT = rf"(?:\s{{0,3}}(?:{DASH}{{1,3}}|\+)?\s{{0,3}}|[./:_*])"
# "2021-11-23 – 2022" and "2021-11-23 5000 kr" are a date and something else, "2021-11-23–2022-01-31" two dates,
# "2021-11-23 0900" a time of day: nobody born in 2000 or later is looked for by the date's hyphens and a quarter hour.
_NOT_A_PERSON = (
    rf"(?!\s*{DASH}?\s+(?:19|20)\d\d(?!\d)|{DASH}\s+(?:19|20)\d\d(?!\d)"
    rf"|\s*{DASH}\s*(?:19|20)\d\d{DASH}\d\d{DASH}\d\d(?!\d)"
    r"|\s+\d{4}\s*(?:kr|tkr|sek|kronor)\b"
    rf"|(?<=20\d\d.\d\d.\d\d)\s+{QUARTER_HOUR}(?!\d))"
)


def _dated(day: str) -> str:
    """Birth date and four digits, the date's parts together or set apart."""
    joined = rf"(?:(?:19|20)[ ])?{YEAR}{MONTH}{day}{_JOINT}"
    in_two = rf"(?:18|19|20)\d\d[ ]{MONTH}{day}[ ]"
    apart = rf"{YEAR}(?P<gap>{DASH}|[./ ]){MONTH}(?P=gap){day}{_NOT_A_PERSON}{_JOINT}"
    return rf"(?:{joined}|{in_two}|{apart})\d{{4}}(?!\d)"


def _broken(day: str) -> str:
    """Birth date together, and the last four in brackets, set apart among themselves, or one too few or too many."""
    date = rf"{YEAR}{MONTH}{day}"
    # a telephone number or a date's range may follow a date too: only a hyphen without blanks joins these
    last = rf"{DASH}(?=\d[ ]?\d[ ]?\d[ ]?\d(?![\d]))[\d ]{{4,7}}(?<=\d)|{DASH}\d{{3}}(?:\d\d)?(?![\d-])"
    return rf"(?:{date}(?:{last}|\s{{0,2}}\(\d{{4}}\)))"


# "född 850101, sista fyra 9802": the words between date and digits say that they belong together.
_TOLD = r"(?:sista|fyra|kontroll|siffr|slut)"
_BIRTH_DATE = rf"{YEAR}(?:{DASH}|[./ ])?{MONTH}(?:{DASH}|[./ ])?(?:{DAY}|{_DAY_PLUS_60})"
_LAST_FOUR = r"(?:fyra[ ]sista|sista[ ]fyra|(?:kontroll|slut)siffror(?:na)?)(?:[ ]siffror(?:na)?)?"
_SPOKEN = (
    rf"(?:{_BIRTH_DATE}\W{{0,3}}[^\d\n]{{0,25}}?\b{_TOLD}[^\d\n]{{0,25}}?)\d{{4}}(?!\d)"
    rf"|\b{_LAST_FOUR}[ :=]{{1,3}}(?:är[ ])?\d{{4}}(?!\d)"
)

# Ten digits alone that begin with a mobile prefix are a phone number far oftener than a child born in 2007.
_NOT_MOBILE = r"(?!07[02369]\d{7}(?!\d))"

COORDINATION_NUMBER = re.compile(rf"(?<!\d)(?:{_dated(_DAY_PLUS_60)}|{_broken(_DAY_PLUS_60)})")
PERSONAL_NUMBER = re.compile(
    rf"(?<!\d)(?:{_NOT_MOBILE}{_dated(DAY)}|{_broken(DAY)})"
    rf"|(?<!\d)\d{{8}}(?:{DASH}{{1,3}}|\+)\d{{4}}(?!\d)"
    rf"|(?<!\d)\d\d{MONTH}\d\d(?:{DASH}{{1,3}}|\+)\d{{4}}(?!\d)"
    rf"|(?<!\d){_SPOKEN}",
    re.IGNORECASE,
)

_FOUR_MIXED = rf"(?=\d{{0,3}}{_LETTER})(?={_LETTER}{{0,3}}\d)[0-9A-Za-zÅÄÖåäö]{{4}}(?!\w)"
_FOUR_MIXED_CAPITALS = r"(?=\d{0,3}[A-ZÅÄÖ])(?=[A-ZÅÄÖ]{0,3}\d)[0-9A-ZÅÄÖ]{4}(?!\w)"
_RESERVE_DATE = rf"(?:\d{{8}}|\d\d{MONTH}\d\d|{YEAR}(?:{DASH}|[./ ]){MONTH}(?:{DASH}|[./ ])\d\d)"
RESERVE_NUMBER = re.compile(
    rf"(?<!\d){_RESERVE_DATE}(?:"
    rf"\s{{0,2}}{DASH}?\s{{0,2}}[KMXkmx](?:{DASH}|[ ])?\d{{3}}(?!\d)(?!{CURRENCY})"
    rf"|\s{{0,2}}{DASH}?\s{{0,2}}[A-Za-z]{DASH}?\d{{3}}(?!\w)(?!{CURRENCY})"
    rf"|(?:{DASH}|\+)?{_FOUR_MIXED}"
    rf"|\s{{0,2}}{DASH}?\s{{0,2}}{_FOUR_MIXED_CAPITALS}"
    rf"|{DASH}[A-ZÅÄÖ]{{4}}(?!\w))"
    rf"|(?<!\d)99(?:19|2[0-2])\d\d[ ]?{DASH}?[ ]?\d\d[ ]?{DASH}?[ ]?\d{{4}}(?!\d)"
    rf"|(?<!\d)(?:19|20)\d\d{MONTH}{_DAY_CARELINK}[ ]?{DASH}?[ ]?\d{{4}}(?!\d)"
)
