"""The cards' Swedish sentences: the section `cards` of texts.yml."""

from __future__ import annotations

import functools

from bot.gateway.teams.texts import Section, Sentence, load_section


class UnderstoodTexts(Section):
    """Words around what a reply assumes and how to change it."""

    lead: Sentence
    person: Sentence
    change: Sentence
    change_words: Sentence
    instead: Sentence
    instead_of_inferred: Sentence


class StatusTexts(Section):
    """Words for each state of a programme, with and without a day."""

    label: Sentence
    upcoming: Sentence
    open: Sentence
    closed: Sentence
    closed_since: Sentence
    ended: Sentence
    ended_since: Sentence
    named: Sentence


class SourceTexts(Section):
    """Words around sources, their age and their quotations."""

    heading: Sentence
    one: Sentence
    many: Sentence
    show: Sentence
    updated: Sentence
    undated: Sentence
    on_page: Sentence
    summed_up: Sentence
    line: Sentence
    link: Sentence


class PageLinkTexts(Section):
    """Words of the links to the answer's page and to the text for the patient."""

    show: Sentence
    line: Sentence
    patient: Sentence
    patient_line: Sentence


class ContactTexts(Section):
    """Words around whom to ask."""

    heading: Sentence
    no_phone: Sentence
    line: Sentence


class ButtonTexts(Section):
    """Words above the choices and the further questions."""

    choices: Sentence
    further: Sentence
    line: Sentence


class FollowUpTexts(Section):
    """The follow-up questions that stand under an answer."""

    programme: tuple[Sentence, ...]
    care: tuple[Sentence, ...]


class VoteTexts(Section):
    """Words around the thumbs, and what is said once one was pressed."""

    heading: Sentence
    up: Sentence
    down: Sentence
    up_words: Sentence
    down_words: Sentence
    given: Sentence
    comment: Sentence
    comment_hint: Sentence
    comment_send: Sentence
    commented: Sentence


class ShortenedTexts(Section):
    """What is said where a card had to be cut."""

    quote: Sentence
    sources_one: Sentence
    sources_many: Sentence
    text: Sentence
    text_without_source: Sentence
    buttons: Sentence


class WelcomeTexts(Section):
    """The card that greets whoever has installed the app."""

    heading: Sentence
    can: Sentence
    privacy: Sentence
    machine: Sentence
    group: Sentence
    examples: Sentence
    questions: tuple[Sentence, ...]


class SearchTexts(Section):
    """Words of the search in Teams' box."""

    no_answer: Sentence


class CardTexts(Section):
    """Every sentence of a card; see texts.yml."""

    understood: UnderstoodTexts
    status: StatusTexts
    sources: SourceTexts
    legal: Sentence
    page: PageLinkTexts
    contacts: ContactTexts
    buttons: ButtonTexts
    follow_ups: FollowUpTexts
    votes: VoteTexts
    shortened: ShortenedTexts
    welcome: WelcomeTexts
    search: SearchTexts


@functools.cache
def card_texts() -> CardTexts:
    """The sentences, read once; raises TextsError."""
    return load_section("cards", CardTexts)
