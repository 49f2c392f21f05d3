"""Products as JSON values and back: fields that are None or empty are left out, days are ISO strings."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import types
import typing
from collections.abc import Callable, Hashable
from typing import Any

T = typing.TypeVar("T")
_Build = Callable[[Any], Any]


def pack(value: Any) -> Any:
    """A dataclass, or a tuple of them, as a JSON value."""
    if dataclasses.is_dataclass(value):
        packed = {name: pack(getattr(value, name)) for name in _fields(typing.cast("Hashable", type(value)))}
        return {name: item for name, item in packed.items() if item not in (None, [])}
    if isinstance(value, tuple):
        return [pack(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def unpack(kind: type[T], value: Any) -> T:
    """The product of this class that ``pack`` made ``value`` from."""
    return typing.cast("T", _builder(typing.cast("Hashable", kind))(value))


@functools.cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@functools.cache
def _builder(kind: Any) -> _Build:
    """What makes a value of this type from its JSON value."""
    if dataclasses.is_dataclass(kind):
        return _dataclass_builder(typing.cast("type", kind))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        item = _builder(arguments[0])
        return lambda values: tuple(map(item, values))
    if origin in (types.UnionType, typing.Union):
        inner = _builder(next(a for a in arguments if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    return dt.date.fromisoformat if kind is dt.date else lambda value: value


def _dataclass_builder(kind: type) -> _Build:
    hints = typing.get_type_hints(kind)
    parts = [(name, _builder(hints[name]), _missing(hints[name])) for name in _fields(kind)]

    def build(value: dict[str, Any]) -> Any:
        return kind(*[make(value[name]) if name in value else absent for name, make, absent in parts])

    return build


def _missing(hint: Any) -> Any:
    """What a field that was left out held."""
    return () if typing.get_origin(hint) is tuple else None
