"""Signs what callers keep for us: the conversation they are in and the buttons they were shown."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

#: itsdangerous still has SHA-1 as its default.
SIGNER = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}


@dataclass(frozen=True)
class Session:
    """Whose conversations these are. ``owner`` is a digest of the signed-in subject, empty without sign-in."""

    id: str
    owner: str = ""

    @classmethod
    def new(cls, owner: str = "") -> Session:
        """A session that nobody can guess, of this owner."""
        return cls(secrets.token_hex(16), owner)

    def conversation(self, thread: str = "") -> str:
        """Rasa's name of one of its conversations; what the caller wrote as thread is not in it."""
        return f"web-{self.id}-{digest(thread)}" if thread else f"web-{self.id}"


class Signer:
    """Signs with one secret; each purpose has a key of its own."""

    def __init__(self, secret: str, max_age: int) -> None:
        self._secret = secret
        self._max_age = max_age  # seconds
        self._sessions = URLSafeTimedSerializer(secret, salt="session", signer_kwargs=SIGNER)

    def seal(self, session: Session) -> str:
        """The session as a signed token."""
        return str(self._sessions.dumps([session.id, session.owner]))

    def open(self, token: str, owner: str = "") -> Session | None:
        """The session of a token that we signed, that is not too old and that is this owner's; otherwise None."""
        try:
            name, held_by = self._sessions.loads(token, max_age=self._max_age)
        except (BadData, TypeError, ValueError):  # the last two: signed by another version of ours
            return None
        session = Session(str(name), str(held_by))
        return session if session.owner == owner else None

    def seal_button(self, conversation: str, payload: str) -> str:
        """The button's words as a token that holds in this conversation only."""
        return str(self._buttons(conversation).dumps(payload))

    def open_button(self, conversation: str, token: str) -> str | None:
        """The payload of a button sent in this conversation, otherwise None."""
        try:
            return str(self._buttons(conversation).loads(token))
        except BadData:
            return None

    def seal_answer(self, session: str, answer_id: str) -> str:
        """An answer's name as this session gets it: nobody can vote on one that was not given, or given to others."""
        return f"{answer_id}-{self._answer_mark(session, answer_id)}"

    def open_answer(self, session: str, sealed: str) -> str | None:
        """The name of an answer that was given in this session, otherwise None."""
        answer_id, _, mark = sealed.rpartition("-")
        return answer_id if hmac.compare_digest(mark, self._answer_mark(session, answer_id)) else None

    def seal_choice(self, conversation: str, choice: tuple[str, str, str]) -> str:
        """A button that outlives its conversation's session: what it does, dated."""
        return str(self._choices(conversation).dumps(list(choice)))

    def open_choice(self, conversation: str, token: str) -> tuple[tuple[str, str, str], float] | None:
        """What a button of this conversation does and its age in seconds, otherwise None."""
        try:
            (do, first, second), at = self._choices(conversation).loads(token, return_timestamp=True)
        except (BadData, TypeError, ValueError):  # the last two: signed by another version of ours
            return None
        return (str(do), str(first), str(second)), time.time() - at.timestamp()

    def pseudonym(self, *parts: str) -> str:
        """A name for what these words name together that does not lead back to them."""
        words = json.dumps(parts).encode()  # so that no two lists of words become the same
        return hashlib.blake2b(words, key=self._secret.encode()[:64], digest_size=16).hexdigest()

    def voter(self, conversation: str) -> str:
        """A name for a conversation that does not lead back to it: lets a second vote replace the first."""
        return hashlib.blake2b(conversation.encode(), key=self._secret.encode()[:64], digest_size=8).hexdigest()

    def _answer_mark(self, session: str, answer_id: str) -> str:
        return self.pseudonym("answer", session, answer_id)[:20]

    def _buttons(self, conversation: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=f"button {conversation}", signer_kwargs=SIGNER)

    def _choices(self, conversation: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._secret, salt=f"choice {conversation}", signer_kwargs=SIGNER)


def digest(text: str) -> str:
    """A short name for a text that does not show it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
