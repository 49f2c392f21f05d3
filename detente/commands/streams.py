"""Standard error for remarks, standard output or a file for results."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from detente.output.files import replacing
from detente.output.plain import plain

Write = Callable[[str], None]


def remark(message: str) -> None:
    """One harmless line on standard error."""
    print(f"detente: {plain(message)}", file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def results(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears under its name when everything is written, and not before."""
    if path is None:
        yield _standard_output()
    elif (
        path.exists() and not path.is_file() and not path.is_dir()
    ):  # a device or a pipe has no content to keep
        with path.open("w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
    else:
        with replacing(path) as part, part.open("x", encoding="utf-8", errors="backslashreplace") as out:
            yield out


def _standard_output() -> TextIO:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


def whole(out: TextIO) -> Write:
    """A function that writes a text and flushes it; Ctrl-C waits until it is done, so that no line is cut."""

    def write(text: str) -> None:
        with _without_interrupts():
            out.write(text)
            out.flush()

    return write


@contextmanager
def _without_interrupts() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
