"""Rules for parts of a told time, for times counted from one, and for stretches from one time to another."""

from __future__ import annotations

import functools

from detente.entities.times import calendar, clock, dates, timex
from detente.entities.times.calendar import Days, shift
from detente.entities.times.frame import DAY, GRAMMAR, NO_SUCH, RANK, VAGUE, Frame, UntoldError
from detente.entities.times.grammar import Build

rule = GRAMMAR.rule


# ── parts of a told time ─────────────────────────────────────────────────────────────────────────────────


@rule(
    """
    the? STAGE -? LEVEL0=of
    the? STAGE of|in LEVEL0=of
    the? STAGE -? SEASON
    """,
    level=1,
)
def _stage(frame: Frame, *, stage: int, of: Build | None = None, season: int = 0) -> Days:
    """Late June, where June is not so far yet, is last year's for what is past."""
    whole = of or functools.partial(dates.season, season=season)
    days = calendar.third(whole(frame), stage).valued(whole(frame).timex)
    if frame.tense == "past" and frame.published and days.start > frame.published:
        before = Frame(whole(frame).start - DAY, "past", frame.told)
        return calendar.third(whole(before), stage).valued(whole(before).timex)
    return days


@rule(
    """
    the? EDGE of LEVEL0=of
    LEVEL0=of 's EDGE
    """,
    level=1,
)
def _edge(frame: Frame, *, edge: int, of: Build) -> Days:
    whole = of(frame)
    return calendar.edge(whole, edge).valued(whole.timex)


@rule(
    """
    STAGE= on? LEVEL0=of PART
    LEVEL0=of PART
    earlier|later on? LEVEL0=of
    sometime in? LEVEL0=of
    """,
    level=1,
)
def _whole(frame: Frame, *, of: Build, part: str = "") -> Days:
    return clock.parted(of(frame), part)


@rule(
    """
    the? STAGE=? PART of|on LEVEL0=of
    the? early|small|wee hours of|on LEVEL0=of
    """,
    level=1,
)
def _part_of(frame: Frame, *, of: Build, part: str = "TMO") -> Days:
    """The night of May 5, the early hours of Friday."""
    return clock.parted(of(frame), part)


@rule("DEICTIC= ,|( LEVEL0=of", level=1)
def _apposed(frame: Frame, *, of: Build) -> Days:
    """Yesterday, May 5."""
    return of(frame)


@rule("the? ORD=number half of LEVEL0=of", level=1)
def _half(frame: Frame, *, number: int, of: Build) -> Days:
    return calendar.half(of(frame), number - 1)


@rule("the? last|latter half of LEVEL0=of", level=1)
def _last_half(frame: Frame, *, of: Build) -> Days:
    return calendar.half(of(frame), 1)


@rule("the? ORD=number UNIT of LEVEL0=of", level=1)
def _nth(frame: Frame, *, number: int, unit: str, of: Build) -> Days:
    """The first week of May counts from the 1st."""
    whole = of(frame)
    start = shift(whole.start, number - 1, unit)
    end = shift(start, 1, unit) - DAY
    if end > whole.end:
        raise UntoldError(NO_SUCH)
    return Days(start, end, calendar.around(start, unit).precision)


@rule("the? last UNIT of LEVEL0=of", level=1)
def _last_of(frame: Frame, *, unit: str, of: Build) -> Days:
    end = of(frame).end
    return Days(shift(end + DAY, -1, unit), end, calendar.around(end, unit).precision)


@rule("the? first COUNT UNIT of LEVEL0=of", level=1)
def _opening(frame: Frame, *, count: float | None, unit: str, of: Build) -> Days:
    """The first nine months of 2014."""
    value = timex.period(count, unit)
    if count is None:
        raise UntoldError(VAGUE, value)
    start = of(frame).start
    return Days(start, shift(start, int(count), unit) - DAY, "span", value)


@rule("the? last COUNT UNIT of LEVEL0=of", level=1)
def _closing(frame: Frame, *, count: float | None, unit: str, of: Build) -> Days:
    value = timex.period(count, unit)
    if count is None:
        raise UntoldError(VAGUE, value)
    end = of(frame).end
    return Days(shift(end + DAY, -int(count), unit), end, "span", value)


@rule("the? week of LEVEL0=of", level=1)
def _week_of(frame: Frame, *, of: Build) -> Days:
    return calendar.week(of(frame).start)


# ── counted from a told time ─────────────────────────────────────────────────────────────────────────────


@rule(
    """
    COUNT UNIT after|from the? LEVEL0=of
    the? ONE=unit after the? LEVEL0=of
    """,
    level=1,
)
def _after(frame: Frame, *, unit: str, of: Build, count: float | None = 1, sign: int = 1) -> Days:
    """Two days after Christmas; the time that is counted from must be as exact as the unit."""
    if count is None:
        raise UntoldError(VAGUE, timex.period(None, unit))
    origin = of(frame)
    if RANK.get(origin.precision, 9) > RANK.get(unit, 0):
        raise UntoldError("counted from an event", timex.period(count, unit))
    return calendar.around(shift(origin.start, sign * int(count), unit), unit)


@rule(
    """
    COUNT UNIT before the? LEVEL0=of
    the? ONE=unit before the? LEVEL0=of
    """,
    level=1,
)
def _before(frame: Frame, *, unit: str, of: Build, count: float | None = 1) -> Days:
    return _after(frame, unit=unit, of=of, count=count, sign=-1)


# ── from one time to another ─────────────────────────────────────────────────────────────────────────────


@rule(
    """
    from [ LEVEL1=first ] to|until|till|through|- [ LEVEL1=last ]
    between [ LEVEL1=first ] and [ LEVEL1=last ]
    [ LEVEL1=first ] through|until|- [ LEVEL1=last ]
    """,
    level=2,
)
def _between(frame: Frame, *, first: Build, last: Build) -> Days:
    """Where the ends lie the wrong way round, one is reckoned anew from the other."""
    start, end = first(frame), last(frame)
    if start.start > end.end and frame.ahead:
        end = last(Frame(start.start, "future", frame.told))
    elif start.start > end.end:
        start = first(Frame(end.start, "past", frame.told))
    return Days(start.start, end.end, "span", parts=(start, end))


@rule("ever? since [ LEVEL1=since ]", level=2)
def _since(frame: Frame, *, since: Build) -> Days:
    """Up to publication."""
    begin = since(Frame(frame.published, "past", frame.told))
    return Days(begin.start, frame.today, "span", parts=(begin,))
