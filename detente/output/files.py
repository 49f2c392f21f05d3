"""Files that appear under their name when they are whole, and not before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from detente.errors import DetenteError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name for a file that takes the place of ``path`` when it is whole; raises DetenteError if it cannot be written."""
    path = path.resolve()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        yield part
        part.replace(path)
    except OSError as error:
        raise DetenteError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
