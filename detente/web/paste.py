"""Coding what somebody pastes: in a process of its own, with limits of size, time and queue."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

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
    work: Callable[[Article], Coding] = pipeline.code
    _worker: Worker | None = None
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
        """End the process that codes, whatever it is at."""
        if self._worker:
            self._worker.process.kill()
            self._worker.process.join()
            self._worker = None

    def _coded(self, article: Article) -> Coding:
        if self._worker is None or not self._worker.process.is_alive():
            self._worker = _hired(self.work)
        try:
            self._worker.line.send(article)
            if not self._worker.line.poll(self.seconds):
                self.close()
                raise CodingError(f"the text took longer than {self.seconds:g} seconds and was given up")
            answer: Coding | str = self._worker.line.recv()
        except (EOFError, OSError):
            self.close()
            raise CodingError("the text could not be coded: the process that read it ended") from None
        if isinstance(answer, str):
            raise CodingError(f"the text could not be coded: {answer}")
        return answer


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that codes, and the line to it."""

    process: BaseProcess
    line: Connection


def _hired(work: Callable[[Article], Coding]) -> Worker:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, work), daemon=True)
    process.start()
    there.close()
    return Worker(process, here)


def _serve(line: Connection, work: Callable[[Article], Coding]) -> None:
    """Codes what comes in until the line ends; a text that cannot be coded is answered by the kind of its error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it
    while True:
        try:
            article = line.recv()
        except EOFError:
            return
        try:
            line.send(work(article))
        except Exception as error:  # noqa: BLE001 - whatever one text does, the next is coded
            line.send(type(error).__name__)
