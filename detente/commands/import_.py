"""``detente import``: rows that another data set coded go into the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from detente import record
from detente.commands.streams import remark
from detente.errors import InputError
from detente.record import formats
from detente.types import Batch

T = TypeVar("T")
_SHOWN = 50  # broken rows of one file that are told one by one


def run(files: Sequence[Path], form: str | None, origin: str | None, name: str) -> int:
    """Exit code: 1 where a file could not be read or a row was broken."""
    failed = 0
    with record.open(name, create=True) as opened:
        for file in files:
            try:
                failed += _import(opened, file, form, origin)
            except InputError as error:  # of this file nothing is in the record
                remark(str(error))
                failed += 1
    return int(failed > 0)


def _import(opened: record.Record, file: Path, form: str | None, origin: str | None) -> int:
    """The number of broken rows."""
    digest = formats.digest(file)
    if before := next((b for b in opened.reader.batches() if b.digest == digest), None):
        remark(f"{file}: imported before (as {before.file}); nothing done")
        return 0
    form = form or formats.recognise(file)
    batch, broken = Batch(0, form, str(file), digest, None, None, 0, 0), _Broken()
    if form == "gdelt-mentions":
        done = _mentions(opened, batch, broken)
    else:
        rows = broken.told(formats.read(file, form, origin))
        done = opened.writer.add_batch(batch, rows, None)
    broken.finish(file)
    known = done.skipped - broken.number
    what = "unknown or counted in its event" if form == "gdelt-mentions" else "known"
    remark(
        f"{file}: {form}, {done.rows:,} rows: {done.rows - done.skipped:,} imported, {known:,} {what}, {broken.number:,} broken"
    )
    return broken.number


def _mentions(opened: record.Record, batch: Batch, broken: _Broken) -> Batch:
    rows = 0

    def sound(path: Path) -> Iterator[formats.Mention]:
        nonlocal rows
        for it in broken.told(formats.read_mentions(path)):
            rows += 1
            if not isinstance(it, InputError):
                yield it

    later = formats.together(sound(Path(batch.file)))
    skipped = rows - sum(it.reports for it in later.values())
    done = Batch(0, batch.format, batch.file, batch.digest, None, None, rows, skipped)
    return opened.writer.add_mentions(done, later)


class _Broken:
    """Tells what is wrong with rows, and counts them."""

    def __init__(self) -> None:
        self.number = 0

    def told(self, rows: Iterable[T | InputError]) -> Iterator[T | InputError]:
        """The same rows."""
        for row in rows:
            if isinstance(row, InputError):
                self.number += 1
                if self.number <= _SHOWN:
                    remark(str(row))
            yield row

    def finish(self, file: Path) -> None:
        if self.number > _SHOWN:
            remark(f"{file}: {self.number - _SHOWN:,} more broken rows")
