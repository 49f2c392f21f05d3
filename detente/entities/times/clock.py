"""Rules for times of day."""

from __future__ import annotations

from detente.entities.times.calendar import Days
from detente.entities.times.frame import GRAMMAR, Frame, UntoldError
from detente.entities.times.grammar import Build

rule = GRAMMAR.rule


@rule(
    """
    CLOCK
    CLOCK ( CLOCK= )
    HALFDAY=part
    the? STAGE= -? PART
    """,
    kind="clock",
)
def _clock(frame: Frame, *, clock: str | None = None, part: str | None = None) -> Days:
    """Of which day is not told."""
    raise UntoldError("clock time", _on_told_day(frame, clock or part))


def _on_told_day(frame: Frame, clock: str | None) -> str | None:
    told = [days.start for days in frame.told if days.precision == "day"]
    on = told[-1] if told else frame.published
    return f"{on}{clock}" if on and clock else None


@rule(
    """
    CLOCK ,? on? LEVEL0=of
    CLOCK ( CLOCK= ) ,? on? LEVEL0=of
    LEVEL0=of ,? at? CLOCK
    PART=clock on? LEVEL0=of
    """,
    level=1,
)
def _clock_of(frame: Frame, *, of: Build, clock: str | None) -> Days:
    return parted(of(frame), clock or "")


def parted(days: Days, part: str) -> Days:
    """A part of the day ("TMO"), where it is one day."""
    return days.valued(days.timex.partition("T")[0] + part) if days.precision == "day" else days
