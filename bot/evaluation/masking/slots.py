"""What fills the gaps of frames.yml: one writer per slot, each from a given source of chance."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

from ruamel.yaml import YAML

HERE = Path(__file__).parent
Writer = Callable[[Random], str]
#: Slots whose words are personal data, and what counts them.
NUMBERS = frozenset({"personal", "coordination", "reserve", "phone", "extension", "email", "identifier"})
NAMES = frozenset({"name", "given", "lower_name", "lower_given"})
ADDRESSES = frozenset({"address"})

PERSONAL = (
    *("{y}{m}{d}-{n}", "{c}{y}{m}{d}-{n}", "{c}{y}{m}{d}{n}", "{y}{m}{d}{n}", "{y}{m}{d} {n}", "{y}{m}{d}+{n}"),
    *(
        "{c}{y}-{m}-{d}-{n}",
        "{c}{y} {m} {d} {n}",
        "{c}{y}-{m}-{d} {n}",
        "{y}{m}{d}--{n}",
        "{y}{m}{d} ({n})",
        "{c}{y} {m}{d} {n}",
    ),
    *("{y}{m}{d}-{n2} {n1}", "{y}{m}{d}-{n3} {n4}", "{y}{m}{d}-{n}5", "{y}{m}{d}, sista fyra {n}", "{y}.{m}.{d}-{n}"),
    *("{y}{m}{d} – {n}", "{y}{m}{d}, fyra sista siffrorna är {n}"),
)
RESERVE = (
    "{c}{y}{m}{d}K{n5}",
    "{c}{y}{m}{d}-M{n5}",
    "{y}{m}{d} t{n5}",
    "{c}{y}{m}{d} X-{n5}",
    "{c}{y}{m}{d}SU{n4}A",
    "{y}{m}{d} m{n5}",
)
PHONES = (
    *(
        "070-{3} {2} {2}",
        "07{1}{7}",
        "+46 7{1} {3} {2} {2}",
        "46 70 {3} {2} {2}",
        "031-{2} {2} {2}",
        "0046 73 {3} {2} {2}",
    ),
    *("08-{3} {3} {2}", "+467{1}{7}", "0722-{2} {2} {2}", "076 {3} {4}", "+963 9{2} {3} {3}"),
)
EXTENSIONS = ("ankn {5}", "anknytning {5}", "ankn. {4}", "kortnr {4}", "tel {2} {2} {2}")
EMAILS = (
    *("{f}.{s}@sjukhus.example", "{f}@region.example", "{f}.{s} snabel-a exempel.se", "{f} at exempel punkt se"),
    *(
        "{f} punkt {s} snabel-a exempel punkt se",
        "{f}(at)exempel.se",
        "{f} snabela exempel.se",
        "{f}.{s}@exempel punkt se",
    ),
)
LABELS = {
    "LMA-kort nr": ("5{1}-{6}", "5{7}"),
    "LMA-nummer": ("5{1}-{6}", "5{7}"),
    "LMA": ("5{1}-{6}",),
    "dossiernr": ("5{1}-{6}", "5{7}"),
    "dossiernummer": ("5{1}-{6}", "1{1}-{6}"),
    "dossiernumret hos Migrationsverket": ("5{1}-{6}",),
    "ärendenummer": ("{8}", "5{1}-{6}"),
    "UT-nummer": ("{8}", "UT{7}"),
    "kundnummer": ("{7}", "{3}-{4}"),
    "kundnr": ("{6}",),
    "pass": ("AA{7}", "P0{7}", "{8}"),
    "passnummer": ("{9}", "N{8}"),
    "passnr": ("K{8}",),
    "EU-kort": ("80246802460000{6}", "{10}"),
    "EU-kort nr": ("80246802460000{6}",),
    "journalnr": ("{6}", "{4}-{3}"),
    "journalnummer": ("{7}",),
    "patient-id": ("{7}",),
    "körkortsnummer": ("{6}{4}",),
    "id-kort": ("{8}",),
    "remissnr": ("{8}",),
    "kontonummer": ("{4}-{7}",),
}
STREETS = (
    "Storgatan",
    "Kungsgatan",
    "Björkvägen",
    "Södra Vägen",
    "Västra Hamngatan",
    "Skolgränd",
    "Lillåstigen",
    "Norra Torget",
    "Olof Palmes gata",
    "Tallbacken",
    "Gamla Riksvägen",
    "Sveavägen",
    "Kyrkallén",
)
TOWNS = ("Göteborg", "Borås", "Skövde", "Trollhättan", "Mariestad", "Alingsås", "Vara", "Ulricehamn")
CHOICES: Mapping[str, Sequence[str]] = {
    "month": ("januari", "februari", "mars", "april", "maj", "augusti", "oktober", "December"),
    "country": ("Syrien", "Afghanistan", "Somalia", "Ukraina", "Eritrea", "Georgien", "Irak", "Rumänien", "Jordanien"),
    "town": (*TOWNS, "Lund", "Mora", "Vilhelmina", "Kalmar"),
    "trade": ("barnmorskor", "en fysioterapeut", "Rehab", "distriktssköterskor", "en privat vårdcentral", "kuratorn"),
    "authority": (
        "Migrationsverket",
        "Försäkringskassan",
        "Socialstyrelsen",
        "Skatteverket",
        "Inspektionen för vård och omsorg",
        "SKR",
        "Folkhälsomyndigheten",
        "Polisen",
        "Kunskapscentrum för jämlik vård",
    ),
    "programme": (
        "Utlysning 2021",
        "Färdplanen",
        "God och nära vård i glesbygd",
        "Kompetensutvecklingsbidraget",
        "Fokus: migration och etnicitet",
    ),
    "place": (
        "Sahlgrenska Universitetssjukhuset",
        "Östra sjukhuset",
        "Drottning Silvias barnsjukhus",
        "Södra Älvsborgs Sjukhus",
        "Astrid Lindgrens barnsjukhus",
        "Närhälsan Gamlestaden",
        "Capio Lundby Närsjukhus",
        "Rosengrenska",
        "Angereds Närsjukhus",
        "Skaraborgs Sjukhus",
        "Sankt Görans sjukhus",
        "Karolinska",
        "Röda Korset",
        "Läkare i Världen",
    ),
    "disease": (
        "Crohns sjukdom",
        "Parkinson",
        "Alzheimers sjukdom",
        "Downs syndrom",
        "Sjögrens syndrom",
        "Hodgkins lymfom",
        "Hepatit C",
        "Tourettes",
        "typ 1-diabetes",
        "TBC",
        "PTSD",
        "Addisons sjukdom",
    ),
    "contact": ("Sofia Nilsson", "Anna Ylmén", "Malin Sköld", "Anki Schutz", "Malin Swärd Davidsson"),
    "published_email": ("kjv@vgregion.se", "vgprimarvard@vgregion.se", "vardval.rehab@vgregion.se"),
    "published_phone": ("0735-76 37 23", "0722-02 52 87"),
    "law": (
        "lag 2008:344",
        "lagen (2013:407)",
        "förordning 1994:362",
        "SOSFS 2011:11",
        "HSL 2017:30",
        "SFS 2016:1145",
        "patientsäkerhetslagen 2010:659",
    ),
    "section": ("6 §", "5 § andra stycket", "kap 4 § 2", "3 kap. 1 §"),
    "dose": (
        "Alvedon 500 mg",
        "Kåvepenin 1 g x 3",
        "Ipren 200 mg 1x3",
        "Waran 2,5 mg",
        "Klexane 40 mg/0,4 ml",
        "Levaxin 100 mikrogram",
    ),
    "level": ("1", "2"),
    "percent": ("50 %", "12,5 %", "100 procent"),
    "hours": ("08.00-16.30", "0800-1630", "kl 8-17", "måndag-fredag 07:45–16:00"),
    "icd": ("J45.9", "F43.1", "O80.0", "E10.9", "Z34"),
    "small_amount": ("50 kr", "25 kronor", "100 kr", "1 250 kr", "400:-"),
}


@functools.lru_cache(maxsize=1)
def _people() -> Mapping[str, Sequence[str]]:
    return YAML(typ="safe", pure=True).load((HERE / "people.yml").read_text(encoding="utf-8"))


def fill(slot: str, chance: Random) -> str:
    """The words of a slot; KeyError for an unknown one."""
    return chance.choice(CHOICES[slot]) if slot in CHOICES else _WRITERS[slot](chance)


def digits(chance: Random, form: str) -> str:
    """The form with each {n} replaced by n digits."""
    for count in range(1, 11):
        while f"{{{count}}}" in form:
            form = form.replace(f"{{{count}}}", "".join(chance.choice("123456789") for _ in range(count)), 1)
    return form


def _born(chance: Random, forms: Sequence[str], plus: int = 0) -> str:
    year, number = chance.randint(1940, 2019), chance.randint(1000, 9899)
    return chance.choice(forms).format(
        c=str(year)[:2], y=str(year)[2:], m=f"{chance.randint(1, 12):02}", d=f"{chance.randint(1, 28) + plus:02}",
        n=number, n1=str(number)[2:], n2=str(number)[:2], n3=str(number)[:3], n4=str(number)[3:], n5=str(number)[1:],
    )  # fmt: skip


def _name(chance: Random) -> str:
    return f"{chance.choice(_people()['given'])} {chance.choice(_people()['surname'])}"


def _email(chance: Random) -> str:
    first, last = (str(chance.choice(_people()[part])).lower().split()[0] for part in ("given", "surname"))
    return chance.choice(EMAILS).format(f=first, s=last)


def _address(chance: Random) -> str:
    street = f"{chance.choice(STREETS)} {chance.randint(1, 140)}{chance.choice(['', '', ' B', 'A'])}"
    return street + chance.choice(
        [
            "",
            "",
            f" lgh {chance.randint(10, 19)}0{chance.randint(1, 6)}",
            f", {chance.randint(411, 549)} {chance.randint(10, 99)} {chance.choice(TOWNS)}",
        ]
    )


def _amount(chance: Random) -> str:
    thousands = chance.choice([5, 20, 60, 135, 400, 1050, 2000])
    return chance.choice(
        [
            f"{thousands * 1000:,}".replace(",", " ") + " kr",
            f"{thousands} 000 kronor" if thousands < 1000 else "2 miljoner",
            f"{thousands} tkr",
        ]
    )


_WRITERS: Mapping[str, Writer] = {
    "personal": lambda chance: _born(chance, PERSONAL),
    "coordination": lambda chance: _born(chance, PERSONAL[:7], plus=60),
    "reserve": lambda chance: _born(chance, RESERVE),
    "phone": lambda chance: digits(chance, chance.choice(PHONES)),
    "extension": lambda chance: digits(chance, chance.choice(EXTENSIONS)),
    "email": _email,
    "name": _name,
    "given": lambda chance: chance.choice(_people()["given"]),
    "lower_name": lambda chance: _name(chance).lower(),
    "lower_given": lambda chance: chance.choice(_people()["given"]).lower(),
    "address": _address,
    "age": lambda chance: str(chance.randint(2, 89)),
    "week": lambda chance: str(chance.randint(5, 41)),
    "weight": lambda chance: f"{chance.randint(4, 60)} kg",
    "count": lambda chance: str(chance.choice([12, 140, 2500, 12000])),
    "amount": _amount,
    "date": lambda chance: chance.choice(
        ["2021-11-23", "23 november 2021", "211123", "31/12 2026", "2026-03-04", "17.5.2023"]
    ),
    "clock": lambda chance: chance.choice(["0900", "13.30", "1545", "08:00"]),
    "organisation": lambda chance: (
        f"{chance.choice([212000, 232100, 556677, 769000, 802000])}-{chance.randint(1000, 9999)}"
    ),
    "pressure": lambda chance: f"{chance.randint(100, 180)}/{chance.randint(60, 110)}",
    "unit_code": lambda chance: f"0{chance.randint(100, 999)}-{chance.randint(1000, 9999)}",
    "case": lambda chance: f"{chance.randint(2019, 2026)}-{chance.randint(1000, 9999):05}",
    "ward": lambda chance: str(chance.randint(1, 355)),
    "floor": lambda chance: str(chance.randint(1, 9)),
}
