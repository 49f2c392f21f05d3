"""Rules for times counted from the date told before, or from an event."""

from __future__ import annotations

import dataclasses

from detente.entities.times import calendar, timex
from detente.entities.times.calendar import Days, shift
from detente.entities.times.clock import parted
from detente.entities.times.counts import CLOCK, WHOLE
from detente.entities.times.frame import GRAMMAR, VAGUE, Frame, UntoldError

rule = GRAMMAR.rule


def _beside(frame: Frame, count: float | None, unit: str) -> Days:
    if count is None:
        raise UntoldError(VAGUE, timex.period(None, unit))
    if unit in CLOCK and abs(count) < 24:
        raise UntoldError("clock time", timex.period(abs(count), unit))
    unit = WHOLE.get(unit, unit)
    return calendar.around(shift(frame.anchor(unit), int(count), unit), unit)


@rule("""
    the? same|very ONE=unit
    that same? ONE=unit
    that same? PART
    the same PART
""")
def _same(frame: Frame, *, unit: str = "day", part: str = "") -> Days:
    return parted(calendar.around(frame.anchor(unit), unit), part)


@rule("""
    earlier|later=part that same? ONE=unit
    earlier|later=part the same ONE=unit
    earlier|later=part in the day=unit
    earlier|later=part in that ONE=unit
""")
def _part_of_same(frame: Frame, *, part: str, unit: str) -> Days:
    days = _same(frame, unit=unit)
    return dataclasses.replace(days, start=frame.anchor(unit)) if part == "later" else days


@rule("""
    the following ONE=unit
    the next day|week|month|year=unit
    next day=unit
    the next|following PART
    the ONE=unit after STOP
    COUNT UNIT later|afterwards
    COUNT UNIT after STOP
""")
def _after(frame: Frame, *, unit: str = "day", count: float | None = 1, part: str = "") -> Days:
    return parted(_beside(frame, count, unit), part)


@rule(
    """
    the previous|preceding ONE=unit
    the previous|preceding PART
    the ONE=unit before STOP
    the PART before STOP
    COUNT -? UNIT -? earlier|previously
    COUNT -? UNIT -? before STOP
    """,
    kind="aside",
)
def _before(frame: Frame, *, unit: str = "day", count: float | None = 1, part: str = "") -> Days:
    reported = frame.reported() if unit == "year" and count == 1 else None
    if reported:
        return calendar.year_before(reported)
    return parted(_beside(frame, None if count is None else -count, unit), part)


@rule("[ the? MANY=unit ] before|after|since")
def _around_event(_frame: Frame, *, unit: str) -> Days:
    raise UntoldError("counted from an event", timex.period(None, unit))


@rule("""
    [ the? UNIT ] before|after|since
    [ the PART ] before|after
    [ COUNT UNIT ] before|after|since
""")
def _from_event(_frame: Frame, *, unit: str = "", count: float | None = 1, part: str = "") -> Days:  # noqa: ARG001
    raise UntoldError("counted from an event", timex.period(count, unit) if unit else None)
