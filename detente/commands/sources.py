"""``detente sources``: what the record was made from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from detente import record
from detente.commands.streams import results, whole
from detente.output.data import dumps
from detente.output.plain import plain
from detente.output.words import counted
from detente.record import Reader


def run(name: str, *, as_json: bool) -> int:
    """0."""
    with record.open(name) as kept, results(None) as out:
        reader = kept.reader
        whole(out)(
            dumps(_data(reader)) + "\n" if as_json else "".join(f"{plain(line)}\n" for line in _lines(reader))
        )
    return 0


def _data(reader: Reader) -> dict[str, object]:
    return {
        "counts": reader.counts(),
        "sources": reader.sources(),
        "batches": reader.batches(),
        "coders": [
            dict(zip(("version", "model", "knowledge", "articles"), row, strict=True))
            for row in reader.coders()
        ],
    }


def _lines(reader: Reader) -> Iterator[str]:
    counts = dataclasses.asdict(reader.counts())
    yield ", ".join(f"{number:,} {name}" for name, number in counts.items())
    for source in reader.sources():
        days = f"{source.first or '?'} to {source.last or '?'}"
        yield f"  {source.articles:>9,}  {days:<24}  {source.name}"
    for batch in reader.batches():
        yield f"  {batch.rows - batch.skipped:>9,}  {batch.format} rows from {batch.file} ({batch.skipped:,} skipped)"
    for version, model, knowledge, articles in reader.coders():
        yield f"coded by detente {version}, model {model}, knowledge {knowledge}: {counted(articles, 'article')}"
