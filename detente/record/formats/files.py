"""Lines of a file, plain or packed (.gz, .zip), under caps of length and expansion."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from detente import settings
from detente.articles.expanding import GZIP, expanded
from detente.errors import InputError


class Line(NamedTuple):
    """A line without its end; ``text`` is None where it was too long to be read. ``where`` is fit for messages."""

    where: str
    text: str | None


def digest(path: Path) -> str:
    """The file's SHA-256, by which it is known again."""
    with _told(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def lines(path: Path) -> Iterator[Line]:
    """Every line that is not blank. Raises InputError where the file cannot be read to its end."""
    with _told(path):
        for name, stream in _streams(path):
            number = 0
            while chunk := stream.readline(settings.ROW_LIMIT + 1):
                number += 1
                text = _decoded(chunk) if len(chunk) <= settings.ROW_LIMIT else None
                while not chunk.endswith(b"\n") and (chunk := stream.readline(settings.ROW_LIMIT)):
                    pass  # the rest of a line that is too long
                if text is None or not text.isspace():
                    yield Line(f"{name}, line {number}", text and text.rstrip("\r\n"))


def whole(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each document in the file, for formats that are read at once."""
    with _told(path):
        for name, stream in _streams(path):
            data = stream.read(settings.FILE_LIMIT + 1)
            if len(data) > settings.FILE_LIMIT:
                raise InputError(f"{name}: too long: more than {settings.FILE_LIMIT:,} bytes")
            yield name, _decoded(data)


def _decoded(data: bytes) -> str:
    """UTF-8, or the Western code page of older files."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _streams(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Name and stream of the file or of each member."""
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        if head == b"PK\3\4":
            with zipfile.ZipFile(file) as archive:
                for member in _members(path, archive):
                    with archive.open(member) as stream:
                        yield f"{path}/{member.filename}", cast("BinaryIO", stream)
        elif head.startswith(GZIP):
            yield str(path), expanded(b"", file)
        else:
            yield str(path), file


def _members(path: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
    if not 0 < len(members) <= settings.MEMBERS:
        raise InputError(
            f"{path}: {len(members):,} files in this archive; 1 to {settings.MEMBERS:,} are read"
        )
    for m in members:  # what a member says of its size, zipfile keeps it to
        if m.file_size > settings.EXPANDED_FLOOR + settings.EXPANDED_RATIO * m.compress_size:
            raise InputError(
                f"{path}/{m.filename}: expands to more than {settings.EXPANDED_RATIO} times its size; not read"
            )
    return members


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        raise error if str(path) in str(error) else InputError(f"{path}: {error}") from error
    except (EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise InputError(f"{path}: broken or locked archive: {error}") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
