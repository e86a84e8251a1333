"""The channel's small vocabulary: why a message is unclear, why a request is rejected."""

from enum import Enum


class Unclear(str, Enum):
    """Why a message is answered by the channel and not by Rasa."""

    EMPTY = "empty"
    NO_WORDS = "no_words"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    OTHER_LANGUAGE = "other_language"


class Rejection(str, Enum):
    """Why a request gets HTTP 400 or 413."""

    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    NOT_OBJECT = "not_object"
    SENDER = "sender"
    MESSAGE = "message"
    METADATA = "metadata"
    TURN = "turn"
