from __future__ import annotations

import pytest

from tests.bot.masking.factories import masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("patienten heter Fatima Al-Hassan, 27 år", "patienten heter [namn], 27 år"),
        ("hon heter amina och är gravid", "hon heter [namn] och är gravid"),
        ("kvinnan som heter Xyqwer, asylsökande", "kvinnan som heter [namn], asylsökande"),
        ("Kan fatima al-hassan få tandvård?", "Kan [namn] få tandvård?"),
        ("får fatima vård", "får [namn] vård"),
        ("Pojken Tesfay Gebremariam, 7 år", "Pojken [namn], 7 år"),
        ("Gun-Britt och Kjell-Åke undrar", "[namn] och [namn] undrar"),
        ("Stina Berg eller Björn Sjöberg", "[namn] eller [namn]"),
        ("Dragana Qwertovic söker vård", "[namn] söker vård"),
        ("ALI HASSAN SÖKER VÅRD", "[namn] SÖKER VÅRD"),
        ("doktor Engdahl säger", "doktor [namn] säger"),
        ("Jag heter Liv Stor", "Jag heter [namn]"),
        ("Fatimas mamma", "[namn] mamma"),
        ("kalla henne Ayşe Yıldız", "kalla henne [namn]"),
        ("Abdirahman von Essen väntar", "[namn] väntar"),
        ("hej\nmvh\nKarin", "hej\nmvh\n[namn]"),
        ("patienten Sofia behöver vård", "patienten [namn] behöver vård"),
        ("Yuleidqa är 4 år", "[namn] är 4 år"),
        ("namn: Ali Reza Hosseini", "namn: [namn]"),
    ],
)
def test_a_name_goes_and_what_is_said_of_the_person_stays(typed: str, kept: str) -> None:
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "vad heter blanketten",
            "projektet heter God och nära vård",
            "hon vet inte vad hon heter",
            "han heter något annat i passet",
        ),
        *(
            "Västra Götaland",
            "Sahlgrenska Universitetssjukhuset",
            "Drottning Silvias barnsjukhus",
            "Sankt Görans sjukhus",
        ),
        *(
            "Astrid Lindgrens barnsjukhus",
            "Läkare i Världen",
            "Röda Korset",
            "Migrationsverket i Göteborg",
            "Vera Asyl är nere",
        ),
        *(
            "Crohns sjukdom",
            "Downs syndrom",
            "Parkinson, 81 år",
            "Alvedon 500 mg",
            "Utlysning 2021",
            "Fokus: migration",
        ),
        *("i Maj eller Augusti", "I Vilhelmina och Dorotea", "från Jordanien, 30 år", "Patienten Är Papperslös"),
        *(
            "är Sofia Nilsson kvar?",
            "Malins nummer?",
            "malin sward davidson",
            "Malin Svärd Davidsson",
            "KOL-pat",
            "neo-iva",
        ),
        *("hur ofta uppdateras Melker", "Herr K. ligger inne", "Ukrainare, 34 år"),
    ],
)
def test_places_diseases_systems_and_contacts_stay(typed: str) -> None:
    assert masked(typed) == typed


def test_a_patient_may_be_called_as_a_contact() -> None:
    assert masked("patienten heter Sofia, patienten Malin") == "patienten heter [namn], patienten [namn]"
    assert masked("Sofia Karimi och Reza Nilsson") == "[namn] och [namn]"
