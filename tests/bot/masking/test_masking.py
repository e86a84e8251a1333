"""No personal data survives masking, and nothing else is touched."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.texts import load_texts
from bot.masking.cleaning import clean
from bot.masking.kinds import Kind
from bot.masking.masking import mask, mask_values
from bot.masking.published import Published

PLACEHOLDERS = load_texts().placeholders
WORD = {
    "p": (Kind.PERSONAL_NUMBER, "[personnummer]"),
    "c": (Kind.COORDINATION_NUMBER, "[samordningsnummer]"),
    "r": (Kind.RESERVE_NUMBER, "[reservnummer]"),
    "t": (Kind.PHONE_NUMBER, "[telefonnummer]"),
    "e": (Kind.EMAIL_ADDRESS, "[e-postadress]"),
}

PERSONAL = [
    *("19850101-1234", "198501011234", "850101-1234", "8501011234", "850101+1234", "19850101+1234"),
    *("850101 1234", "19850101 1234", "19850101 - 1234", "850101 -1234", "850101–1234", "850101.1234"),
    *("1985-01-01-1234", "1985-01-01 1234", "1985 01 01 1234", "1985-01-011234", "1985/01/01-1234"),
    *("85-01-01-1234", "85 01 01 1234", "85.01.01-1234", "1985.01.01-1234", "1985-01-01/1234"),
    # Set apart otherwise, told in words, a digit too many.
    *("850101-12 34", "850101-123 4", "850101-12345", "850101 (9802)", "850101--9802", "1985 0101 1234"),
    *("850101, sista fyra 9802", "850101, de fyra sista siffrorna är 9802"),
    # Typing errors: month 13, day 42, 1 January 3085. Still somebody's number.
    *("19851301-1234", "850142-1234", "30850101-1234", "20230229-1234"),
    # Full-width and Arabic digits, a zero-width space, a soft hyphen, a no-break space.
    *("19850101-1234", "٨٥٠١٠١-١٢٣٤", "8501\u200b01-1234", "850101\u00ad1234", "850101\u00a01234", "850101\u20111234"),
]
COORDINATION = ["19850161-1234", "850161-1234", "8501611234", "198501911234", "1985-01-61-1234", "850161 1234"]
RESERVE = [
    *(
        "19810829M071",
        "19450829K088",
        "19930829X802",
        "19810829-M071",
        "19810829 m071",
        "810829-K088",
        "1981-08-29-X802",
    ),
    *(
        "19810829SU3A",
        "19450829-SF2B",
        "800517 t844",
        "19680109 M-950",
        "19850101-K12A",
        "19850101 AB12",
        "22850101AB12",
        "00854050ABC1",
        "19850101-ABCD",
    ),
    *("991981000010", "99198100-0010", "991981-000010", "198108320014", "19810832-0014"),
]
PHONES = [
    *("46 70 123 45 67", "46-70-123 45 67", "46 31 123 45 67"),
    *("070-123 45 67", "0701234567", "070 1234567", "070-1234567", "076 123 4567", "070.123.45.67", "07012 34567"),
    *("031-12 34 56", "031123456", "(031) 12 34 56", "031/12 34 56", "08-123 456 78", "08-12 34 56", "0500-12 34 56"),
    *("031 123 456", "031 - 12 34 56", "0771-11 77 00", "010-441 00 00", "(0)31-12 34 56"),
    *(
        "+46701234567",
        "+46 70 123 45 67",
        "+46 (0)70-123 45 67",
        "+46 31 123 456",
        "+ 46 31 12 34 56",
        "+46(0)31123456",
    ),
    *("0046701234567", "0046 70 123 45 67", "00 46 31 12 34 56", "46701234567", "+47 22 12 34 56", "+49 30 1234567"),
]
ADDRESSES = [
    *("anna snabel-a vgregion.se", "anna.ek snabela vgregion punkt se", "anna at vgregion punkt se"),
    *("anna punkt ek snabel-a vgregion punkt se", "anna@vgregion punkt se"),
    *(
        "anna@vgregion.se",
        "Anna.Andersson@sub.vgregion.se",
        "a_b-c+x@exempel.nu",
        "åsa.öberg@sjukhus.se",
        "anna@vgregion",
    ),
    *("anna @ vgregion.se", "anna(at)vgregion.se", "anna [at] vgregion.se", "850101-1234@exempel.se", "a@b.se"),
]
HARMLESS = [
    *("2021-11-23 0900", "2021-11-23 0900-1130", "Kombikakod 0123-4567", "diarienr 2021-01234", "bankgiro 0123-4567"),
    *("LMA-kort 50 kr", "EU-kort till 2027-03-04", "pass 13.30", "LMA-kort 240531", "60-100000 kr", "anknytning 2019"),
    *("2 000 000 kr", "135 000 kr", "50 000–100 000 kr", "50 000-100 000", "1 050 000–2 000 000", "100 050 000 kronor"),
    *(
        "25 000 000",
        "1 000 000 000 kr",
        "12 031 123 456 kr",
        "+5 000 000 kr",
        "2.500.000 kr",
        "500000",
        "4 000 000 000",
    ),
    *(
        "2021-11-23",
        "20211123",
        "211123",
        "23 november 2021",
        "05-11-2021",
        "05.11.2021",
        "2021/11/23",
        "2021-01-02 2021-03-04",
    ),
    *(
        "2021-11-23 – 2022",
        "2021-11-23–2022-01-31",
        "2021-11-23 - 2022-01-31",
        "2021-11-23 5000 kr",
        "20211123–20220131",
    ),
    *("lag 2008:344", "1994:362", "2013:407 6 §", "SOSFS 2011:11", "2023 - 2026", "2023–2026", "åren 2024 2025 2026"),
    *("3499:99", "kod 3499:99", "18 år", "0-18 år", "0–5 år", "27", "nivå 1 och 2", "10 %", "4,5 %", "1 av 4"),
    *("232100-0131", "dnr RS 2021-01234", "08.00–16.30", "kl 08-16 2023-05-17", "08:00-16:00", "1177", "112"),
    *("ring 1177 eller 112", "@vgregion", "KJV", "får man söka till 2 personer?", "4 000", "0,5", "50 000 050 kr"),
]


def listed(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(key, text) for key, texts in table.items() for text in texts]


@pytest.mark.parametrize(
    ("key", "written"), listed({"p": PERSONAL, "c": COORDINATION, "r": RESERVE, "t": PHONES, "e": ADDRESSES})
)
@pytest.mark.parametrize("around", ["{}", "Patienten {} undrar?", "pat:{}, född i Syrien.", "rad\n{}\nrad", "({})"])
def test_personal_data_is_replaced_by_a_neutral_word(key: str, written: str, around: str) -> None:
    kind, word = WORD[key]
    masked = mask(around.format(written), PLACEHOLDERS)
    assert masked.kinds == (kind,)
    assert masked.text == around.format(word)


@pytest.mark.parametrize(("key", "written"), listed({"p": PERSONAL, "c": COORDINATION, "r": RESERVE, "t": PHONES}))
def test_a_number_written_right_after_a_word_is_found(key: str, written: str) -> None:
    assert mask(f"pat{written}", PLACEHOLDERS).text == f"pat{WORD[key][1]}"


@pytest.mark.parametrize("written", HARMLESS)
@pytest.mark.parametrize("around", ["{}", "Gäller {} även oss?", "är det {}.", "rad\n{}\nrad", "({})"])
def test_amounts_dates_and_laws_are_left_alone(written: str, around: str) -> None:
    text = around.format(written)
    assert mask(text, PLACEHOLDERS) == (text, ())


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("850101-1234 och 19900202-1234", "[personnummer] och [personnummer]"),
        ("031-12 34 56/070-123 45 67", "[telefonnummer]/[telefonnummer]"),
        ("ring 08-123456 08.00-16.30", "ring [telefonnummer] 08.00-16.30"),
        ("avd 2 070-123 45 67", "avd 2 [telefonnummer]"),
        ("Född 1985-01-01 tel 070-1234567 mejl a@b.se.", "Född 1985-01-01 tel [telefonnummer] mejl [e-postadress]."),
    ],
)
def test_several_pieces_in_one_text(text: str, masked: str) -> None:
    assert mask(text, PLACEHOLDERS).text == masked


def test_an_allowed_function_address_stays() -> None:
    masked = mask("KJV@exempel.se eller anna@exempel.se", PLACEHOLDERS, Published(addresses={"kjv@exempel.se"}))
    assert masked == ("KJV@exempel.se eller [e-postadress]", (Kind.EMAIL_ADDRESS,))


def test_metadata_is_masked_at_every_level() -> None:
    value = {"user": {"mail": "anna@exempel.se", "list": ["850101-1234", 3, None, True]}}
    assert mask_values(value, PLACEHOLDERS) == {
        "user": {"mail": "[e-postadress]", "list": ["[personnummer]", 3, None, True]}
    }


def test_metadata_nested_too_deep_is_refused() -> None:
    with pytest.raises(ValueError, match="too deep"):
        mask_values({"a": {"b": {"c": {}}}}, PLACEHOLDERS, depth=2)


WRITINGS = [
    *("{c}{y}{m}{d}-{n}", "{c}{y}{m}{d}{n}", "{c}{y}{m}{d} {n}", "{c}{y}{m}{d} - {n}", "{c}{y}{m}{d}+{n}"),
    *("{y}{m}{d}-{n}", "{y}{m}{d}+{n}", "{y}{m}{d}{n}", "{y}{m}{d} {n}", "{y}{m}{d}–{n}", "{y}{m}{d} – {n}"),
    *("{c}{y}-{m}-{d}-{n}", "{y}-{m}-{d}-{n}", "{c}{y} {m} {d}-{n}", "{c}{y}.{m}.{d}-{n}", "{c}{y}/{m}/{d}-{n}"),
]


@st.composite
def personal_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A personnummer or samordningsnummer in some writing, with its ten digits."""
    day = draw(st.integers(1, 31)) + draw(st.sampled_from([0, 60]))
    parts = {
        "c": draw(st.sampled_from(["18", "19", "20"])),
        "y": f"{draw(st.integers(0, 99)):02}",
        "m": f"{draw(st.integers(1, 12)):02}",
        "d": f"{day:02}",
        "n": f"{draw(st.integers(0, 9999)):04}",
    }
    return draw(st.sampled_from(WRITINGS)).format(**parts), parts["y"] + parts["m"] + parts["d"] + parts["n"]


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


# A digit right beside a number makes it another number; what counts is what can be seen, hence the cleaning.
before = st.text(max_size=40).filter(lambda text: not clean(text)[-1:].isdecimal())
after = st.text(max_size=40).filter(lambda text: not clean(text)[:1].isdecimal())


@settings(max_examples=500, deadline=None)
@given(personal_numbers(), before, after)
def test_no_personal_number_survives_in_any_text(number: tuple[str, str], head: str, tail: str) -> None:
    written, ten_digits = number
    masked = mask(head + written + tail, PLACEHOLDERS)
    assert masked.kinds
    assert written not in masked.text
    around = digits(mask(head, PLACEHOLDERS).text) + digits(mask(tail, PLACEHOLDERS).text)
    assert ten_digits not in digits(masked.text) or ten_digits in around


typed = st.text(st.sampled_from("0123456789 -–+./:()@abkmx\nåKMX"), max_size=60)


@settings(max_examples=1000, deadline=None)
@given(st.one_of(st.text(max_size=80), typed))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text, PLACEHOLDERS)
    assert mask(once.text, PLACEHOLDERS) == (once.text, ())


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(whitelist_categories=["Lu", "Ll", "Po"], blacklist_characters="@＠﹫"), max_size=80))
def test_words_alone_are_masked_as_names_or_not_at_all(text: str) -> None:
    assert set(mask(text, PLACEHOLDERS).kinds) <= {Kind.NAME}


@pytest.mark.parametrize("piece", ["0", "1 ", "a", "a@", "08.", "850101-", "031 ", "1 000 ", "+46", "05 0"])
def test_a_long_tricky_text_takes_no_long_time(piece: str) -> None:
    text = (piece * 60_000)[:60_000]
    start = time.process_time()  # of this process, so that a busy machine fails nobody
    mask(text, PLACEHOLDERS)
    assert time.process_time() - start < 5
