"""Readings as a model would write them, and the vocabulary that they are checked with."""

from __future__ import annotations

from typing import Any

from knowledge.understanding.proposing import Vocabulary

VOCABULARY = Vocabulary(
    slots={
        "programme": {"utlysning-2021": "Utlysning 2021"},
        "patient_group": {"asylum_seeker": "asylsökande", "undocumented": "papperslös"},
        "care_type": {"dental": "tandvård", "abortion": "abort"},
        "registration": {"registered": "folkbokförd"},
    },
    asked={"fee": "avgift", "care_right": "rätt", "law": "lag", "out_of_scope": "annat", "may_refuse": "neka"},
)


def said(value: str = "none", words: str = "") -> dict[str, str]:
    return {"value": value, "words": words}


def age(years: int | None, age_class: str, words: str, asked_about: bool = True) -> dict[str, Any]:
    return {"years": years, "age_class": age_class, "words": words, "asked_about": asked_about}


def reading(**fields: Any) -> dict[str, Any]:
    """A whole reading that says nothing but the given fields."""
    nothing = {name: said() for name in ("programme", "group", "care", "registration")}
    return {"asks": [], **nothing, "ages": [], "manner": "open", "leans": "no", **fields}
