"""Coding what somebody pastes: in a process of its own, with limits of size, time and queue."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import threading
from dataclasses import dataclass, field
from multiprocessing.pool import Pool

from detente import articles, pipeline
from detente.errors import CodingError, InputError
from detente.types import Article, Coding

SIZE = 60_000  # characters
SECONDS = 30.0
WAITING = 4  # texts in work or waiting


class BusyError(Exception):
    """As many texts are waiting as may."""


@dataclass(slots=True)
class Desk:
    """One text after the other; one that takes too long is given up, and so is the process that read it."""

    seconds: float = SECONDS
    _pool: Pool | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _places: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(WAITING))

    def code(self, text: str, published: dt.date | None) -> Coding:
        """The coding of a pasted text; raises InputError, CodingError and BusyError."""
        if len(text) > SIZE:
            raise InputError(f"the text has {len(text):,} characters; at most {SIZE:,} are read here")
        article = articles.article(text, published=published)
        if not self._places.acquire(blocking=False):
            raise BusyError
        try:
            with self._turn:
                return self._coded(article)
        finally:
            self._places.release()

    def close(self) -> None:
        """End the process that codes."""
        if self._pool:
            self._pool.terminate()
            self._pool = None

    def _coded(self, article: Article) -> Coding:
        self._pool = self._pool or multiprocessing.get_context("spawn").Pool(1)
        try:
            return self._pool.apply_async(pipeline.code, (article,)).get(self.seconds)
        except multiprocessing.TimeoutError:
            self.close()
            raise CodingError(
                f"the text took longer than {self.seconds:g} seconds and was given up"
            ) from None
        except Exception as error:  # whatever one text does, the next is coded
            raise CodingError(f"the text could not be coded: {type(error).__name__}") from error
