"""What is wrong with a user's files, told all at once."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

_MOST = 20  # problems that are told; a reader mends these first
_SHOWN = 60  # characters of a value in a message


class Hash(Protocol):
    """The digest that a file's bytes go into."""

    def update(self, data: bytes, /) -> None: ...


class Enough(Exception):  # noqa: N818 - ends the reading of a file
    """So much is wrong with a file that nobody would read more."""


class Problems:
    """Collects one line for each problem; beyond the most it only says that there are more, and raises `Enough`."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, path: Path, line: int | None, message: str) -> None:
        """A problem of a file; ``line`` counts from one."""
        if len(self.lines) < _MOST:
            self.lines.append(f"{path}, line {line}: {message}" if line else f"{path}: {message}")
        else:
            if len(self.lines) == _MOST:
                self.lines.append(f"{path}: more problems follow; mend these first")
            raise Enough


def shown(value: object) -> str:
    """A value in quotation marks, shortened."""
    text = str(value)
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


def one_of(value: str, known: Iterable[str], what: str) -> str:
    """``unknown mode 'exple'; did you mean expel? known: …``."""
    every = sorted(known)
    near = difflib.get_close_matches(value[:_SHOWN], every, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"unknown {what} {shown(value)}; {hint}allowed: {', '.join(every) or 'none'}"


def content(path: Path, limit: int, problems: Problems, total: Hash) -> str | None:
    """A file's text, or None with its problem told: unreadable, too large, not UTF-8, control characters."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        problems.add(path, None, f"cannot be read: {error.strerror}")
        return None
    if len(data) > limit:
        problems.add(path, None, f"is larger than {limit:,} bytes")
        return None
    total.update(hashlib.sha256(data).digest())
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(path, data[: error.start].count(b"\n") + 1, "is not UTF-8 text")
        return None
    for number, line in enumerate(text.splitlines(), 1):
        if any(c < " " and c != "\t" for c in line) or "\x7f" in line:
            problems.add(path, number, "has control characters")
            return None
    return text
