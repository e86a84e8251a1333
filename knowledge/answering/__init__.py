"""From a query to an answer."""

from knowledge.answering.answerer import Answerer

__all__ = ["Answerer"]
