"""Rules for durations and sets, and for what only looks like a time."""

from __future__ import annotations

from detente import knowledge
from detente.entities.times import timex
from detente.entities.times.calendar import Days
from detente.entities.times.frame import GRAMMAR, VAGUE, Frame, UntoldError, untold

rule = GRAMMAR.rule

rule(
    """
    COUNT -? year - old|olds
    COUNT years|year|months|month|weeks|week|days|day old
    COUNT UNIT a|per|each age|day|week|month|year
    """,
    kind=None,
)(untold("duration"))
rule(
    """
    for? COUNT -? quarter
    for? COUNT -? quarters of
    for? three -? quarters
    COUNT weekend
    as soon as
    RATE UNIT
    shortly|soon before|after|afterwards
    """,
    kind=None,
)(untold("no time"))


@rule("a? [ ONE=unit - long ]", kind="duration")
def _one_long(_frame: Frame, *, unit: str) -> Days:
    raise UntoldError("duration", timex.period(1, unit))


@rule(
    """
    a? [ MANY=unit - long|old ]
    after|during|following|for|in|over|through|throughout|within [ MANY=unit ]
    over [ the MANY=unit ]
    MANY=unit or|and MANY=
    the MANY=unit ahead
    the early|first MANY=unit
    [ MANY=unit ] of
    """,
    kind="duration",
)
def _many(_frame: Frame, *, unit: str) -> Days:
    raise UntoldError("duration", timex.period(None, unit))


@rule(
    """
    half -? a|an -? ONE=unit
    a half -? ONE=unit
    """,
    kind="duration",
)
def _half(_frame: Frame, *, unit: str) -> Days:
    raise UntoldError("duration", timex.period(0.5, unit))


@rule(
    """
    COUNT -? and -? a -? half -? UNIT
    COUNT UNIT and a half
    """,
    kind="duration",
)
def _and_a_half(_frame: Frame, *, count: float | None, unit: str) -> Days:
    raise UntoldError("duration", timex.period(None if count is None else count + 0.5, unit))


@rule(
    """
    a? quarter -? century
    a? quarter -? of -? a -? century
    """,
    kind="duration",
)
def _quarter_century(_frame: Frame) -> Days:
    raise UntoldError("duration", "P25Y")


rule("will|would|may|might|could|can [ one day ]")(untold(VAGUE, timex.FUTURE))


@rule(
    """
    a while
    some time
    a long time
    """,
    kind="duration",
)
def _while(_frame: Frame) -> Days:
    raise UntoldError("duration", timex.period(None, ""))


@rule(
    """
    COUNT -? UNIT
    COUNT trading|business|working UNIT
    COUNT -? UNIT -? long
    COUNT - UNIT - old
    for COUNT UNIT
    the COUNT UNIT
    """,
    kind="duration",
)
def _duration(_frame: Frame, *, count: float | None, unit: str) -> Days:
    raise UntoldError("duration", timex.period(count, unit))


@rule(
    """
    every|each other|second|third? UNIT
    every|each COUNT UNIT
    once|twice [ a|every UNIT ]
    """,
    kind="set",
)
def _each(_frame: Frame, *, unit: str, count: float | None = 1) -> Days:
    raise UntoldError("set", timex.period(count, unit))


@rule(
    """
    every|each WEEKDAY PART?
    WEEKDAYS=weekday PART?
    every|each MONTH
    every|each SEASON
    every|each PART
    """,
    kind="set",
)
def _each_of(
    _frame: Frame, *, weekday: int | None = None, month: int = 0, season: int = 0, part: str = ""
) -> Days:
    raise UntoldError("set", timex.recurring(weekday, month, season) + part)


def _add_listed() -> None:
    words = knowledge.time_words()
    for phrase, value in words.sets.items():
        rule(phrase, kind="set")(untold("set", value))
    for phrase, value in words.vague.items():
        rule(phrase)(untold(VAGUE, value))
    for phrase, value in words.references.items():
        rule(phrase, kind="reference")(untold(VAGUE, value))


_add_listed()
