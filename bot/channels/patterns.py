"""How personal data is written: the patterns behind masking.py.

They are written for text that cleaning.py has passed over: digits are 0-9 and the only blanks are space and line break.
In doubt they mask: a wrongly masked number costs a question asked again, a missed one is a patient's identity.

Personal and coordination numbers (personnummer, samordningsnummer: day + 60), with or without century:
    19850101-1234  198501011234  850101-1234  850101+1234  8501011234  850101 1234  19850101 - 1234
    1985-01-01-1234  1985 01 01 1234  85.01.01-1234  1985-01-01 1234
  The check digit is not tested (a typing error is still personal data). 8-4 digits joined by - or + are masked whatever
  the digits say; 6-4 digits need a month (01-12) in the middle, which an organisation number (232100-0131) never has.

Reserve numbers (reservnummer), as the regions' public format descriptions give them:
    Västra Götaland  19810829M071 (K, M or X and three digits)     national  22850101AB12, 00854050ABC1
    Värmland         19810829SU3A                                   Skåne     date, four characters, one a letter
    Stockholm        991981000010 (99, year, six digits)            Carelink  198108320014 (day 32-59)

Phone numbers: +46 / 0046 and other countries' codes, area codes and mobile numbers in any grouping.
"""

import re

_DASH = r"[-\u2010-\u2015\u2212]"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_DAY_PLUS_60 = r"(?:6[1-9]|[78]\d|9[01])"
_DAY_CARELINK = r"(?:3[2-9]|[45]\d)"
_YEAR = r"(?:(?:18|19|20)\d\d|\d\d)"
_LETTER = r"[A-Za-zÅÄÖåäö]"
# What may stand before the last four digits.
_JOINT = rf"(?:\s{{0,3}}(?:{_DASH}|\+)?\s{{0,3}}|[./:_*])"
# "2021-11-23 – 2022" and "2021-11-23 5000 kr" are a date and something else, "2021-11-23–2022-01-31" two dates.
_NOT_A_PERSON = (
    rf"(?!\s*{_DASH}?\s+(?:19|20)\d\d(?!\d)|{_DASH}\s+(?:19|20)\d\d(?!\d)"
    rf"|\s*{_DASH}\s*(?:19|20)\d\d{_DASH}\d\d{_DASH}\d\d(?!\d)"
    r"|\s+\d{4}\s*(?:kr|tkr|sek|kronor)\b)"
)


def _dated(day: str) -> str:
    """Birth date and four digits, the date's parts together or set apart."""
    joined = rf"{_YEAR}{_MONTH}{day}{_JOINT}"
    apart = rf"{_YEAR}(?P<gap>{_DASH}|[./ ]){_MONTH}(?P=gap){day}{_NOT_A_PERSON}{_JOINT}"
    return rf"(?:{joined}|{apart})\d{{4}}(?!\d)"


# Ten digits alone that begin with a mobile prefix are a phone number far oftener than a child born in 2007.
_NOT_MOBILE = r"(?!07[02369]\d{7}(?!\d))"

COORDINATION_NUMBER = re.compile(rf"(?<!\d){_dated(_DAY_PLUS_60)}")
PERSONAL_NUMBER = re.compile(
    rf"(?<!\d){_NOT_MOBILE}{_dated(_DAY)}"
    rf"|(?<!\d)\d{{8}}(?:{_DASH}|\+)\d{{4}}(?!\d)"
    rf"|(?<!\d)\d\d{_MONTH}\d\d(?:{_DASH}|\+)\d{{4}}(?!\d)"
)

_FOUR_MIXED = rf"(?=\d{{0,3}}{_LETTER})(?={_LETTER}{{0,3}}\d)[0-9A-Za-zÅÄÖåäö]{{4}}(?!\w)"
_FOUR_MIXED_CAPITALS = r"(?=\d{0,3}[A-ZÅÄÖ])(?=[A-ZÅÄÖ]{0,3}\d)[0-9A-ZÅÄÖ]{4}(?!\w)"
_RESERVE_DATE = rf"(?:\d{{8}}|\d\d{_MONTH}\d\d|{_YEAR}(?:{_DASH}|[./ ]){_MONTH}(?:{_DASH}|[./ ])\d\d)"
RESERVE_NUMBER = re.compile(
    rf"(?<!\d){_RESERVE_DATE}(?:"
    rf"\s{{0,2}}{_DASH}?\s{{0,2}}[KMXkmx]\d{{3}}(?!\d)"
    rf"|(?:{_DASH}|\+)?{_FOUR_MIXED}"
    rf"|\s{{0,2}}{_DASH}?\s{{0,2}}{_FOUR_MIXED_CAPITALS}"
    rf"|{_DASH}[A-ZÅÄÖ]{{4}}(?!\w))"
    rf"|(?<!\d)99(?:19|2[0-2])\d\d[ ]?{_DASH}?[ ]?\d\d[ ]?{_DASH}?[ ]?\d{{4}}(?!\d)"
    rf"|(?<!\d)(?:19|20)\d\d{_MONTH}{_DAY_CARELINK}[ ]?{_DASH}?[ ]?\d{{4}}(?!\d)"
)

# 128 bounds the search backwards from an @, so that a long text without blanks costs no more than a short one.
_LOCAL = r"[\w.+'&%-]{1,128}"
_DOMAIN = r"(?=[\w.-]*[^\W\d_])[\w-]+"
EMAIL_ADDRESS = re.compile(
    rf"{_LOCAL}(?:[@\uff20\ufe6b]|\s?[(\[](?:at|snabel-?a)[)\]]\s?){_DOMAIN}(?:\.[\w-]+)*"
    rf"|{_LOCAL}\s{{0,2}}[@\uff20\ufe6b]\s{{0,2}}{_DOMAIN}(?:\.[\w-]+)+",
    re.IGNORECASE,
)

_NEXT_DIGIT = rf"(?:(?:{_DASH}|[ ()/.]){{0,3}}\d)"
PHONE_NUMBER = re.compile(
    rf"(?<!\d)(?:\+[ ]?(?=46)|\+|00[ ]?)[1-9]{_NEXT_DIGIT}{{7,15}}(?!\d)"
    rf"|(?<!\d)(?:\((?=0\d{{0,3}}\)))?0(?:\)[ ]?)?[1-9]{_NEXT_DIGIT}{{6,8}}(?!\d)"
    r"|(?<!\d)467[02369]\d{7}(?!\d)"
)

_AMOUNT = r"[1-9]\d{0,2}(?:[ .]\d{3}){1,2}(?![ .]?\d)"
_CURRENCY = r"[ ]?(?:kr|kronor|tkr|mkr|sek)\b"
# Groups of three also stand inside phone numbers ("031-123 456"): an amount begins after none of these.
_NOT_INSIDE_A_NUMBER = rf"(?<![\d+])(?<!\d[ ./)])(?<!\d{_DASH})(?<!\)[ ])"
_CLOCK = r"(?:[01]\d|2[0-4])"
# What a phone number never begins in: amounts and ranges of amounts, dates, opening hours.
NOT_A_PHONE = re.compile(
    rf"{_NOT_INSIDE_A_NUMBER}{_AMOUNT}(?:[ ]?{_DASH}[ ]?{_AMOUNT}|(?![ ]?{_DASH}[ ]?\d))"
    rf"|{_NOT_INSIDE_A_NUMBER}[1-9]\d{{0,2}}(?:[ .]\d{{3}})+(?={_CURRENCY})"
    rf"|\+[1-9]\d{{0,2}}(?:[ .]?\d{{3}})+(?={_CURRENCY})"
    rf"|(?<!\d)(?:18|19|20)\d\d(?P<gap>{_DASH}|[/.]){_MONTH}(?P=gap){_DAY}(?!\d)"
    rf"|(?<!\d){_DAY}(?P<gap2>{_DASH}|[/.]){_MONTH}(?P=gap2)(?:19|20)\d\d(?!\d)"
    rf"|(?<!\d)(?<!\d{_DASH}){_CLOCK}[.][0-5]\d[ ]?{_DASH}[ ]?{_CLOCK}[.][0-5]\d(?!\d)"
    rf"|(?<!\d)(?<!\d{_DASH}){_CLOCK}(?:00|15|30|45)[ ]?{_DASH}[ ]?{_CLOCK}(?:00|15|30|45)(?!\d)",
    re.IGNORECASE,
)
