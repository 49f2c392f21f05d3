"""Typed rows as a sequence that also is a table: for notebooks, pandas, polars and Arrow."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import importlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from detente.errors import DetenteError
from detente.types import Card, Date, Party, Quoted, Span

T = TypeVar("T")
_SHOWN = 10  # rows of a representation
_ASIDE = {"mentions", "span", "marks"}  # places in texts, which a table does not show


class Rows(Sequence[T], Generic[T]):
    """Rows of one kind; index, slice and loop over them, or make a table of them."""

    def __init__(self, rows: Iterable[T]) -> None:
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Rows[T]: ...
    def __getitem__(self, at: int | slice) -> T | Rows[T]:
        return Rows(self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __eq__(self, other: object) -> bool:
        return self._rows == (other._rows if isinstance(other, Rows) else other)

    def __hash__(self) -> int:
        return hash(self._rows)

    def __repr__(self) -> str:
        lines = [
            " · ".join(_brief(value) for value in flat(row).values() if value is not None)
            for row in self[:_SHOWN]
        ]
        more = len(self) - len(lines)
        return "\n".join([f"{len(self):,} rows", *lines, *([f"… and {more:,} more"] if more else [])])

    def _repr_html_(self) -> str:
        table = [flat(row) for row in self[:_SHOWN]]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in (table[0] if table else ()))
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_brief(value))}</td>" for value in row.values()) + "</tr>"
            for row in table
        )
        return f"<table><caption>{len(self):,} rows</caption><tr>{head}</tr>{body}</table>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dictionary a row."""
        return [flat(row) for row in self]

    def to_pandas(self) -> Any:
        """A pandas.DataFrame; raises DetenteError where pandas is not installed."""
        return _library("pandas").DataFrame(self.to_dicts())

    def to_polars(self) -> Any:
        """A polars.DataFrame; raises DetenteError where polars is not installed."""
        return _library("polars").DataFrame(self.to_dicts(), infer_schema_length=None)

    def to_arrow(self) -> Any:
        """A pyarrow.Table; raises DetenteError where pyarrow is not installed."""
        return _library("pyarrow").Table.from_pylist(self.to_dicts())


def flat(row: Any) -> dict[str, Any]:
    """Columns of a row: parties by their codes, days as dates, what lies inside a row beside what is on it."""
    found: dict[str, Any] = {}
    for field in dataclasses.fields(row):
        if field.name not in _ASIDE:
            found |= _columns(field.name, getattr(row, field.name))
    return found


def _columns(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, Date):
        return {f"{name}_start": value.start, f"{name}_end": value.end, f"{name}_precision": value.precision}
    if isinstance(value, Quoted):
        return {name: value.text}
    if isinstance(value, Card):
        return {"article" if key == "id" else f"article_{key}": item for key, item in flat(value).items()}
    if isinstance(value, Span) or (dataclasses.is_dataclass(value) and not isinstance(value, type)):
        return flat(value)
    return {name: _cell(value)}


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return ";".join((item.code or "?") if isinstance(item, Party) else str(item) for item in value)
    return value


def _brief(value: Any) -> str:
    text = value.isoformat() if isinstance(value, dt.date) else "" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise DetenteError(f"this needs {name}: pip install {name}") from None
