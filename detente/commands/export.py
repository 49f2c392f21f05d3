"""``detente export``: happenings of a record in the form of other data sets, as tables, as a bibliography."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from detente import __version__, record
from detente.commands.asked import Asked
from detente.commands.asking import query
from detente.commands.streams import remark, results
from detente.errors import DetenteError
from detente.output.files import replacing
from detente.output.words import counted
from detente.record import Query, Reader, formats
from detente.types import Batch

_CHUNK = 500


def run(words: Sequence[str], asked: Asked, form: str, out: Path | None, exported: str | None) -> int:
    """Exit code."""
    wanted = query(words, asked)
    if form == "parquet" and out is None:
        raise DetenteError("a Parquet file cannot go to standard output; name it with --out")
    with record.open(asked.record or record.DEFAULT) as opened:
        provenance = _provenance(opened, wanted, _time(exported))
        told = _told(opened.reader, wanted)
        if form == "parquet" and out is not None:
            with replacing(out) as part:
                tally = formats.write_parquet(told, part, provenance)
        else:
            with results(out) as stream:
                tally = formats.write(told, form, stream.write, provenance)
    _beside(out, form, provenance)
    left = f", {tally.left_out:,} left out, for the format has no place for them" if tally.left_out else ""
    remark(f"{counted(tally.happenings, 'happening')}, {counted(tally.rows, 'row')}{left}")
    return 0


def _time(written: str | None) -> str | None:
    try:
        return dt.datetime.fromisoformat(written).isoformat() if written else None
    except ValueError:
        raise DetenteError(f"--time {written!r} is no time; write 2024-05-01 or 2024-05-01T12:00Z") from None


def _told(reader: Reader, wanted: Query) -> Iterator[formats.Told]:
    """Happenings with their reports, some at a time."""
    left = reader.each(wanted)
    while chunk := list(islice(left, _CHUNK)):
        reports = reader.reports(h.id for h in chunk if h.origin == "detente")
        yield from ((h, reports.get(h.id, ())) for h in chunk)


def _provenance(opened: record.Record, wanted: Query, exported: str | None) -> formats.Provenance:
    coders = tuple(
        {"version": version, "model": model, "knowledge": knowledge}
        for version, model, knowledge, articles in opened.reader.coders()
        if articles
    )
    changed = opened.changed.isoformat() if opened.changed else None
    return formats.Provenance(__version__, coders, _imported(opened.reader), str(wanted), changed, exported)


def _imported(reader: Reader) -> tuple[dict[str, object], ...]:
    """The files of each format together, with a digest of their digests."""
    found: dict[str, list[Batch]] = {}
    for batch in reader.batches():
        found.setdefault(batch.format, []).append(batch)
    return tuple(
        {
            "format": form,
            "files": len(several),
            "rows": sum(b.rows - b.skipped for b in several),
            "digest": hashlib.sha256(" ".join(sorted(b.digest for b in several)).encode()).hexdigest(),
        }
        for form, several in sorted(found.items())
    )


def _beside(out: Path | None, form: str, provenance: formats.Provenance) -> None:
    """What the export is, in a file beside it where its format has no place for that."""
    if form in formats.SAYS_ITSELF:
        return
    if out is None:
        remark("; ".join(provenance.lines()))
        return
    with results(out.with_name(f"{out.name}.meta.json")) as stream:
        stream.write(provenance.dumps())
