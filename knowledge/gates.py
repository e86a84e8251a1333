"""The limits that decide between answering, asking back and refusing.

Likeness and score are those of ``ranking.Ranked``. Calibrated on questions
that are not training data; how, and with what effect: docs/ranking.md.
"""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Gates:
    """One place for every limit."""

    # below this likeness nothing in the knowledge base is near enough to be an answer
    answer: float = 0.24
    # the same where the conversation's programme and a sure type of question both point to the fact
    answer_typed: float = 0.15
    type_sure: float = 0.7
    # without any programme named or carried over, an answer must be nearer than that
    answer_without_programme: float = 0.40
    # from this probability of being wrong (knowledge/risk.py) an answer is not given: its question is asked back
    risk: float = 0.2
    # likeness from which a question that is refused is answered with "Menar du …?"
    offer: float = 0.30
    # below this chance of being answerable at all (knowledge/refusal.py) a question is refused
    answerable: float = 0.5
    # likeness from which a topic is what is asked, whatever the type of the question
    sure: float = 0.75
    # a page's fact this near is the answer although the message speaks of patients
    page_over_care: float = 0.55
    # what a gap ("the page does not say") yields to facts in score, and how near it must be
    gap_handicap: float = 0.15
    gap: float = 0.45
    # how much nearer than every fact a gap must be to yield to none
    gap_lead: float = 0.18
    # a fact joins the best one when its score is this near
    companion: float = 0.12
    # two programmes this near in score are asked about, when none is named
    ambiguous: float = 0.04
    # the same for a question of so few words of its own that it could be about any of them
    ambiguous_opening: float = 0.2
    opening_words: int = 3
    # what a programme carried over from the conversation is worth in score
    context_bonus: float = 0.3
    context_bonus_opening: float = 0.4
    companions: int = 2
    # what a variant's condition ("liten enhet") is worth when it is spoken of
    condition_bonus: float = 0.05
    # what a year, sum or date is worth that stands both in the question and in the fact
    figure_bonus: float = 0.15
    # what a word such as "bidraget" is worth for the programme that it may mean
    hint_bonus: float = 0.12
    # weights for "this is about the right to care" (probabilities of the question types count too)
    care_group_said: float = 0.6
    care_word_said: float = 0.2
    care_in_context: float = 0.25
    care_topic_best: float = 0.2
    # likeness from which a topic beside the table answers, and from which it goes before the table
    topic: float = 0.48
    # the same where the topic is of the very kind that is asked, and the table has no answer of that kind
    topic_of_kind: float = 0.28
    # the same where the topic is about the very patient or care of the case, whatever is asked
    topic_of_case: float = 0.45
    # the same where the patient is known: the case's own right says more unless the topic is that near
    topic_judged: float = 0.42
    topic_over_table: float = 0.72
    # the same where no kind of care is named, so that the table would give its overview
    topic_over_overview: float = 0.56
    # likeness from which a topic about the very kind of care that is named goes before its cell
    topic_spoken: float = 0.36
    # the same where the patient is known too, so that the cell can answer in full
    topic_spoken_named: float = 0.5
    # a passage answers from this sum of its evidence on (`knowledge.quoting`), and only below this probability of
    # "something else"
    passage: float = 1.2
    passage_out_of_scope: float = 0.3


GATES = Gates()
