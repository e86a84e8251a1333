"""The reply contract (``bot/contract.yml``) as the gateway takes it from Rasa and passes it on, with OpenAPI."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

Kind = Literal["answer", "clarify", "no_answer", "smalltalk", "error"]
#: Described, not demanded: a word that is new here must not cost the user the answer.
Reason = Annotated[
    str,
    Field(
        description="For no_answer: why there is none. For clarify: why something is asked back",
        examples=[
            "not_in_knowledge",
            "out_of_scope",
            "needs_person",
            "unclear",
            "missing",
            "ambiguous",
            "suggestions",
            "unsure",
        ],
    ),
]
State = Annotated[str, Field(examples=["upcoming", "open", "closed", "ended"])]


def encodable(text: str) -> str:
    """Without half characters, which no encoding can write: what is left when a page cuts an emoji in two."""
    return text.encode("utf-8", "ignore").decode("utf-8")


#: What somebody wrote.
Typed = Annotated[str, AfterValidator(encodable)]


def _page_address(value: object) -> object:
    """Keeps the path of an answer's page; anything else would lead away from the gateway."""
    return value if isinstance(value, str) and value.startswith(("/svar/", "/vard/")) else None


def _patient_address(value: object) -> object:
    """Keeps the path of a text for patients, as ``_page_address`` does."""
    return value if isinstance(value, str) and value.startswith("/for-patienten/") else None


def _web_address(value: object) -> object:
    """Keeps http and https; anything else (javascript:, data:) could run when it is clicked."""
    return value if isinstance(value, str) and value.lower().startswith(("http://", "https://")) else None


class Button(BaseModel):
    """A choice. Send `payload` back as `payload`; it holds only in the conversation that it was sent in."""

    title: str = Field(description="The words on the button", examples=["Färdplanen"])
    payload: str = Field(description="Opaque; to be sent back unchanged")


class Status(BaseModel):
    """Where a programme stands on the day that is asked on, and since when."""

    model_config = ConfigDict(extra="allow")

    state: State
    since: str | None = Field(default=None, description="ISO date", examples=["2023-05-17"])


class NamedStatus(Status):
    """The status of one of several programmes that a reply is about."""

    programme: str | None = None
    name: str | None = Field(default=None, description="In words, ready to show", examples=["Utlysning 2021"])


class Source(BaseModel):
    """One source: its own words, or a summary of it."""

    model_config = ConfigDict(extra="allow")

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: Annotated[str | None, BeforeValidator(_web_address)] = None
    updated: str | None = Field(default=None, description="What the page states itself; null if nothing")
    legal: str | None = Field(default=None, description="Legal basis, only for the right to care")
    quote: str | None = Field(default=None, description="The source's own words, letter by letter; empty if none")
    summary: str | None = Field(default=None, description="What the source says in our words, where none are quoted")


class Contact(BaseModel):
    """Somebody to ask; what the source does not give is null."""

    model_config = ConfigDict(extra="allow")

    name: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None


class Figure(BaseModel):
    """An amount, a date or a fee of the answer as a row of a table."""

    model_config = ConfigDict(extra="allow")

    fact: str | None = None
    label: str | None = Field(default=None, examples=["Högsta belopp, liten enhet"])
    words: str | None = Field(default=None, examples=["60 000 kronor"])


class Understood(BaseModel):
    """One thing that the reply assumes: what was said, carried over or concluded."""

    model_config = ConfigDict(extra="allow")

    slot: str | None = Field(default=None, examples=["patient_group"])
    value: str | None = Field(default=None, examples=["undocumented"])
    label: str | None = Field(default=None, description="In words, ready to show", examples=["papperslös"])
    person: int | None = Field(default=None, description="Which person it is about, where there are several; else null")
    span: list[int] | None = Field(
        default=None, description="Where the message says it: first character and the one after the last"
    )
    inferred: bool = Field(default=False, description="Not said in this message, but carried over or concluded")
    choices: Annotated[list[Button], BeforeValidator(lambda choices: choices or [])] = Field(
        default=[], description="What it can be changed to; none: to be shown only"
    )


class Outcome(BaseModel):
    """The contract's object; what later versions add to it comes through as it is."""

    model_config = ConfigDict(extra="allow")

    answer_id: str | None = Field(
        default=None,
        description="Name it in feedback from the same session; null for what nobody can vote on",
    )
    kind: Kind = "smalltalk"  # a message without an object claims nothing
    reason: Reason | None = None
    facts: list[str] = []
    status: Status | None = Field(default=None, description="Null too where several programmes differ")
    statuses: Annotated[list[NamedStatus], BeforeValidator(lambda statuses: statuses or [])] = Field(
        default=[], description="Of a reply about several programmes: show these instead of `status`"
    )
    sources: list[Source] = []
    contacts: list[Contact] = []
    figures: list[Figure] = []
    page: Annotated[str | None, BeforeValidator(_page_address)] = Field(
        default=None, description="Path of the page that shows this answer", examples=["/svar/fardplan.deadline.start"]
    )
    patient_page: Annotated[str | None, BeforeValidator(_patient_address)] = Field(
        default=None, description="Path of the text that says it to the patient", examples=["/for-patienten/tandvard"]
    )
    in_english: list[str] = Field(default=[], description="The lines of `text` that are English")
    recipients: list[str] = Field(default=[], description="Addresses that facts give for passing the question on")
    understood: Annotated[list[Understood], BeforeValidator(lambda parts: parts or [])] = []
    masked: str | None = Field(
        default=None, description="The question without the personal data that was removed from it; null if none was"
    )


class Reply(BaseModel):
    """One message of the bot."""

    text: Annotated[str, BeforeValidator(lambda text: text or "")] = Field(
        default="", description="Plain text with line breaks; never HTML. Treat it as untrusted."
    )
    buttons: Annotated[list[Button], BeforeValidator(lambda buttons: buttons or [])] = []
    custom: Outcome = Field(default_factory=Outcome)
