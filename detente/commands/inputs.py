"""Paths become articles; what cannot be read is told and counted."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from detente.articles import read, read_stdin
from detente.commands.streams import remark
from detente.errors import DetenteError, InputError
from detente.types import Article

STDIN = Path("-")
_UNDATED = "no date of publication, relative times stay unresolved (give --published)"
_SUFFIXES = {".htm", ".html", ".json", ".jsonl", ".ndjson", ".txt", ".xhtml"}


@dataclass(slots=True)
class Inputs:
    """The files behind what the user named; ``failed`` counts what could not be read so far."""

    files: list[Path] = field(default_factory=list)
    failed: int = 0

    def add(self, paths: Iterable[Path]) -> None:
        """Files as they are, folders by the articles in them, in the order of their names."""
        for path in paths:
            if path.is_dir():
                self._add_folder(path)
            else:
                self.files.append(path)

    def articles(self, published: dt.date | None) -> Iterator[Article]:
        """Every article that can be read; ``published`` takes the place of the days that they tell."""
        for path in self.files:
            for item in read_stdin(published=published) if path == STDIN else read(path, published=published):
                if isinstance(item, InputError):
                    self.fail(item)
                else:
                    yield (
                        item
                        if item.published
                        else replace(item, warnings=(*item.warnings, f"{path}: {_UNDATED}"))
                    )

    def _add_folder(self, folder: Path) -> None:
        known = len(self.files)
        for where, folders, names in os.walk(folder, onerror=self._unreadable):
            folders.sort()  # os.walk goes down in this order
            self.files += [
                Path(where, name) for name in sorted(names) if Path(name).suffix.lower() in _SUFFIXES
            ]
        if len(self.files) == known:
            self._tell(f"{folder}: no articles in this folder ({', '.join(sorted(_SUFFIXES))})")

    def _unreadable(self, error: OSError) -> None:
        self._tell(f"{error.filename}: cannot be read: {error.strerror}")

    def fail(self, error: DetenteError) -> None:
        """Tell and count an input that could not be read or coded."""
        self._tell(str(error))

    def _tell(self, message: str) -> None:
        self.failed += 1
        remark(message)
