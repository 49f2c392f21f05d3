"""Pages as they were last made, as long as nothing in the record changes; compressed where that gives nothing away."""

from __future__ import annotations

import gzip
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import Response

SHARED = re.compile(  # the same for everybody who may read
    r"/(?:[aecp]/.+|d/.+|events|s|articles|matrix|map|search|feeds|(?:events|s|map|matrix)\.csv|feed\.(?:atom|json)|api/.+)?"
)
_ROOM = 64_000_000  # bytes
_LARGEST = 2_000_000  # bytes of one page
_WORTH = 1_000  # bytes from which compressing is worth its time
_HEADERS = ("content-type", "content-disposition")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer without what belongs to one visitor: the place of his proof is marked. ``packed`` says that it is gzip."""

    state: str
    body: bytes
    packed: bool
    headers: Mapping[str, str]


@dataclass(slots=True)
class Keeping:
    """The answers that were asked for last, by address."""

    room: int = _ROOM
    _mark: bytes = field(default_factory=lambda: secrets.token_hex(32).encode())
    _pages: OrderedDict[str, Page] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, address: str, state: str) -> Page | None:
        """The page of this address, if it was made of this state of the record."""
        with self._lock:
            found = self._pages.get(address)
            if found is None or found.state != state:
                return None
            self._pages.move_to_end(address)
            return found

    def put(self, address: str, state: str, answer: Response, body: bytes, proof: str) -> Page:
        """Keep what was answered to the visitor of this proof. A page with a proof is not compressed: its length would tell it."""
        marked = body.replace(proof.encode(), self._mark)
        packed = marked == body and len(body) > _WORTH
        headers = {name: answer.headers[name] for name in _HEADERS if name in answer.headers}
        made = Page(state, gzip.compress(body, 5, mtime=0) if packed else marked, packed, headers)
        with self._lock:
            self._drop(address)
            if len(made.body) <= _LARGEST:
                self._pages[address] = made
                self._size += len(made.body)
            while self._size > self.room:
                self._drop(next(iter(self._pages)))
        return made

    def answer(self, made: Page, proof: str, accepted: str) -> Response:
        """The page for a visitor, compressed if his browser takes that."""
        takes = "gzip" in accepted
        if made.packed and not takes:
            return Response(gzip.decompress(made.body), headers=dict(made.headers))
        extra = {"Content-Encoding": "gzip"} if made.packed else {}
        headers = {**made.headers, **extra, "Vary": "Accept-Encoding"}
        return Response(
            made.body.replace(self._mark, proof.encode()) if not made.packed else made.body, headers=headers
        )

    def _drop(self, address: str) -> None:
        old = self._pages.pop(address, None)
        self._size -= len(old.body) if old else 0
