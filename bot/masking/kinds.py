"""The kinds of personal data."""

from enum import Enum


class Kind(str, Enum):
    """A kind of personal data that never reaches Rasa."""

    PERSONAL_NUMBER = "personal_number"
    COORDINATION_NUMBER = "coordination_number"
    RESERVE_NUMBER = "reserve_number"
    IDENTIFIER = "identifier"
    PHONE_NUMBER = "phone_number"
    EMAIL_ADDRESS = "email_address"
    STREET_ADDRESS = "street_address"
    NAME = "name"
