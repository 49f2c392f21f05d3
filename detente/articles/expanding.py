"""Compressed streams, expanded as far as a text can reasonably be."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from detente import settings
from detente.errors import InputError

GZIP = b"\x1f\x8b"


class Prefixed(io.RawIOBase):
    """A stream whose first bytes have been read already; counts what is taken from it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._more = getattr(rest, "read1", rest.read)
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._more(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        self.taken += len(data)
        return len(data)


class _Expanded(io.RawIOBase):
    """What a gzip stream holds; raises InputError where it is damaged or grows out of all proportion."""

    def __init__(self, packed: Prefixed) -> None:
        self._packed, self._given = packed, 0
        self._inner = gzip.GzipFile(fileobj=io.BufferedReader(packed, 1 << 16))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read1(len(buffer))  # what comes before damage is given
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(f"damaged gzip data: {error}") from None
        self._given += len(data)
        if self._given > settings.EXPANDED_FLOOR + settings.EXPANDED_RATIO * self._packed.taken:
            raise InputError(
                f"expands to more than {settings.EXPANDED_RATIO} times its size; not read further"
            )
        buffer[: len(data)] = data
        return len(data)


def expanded(head: bytes, rest: BinaryIO) -> io.BufferedReader:
    """The content of a gzip stream, whose beginning was read."""
    return io.BufferedReader(_Expanded(Prefixed(head, rest)), 1 << 16)
