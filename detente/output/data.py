"""Rows of the record as JSON's own kinds: what the CLI prints with --json and the API answers."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
from typing import Any

from detente.output.json import safe

_INSIDE = frozenset({"replicates"})  # numbers for further reckoning, not for readers


def jsonable(value: Any) -> Any:
    """Dataclasses as objects, days in ISO, tuples and sets as lists, functions by name; what is not a number is null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (f.name for f in dataclasses.fields(value) if f.name not in _INSIDE)
        return {name: jsonable(getattr(value, name)) for name in fields}
    if isinstance(value, dict):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(jsonable, value))
    if isinstance(value, tuple | list):
        return [jsonable(v) for v in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.__name__ if callable(value) else value


def dumps(value: Any) -> str:
    """Indented JSON of such rows, with everything a terminal may obey escaped."""
    return safe(json.dumps(jsonable(value), ensure_ascii=False, indent=1, allow_nan=False))
