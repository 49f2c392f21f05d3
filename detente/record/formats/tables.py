"""Happenings as tables and lines of detente's own: CSV, JSONL, Parquet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from detente.errors import DetenteError
from detente.record.formats.provenance import Provenance
from detente.record.packing import pack
from detente.types import Happening, Party

COLUMNS = (
    "id", "type", "own", "mode", "contexts", "status", "plover", "quad", "score", "actors", "actor_names",
    "actor_sectors", "recipients", "recipient_names", "recipient_sectors", "reciprocal", "start", "end", "precision",
    "dated", "place", "country", "lat", "lon", "confidence", "reports", "articles", "sources", "first_reported",
    "last_reported", "origin", "text", "url",
)  # fmt: skip
_LISTS = frozenset({
    "contexts", "actors", "actor_names", "actor_sectors", "recipients", "recipient_names", "recipient_sectors",
})  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_CHUNK = 10_000


def values(h: Happening) -> dict[str, Any]:
    """A happening by columns; lists of parties keep their order, "" where a code, name or sector is not known."""
    found = {name: getattr(h, name) for name in COLUMNS if hasattr(h, name)}
    for side, several in (("actor", h.actors), ("recipient", h.recipients)):
        found[f"{side}s"] = [p.code or "" for p in several]
        found[f"{side}_names"] = [_name(p) for p in several]
        found[f"{side}_sectors"] = [p.sector or "" for p in several]
    return found | {"contexts": list(h.contexts)}


def _name(party: Party) -> str:
    return party.name or party.text or ""


def csv_heading() -> str:
    """The names of the columns."""
    return ",".join(COLUMNS) + "\n"


def csv_line(h: Happening) -> str:
    """One row; cells that a spreadsheet would run as formulas open with an apostrophe."""
    out, found = io.StringIO(), values(h)
    csv.writer(out, lineterminator="\n").writerow([_cell(found[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = ";".join(item.replace(";", ",") for item in value) if any(value) else ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return defused(value)
    return "" if value is None else value


def defused(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    value = value.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value


def jsonl_line(h: Happening) -> str:
    """All of a happening as one JSON object; what is empty is left out."""
    return json.dumps(pack(h), ensure_ascii=False) + "\n"


def parquet(rows: Iterable[Happening], path: Path, provenance: Provenance) -> int:
    """Writes a Parquet file with the provenance in its schema; the number of rows."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet as pq  # noqa: PLC0415
    except ImportError:
        raise DetenteError('Parquet needs an extra: pip install "detente[parquet]"') from None
    schema = pa.schema([(name, _type(pa, name)) for name in COLUMNS])
    schema = schema.with_metadata({"detente": json.dumps(provenance.data(), ensure_ascii=False)})
    number = 0
    with pq.ParquetWriter(path, schema) as out:
        for chunk in _chunks(rows):
            out.write_table(pa.Table.from_pylist([values(h) for h in chunk], schema=schema))
            number += len(chunk)
    return number


def _chunks(rows: Iterable[Happening]) -> Iterator[list[Happening]]:
    left = iter(rows)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk


def _type(pa: Any, name: str) -> Any:
    kinds: dict[type, Any] = {
        bool: pa.bool_(), int: pa.int32(), float: pa.float64(), dt.date: pa.date32(), str: pa.string(),
    }  # fmt: skip
    return pa.list_(pa.string()) if name in _LISTS else kinds[_KINDS.get(name, str)]


_KINDS: dict[str, type] = {
    "quad": int, "score": float, "reciprocal": bool, "start": dt.date, "end": dt.date, "dated": bool, "lat": float,
    "lon": float, "confidence": float, "reports": int, "articles": int, "sources": int, "first_reported": dt.date,
    "last_reported": dt.date,
}  # fmt: skip
