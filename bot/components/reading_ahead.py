"""Sentence vectors computed before Rasa gets to the message, in threads of their own.

Rasa reads one message at a time in its only thread, and a quarter of that time is the encoder's network, which
needs no Python: computed in another thread it leaves Rasa free for the other conversations. The pipeline takes the
vectors if they are there and computes them itself if not, so nothing depends on this but time.
"""

from __future__ import annotations

import asyncio
import functools
import logging
import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import numpy as np

MAX_KEPT = 256  # messages; each is taken within a turn
TextsOf = Callable[[str], Sequence[str]]
Encode = Callable[[Sequence[str]], np.ndarray]
logger = logging.getLogger(__name__)


class ReadingAhead:
    """What the pipeline's components lend, and the vectors that wait to be taken."""

    def __init__(self) -> None:
        #: From a message to the texts that the pipeline will have encoded; set by the message reader.
        self.texts_of: TextsOf | None = None
        #: From texts to both vectors of each, shape (len(texts), 2, dimension); set by the sentence encoder.
        self.encode: Encode | None = None
        self._ready: OrderedDict[tuple[str, ...], np.ndarray] = OrderedDict()
        self._lock = Lock()
        self._workers = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="reading-ahead")

    async def prepare(self, message: str) -> None:
        """Compute the vectors of a message; whatever fails will fail again, and be told, where they are needed."""
        if self.texts_of is None or self.encode is None:
            return
        work = functools.partial(self._prepare, message, self.texts_of, self.encode)
        try:
            await asyncio.get_running_loop().run_in_executor(self._workers, work)
        except Exception as error:  # anything that a tokenizer or network may raise; its words may hold the message
            logger.warning("A message could not be read ahead: %s", type(error).__name__)

    def take(self, texts: Sequence[str]) -> np.ndarray | None:
        """The vectors of these very texts, once; None where they were not prepared."""
        with self._lock:
            return self._ready.pop(tuple(texts), None)

    def _prepare(self, message: str, texts_of: TextsOf, encode: Encode) -> None:
        texts = tuple(texts_of(message))
        vectors = encode(texts)
        with self._lock:
            self._ready[texts] = vectors
            if len(self._ready) > MAX_KEPT:
                self._ready.popitem(last=False)


READING_AHEAD = ReadingAhead()
