"""The one small vocabulary that facts, answers, the log, the tests and every channel share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# What a reply is (``custom.kind`` of the reply contract).
KINDS: Final = ("answer", "clarify", "no_answer", "smalltalk", "error")

# Why there is no answer, and why something is asked back (``custom.reason``).
REASONS: Final = (
    "not_in_knowledge",
    "out_of_scope",
    "needs_person",
    "unclear",
    "missing",
    "ambiguous",
    "suggestions",
    "unsure",
)

# What a programme's timeline gives at a certain day (``custom.status.state``).
STATES: Final = ("upcoming", "open", "closed", "ended")

# What a timeline is made of. ``closes`` and ``ends`` name the last day that still
# counts, ``pauses`` and ``terminated`` the first day that no longer does.
EVENTS: Final = ("starts", "closes", "pauses", "terminated", "ends")

# Question types. The intent of a type is "ask_" and its name.
PAGE_QUESTIONS: Final = (
    "status",
    "eligibility",
    "amount",
    "deadline",
    "how_to_apply",
    "covered_costs",
    "contact",
    "payment",
    "reporting",
    "purpose",
    "reason",
    "definition",
    "material",
    "participants",
    "structure",
)
CARE_QUESTIONS: Final = (
    "care_right",
    "fee",
    "who_decides",
    "care_definition",
    "documents",
    "disclosure",
    "certificate",
)
QUESTIONS: Final = PAGE_QUESTIONS + CARE_QUESTIONS

# What is asked of a patient's case, finer than the question types: the values of the head "asked" (data/labelled/).
CARE_ASKED: Final = (
    *CARE_QUESTIONS,
    "may_refuse",
    "can_wait",
    "law",
    "group_status",
    "until_when",
    "how",
)

# Which question types a finer thing is trained as.
TYPES_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "may_refuse": ("care_right", "who_decides", "documents"),
    "can_wait": ("who_decides", "care_right", "care_definition"),
    "law": ("care_definition", "reason"),
    "group_status": ("care_definition", "care_right", "documents"),
    "until_when": ("care_definition", "deadline", "documents"),
    "how": ("care_right", "how_to_apply", "care_definition", "documents"),
    "fee": ("fee", "amount", "payment"),
    "care_right": ("care_right", "eligibility", "covered_costs"),
    "care_definition": ("care_definition", "definition"),
    "contact": ("contact",),
    "reason": ("reason", "purpose"),
}

FACT_TYPES: Final = (
    "amount",
    "date",
    "period",
    "rule",
    "eligibility",
    "list",
    "contact",
    "definition",
    "material",
    "status_change",
    "contradiction",  # the page invites where it closes elsewhere: said along when the state is asked for
    "right",
)

PROGRAMME_KINDS: Final = ("grant", "strategy", "project", "focus_area")
