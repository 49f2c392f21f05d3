"""Values of TIMEX3, the norm for times in text (TimeML 1.2.1)."""

from __future__ import annotations

import datetime as dt

from detente.types import Precision, TimexType

PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_LETTERS = {"day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y",
    "hour": "TH", "minute": "TM", "second": "TS"}  # fmt: skip
_PARTS = {"year": ("M", 12), "hour": ("M", 60)}  # what half of one is told in
_TIMES = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year")}


def of(start: dt.date, end: dt.date, precision: Precision) -> str:
    """The value of days told so exactly; a span has none of its own."""
    match precision:
        case "day":
            return start.isoformat()
        case "week":
            return f"{start:%G-W%V}"
        case "month":
            return f"{start:%Y-%m}"
        case "season":
            return f"{end.year:04}-{_SEASONS.get(start.month, 'XX')}"
        case "year":
            return f"{start.year:04}"
        case _:
            return ""


def period(count: float | None, unit: str) -> str:
    """A stretch of so many units, "X" where the count is not exact: P2Y6M, PT36H, PXD."""
    factor, unit = _TIMES.get(unit, (1, unit)) if count is not None else (1, unit)
    letter = _LETTERS.get(unit, {"decade": "E", "century": "C", "fortnight": "W"}.get(unit, "X"))
    clock, letter = ("T", letter[1:]) if letter[0] == "T" and len(letter) == 2 else ("", letter)
    if count is None:
        return f"P{clock}X{letter}"
    number = count * factor
    whole, rest = int(number), number % 1
    if rest and unit in _PARTS:
        part, size = _PARTS[unit]
        first = f"{whole}{letter}" if whole else ""
        return f"P{clock}{first}{round(rest * size)}{part}"
    return f"P{clock}{number:g}{letter}"


def recurring(weekday: int | None, month: int, season: int) -> str:
    """A weekday of any week, a month or season of any year, or any day."""
    if weekday is not None:
        return f"XXXX-WXX-{weekday + 1}"
    if month:
        return f"XXXX-{month:02}"
    return f"XXXX-{_SEASONS[season]}" if season else "XXXX-XX-XX"


def type_of(value: str | None, kind: str) -> TimexType:
    """What a value is of."""
    if kind == "set":
        return "SET"
    if value is None:
        return "DURATION" if kind == "duration" else "DATE"
    if value.endswith("_REF"):
        return "DATE"
    return "DURATION" if value.startswith("P") else "TIME" if "T" in value else "DATE"
