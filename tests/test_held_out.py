"""Questions by other hands, played against the whole assistant in one process.

All of them have been looked at since: they are development sets now and measure no more than that nothing is lost.

They were written by someone who had seen neither the training data nor the
answers. The floors lie a little under what was last measured, so that a change
that loses answers is noticed and a single rephrased question is not.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.evaluation.conversations import report
from bot.evaluation.conversations.playing import play
from bot.evaluation.conversations.reading import read

if TYPE_CHECKING:
    from bot.evaluation.conversations.model import Conversation
    from bot.evaluation.in_process import InProcessBot

pytestmark = pytest.mark.model
FOLDER = Path(__file__).parent / "held_out"
TODAY = datetime.date(2026, 11, 22)
FLOORS = {  # file: (least share correct, greatest share wrong)
    "pages": (0.95, 0.03),
    "care": (0.92, 0.06),
    "other": (0.92, 0.04),
    "second_pages": (0.94, 0.04),
    "second_care": (0.87, 0.10),
    "second_other": (0.91, 0.04),
    "third_pages": (0.88, 0.07),
    "third_care": (0.87, 0.10),
    "third_other": (0.88, 0.08),
    "dev_sceptic": (0.83, 0.10),
    "dev_storyteller": (0.85, 0.08),
    "dev_receptionist": (0.86, 0.08),
    "dev_coordinator": (0.87, 0.08),
    "dev_locum": (0.85, 0.11),
    "dev_doctor": (0.82, 0.12),
    "dev_second_language": (0.88, 0.08),
    "dev_manager": (0.77, 0.17),
    "dev_night_nurse": (0.86, 0.13),
    "dev_controller": (0.77, 0.18),
    "dev_social_worker": (0.83, 0.12),
    "dev_sceptic_head": (0.86, 0.09),
    "dev_telephone": (0.85, 0.13),
    "dev_country_nurse": (0.85, 0.13),
    "dev_legal_adviser": (0.79, 0.18),
    "dev_refugee_unit": (0.92, 0.07),
    "dev_security": (0.84, 0.13),
    "dev_dictation": (0.80, 0.12),
    "dev_administrator": (0.81, 0.14),
    "dev_cashier": (0.89, 0.08),
    "dev_chief_physician": (0.80, 0.15),
    "dev_cynic": (0.76, 0.20),
    "dev_dental_nurse": (0.86, 0.09),
    "dev_health_guide": (0.89, 0.09),
    "dev_midwife": (0.67, 0.12),
    "dev_newcomer_nurse": (0.89, 0.09),
    "dev_resident_doctor": (0.88, 0.10),
    "dev_child_nurse": (0.79, 0.17),
    "dev_new_administrator": (0.83, 0.13),
    "dev_safety_representative": (0.82, 0.15),
    "dev_surgeon": (0.69, 0.25),
    "dev_operator": (0.88, 0.07),
    "dev_intern": (0.91, 0.07),
    "dev_rural_head": (0.87, 0.10),
    "dev_student": (0.88, 0.09),
    "dev_busy_midwife": (0.82, 0.08),
    "dev_hospital_lawyer": (0.86, 0.13),
    "dev_anaesthetist": (0.87, 0.10),
    "dev_controller_cashier": (0.86, 0.12),
    "dev_eye_nurse": (0.88, 0.10),
    "dev_assistant_nurse": (0.87, 0.10),
    "dev_unit_manager": (0.90, 0.09),
    "dev_retired_doctor": (0.85, 0.14),
    "dev_pharmacist": (0.86, 0.12),
    "dev_night_reception": (0.86, 0.12),
    "dev_hygienist": (0.86, 0.12),
    "dev_press": (0.87, 0.12),
    "dev_physiotherapist": (0.90, 0.09),
    "dev_link_worker": (0.87, 0.11),
    "dev_house_officer": (0.86, 0.11),
    "dev_union_rep": (0.91, 0.07),
    "dev_head_nurse": (0.87, 0.11),
    "dev_dental_manager": (0.87, 0.08),
    "dev_ward_nurse": (0.90, 0.09),
    "dev_gynaecologist": (0.91, 0.07),
    "dev_cash_desk": (0.90, 0.09),
    "dev_economist": (0.87, 0.11),
    "dev_ward_secretary": (0.83, 0.13),
    "dev_registrar": (0.79, 0.14),
    "dev_school_nurse": (0.84, 0.13),
    "dev_operations_manager": (0.89, 0.09),
    "dev_emergency_night": (0.88, 0.06),
    "dev_irish_doctor": (0.82, 0.12),
    "dev_coast_midwife": (0.86, 0.05),
    "dev_clinic_head": (0.82, 0.14),
    "dev_dental_assistant": (0.91, 0.05),
    "dev_er_reception": (0.89, 0.08),
    "dev_bvc_school_nurse": (0.86, 0.09),
    "dev_syrian_doctor": (0.94, 0.04),
    "dev_brusque_dentist": (0.82, 0.09),
    "dev_medical_secretary": (0.83, 0.12),
    "dev_political_scientist": (0.84, 0.14),
    "dev_hospital_counsellor": (0.90, 0.05),
    "dev_finance_controller": (0.85, 0.10),
    "dev_icu_chief": (0.88, 0.07),
    "dev_somali_nurse": (0.93, 0.05),
    "dev_youth_psychologist": (0.94, 0.04),
    "dev_joking_cash_desk": (0.92, 0.05),
    "dev_near_misses": (0.80, 0.20),  # questions that only sound like ours: right is to refuse or to ask back
}
# conversations whose messages the heads have learned (data/labelled): they measure nothing new, and lose nothing
TAUGHT = Path(__file__).parent / "taught"
EVERY = 6  # of those conversations; all of them take minutes
TAUGHT_FLOOR = (0.85, 0.11)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_held_out_questions_are_answered_as_well_as_before(
    name: str, bot: InProcessBot, record_property: Callable[[str, object], None]
) -> None:
    assert_at_least(f"held-out {name}", read([FOLDER / f"{name}.jsonl"]), FLOORS[name], bot, record_property)


def test_conversations_that_the_heads_have_learned_from_are_answered_as_well_as_before(
    bot: InProcessBot, record_property: Callable[[str, object], None]
) -> None:
    conversations = read([TAUGHT])[::EVERY]
    assert_at_least("learned from", conversations, TAUGHT_FLOOR, bot, record_property)


def assert_at_least(
    name: str,
    conversations: Sequence[Conversation],
    floor: tuple[float, float],
    bot: InProcessBot,
    record_property: Callable[[str, object], None],
) -> None:
    """Play the conversations; the share of right turns and that of wrong ones must keep to their floor."""
    bot.read_ahead(turn.say for one in conversations for turn in one.turns if turn.say)
    results = [play(one, TODAY, bot) for one in conversations]
    marks = Counter(turn.mark for played in results for turn in played.turns)
    failing = "\n".join(report.told(played) for played in results if not played.right)
    right, wrong = (marks[mark] / marks.total() for mark in ("correct", "wrong"))
    least, most = floor
    record_property("figure", f"{name}: {right:.1%} right, {wrong:.1%} wrong of {marks.total()} turns")
    record_property("floor", f"{least:.0%} right, {most:.0%} wrong")
    assert marks["error"] == 0, failing
    assert right >= least, failing
    assert wrong <= most, failing
