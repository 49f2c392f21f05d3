"""What a time is reckoned from, and the grammar that all rules are added to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Never

from detente.entities.times import calendar
from detente.entities.times.calendar import Days
from detente.entities.times.grammar import Build, Grammar

Tense = Literal["past", "future", "unclear"]

DAY = dt.timedelta(days=1)
NO_SUCH = "no such date"
REPORTED = ("P6M", "P9M")  # periods of more quarters than one that are reported on
VAGUE = "vague"
_FAR = 300
_NEAR = 3  # times back to which a quarter is still spoken of
RANK = {
    "day": 0, "week": 1, "fortnight": 1, "weekend": 1, "month": 2, "season": 3, "quarter": 3,
    "year": 4, "decade": 5, "century": 6,
}  # fmt: skip

GRAMMAR = Grammar()


class UntoldError(Exception):
    """No honest interval; the message is the reason, ``value`` the TIMEX3 value if there is one."""

    def __init__(self, reason: str, value: str | None = None) -> None:
        super().__init__(reason)
        self.value = value


@dataclass(frozen=True, slots=True)
class Frame:
    """Publication, the tense of the clause, and the times told before, the last one last."""

    published: dt.date | None
    tense: Tense
    told: tuple[Days, ...] = ()

    @property
    def today(self) -> dt.date:
        if self.published is None:
            raise UntoldError("no publication date")
        return self.published

    @property
    def ahead(self) -> bool:
        return self.tense == "future"

    def anchor(self, unit: str) -> dt.date:
        """First day of the last told time that is as exact as the unit."""
        for days in reversed(self.told):
            if RANK.get(days.precision, 9) <= RANK.get(unit, 0):
                return days.start
        raise UntoldError("no date told before")

    def reported(self) -> Days | None:
        """The quarter, or the months of a year, that a report spoke of last among the last few times."""
        told = (d for d in reversed(self.told[-_NEAR:]) if calendar.is_quarter(d) or d.value in REPORTED)
        return next((days for days in told if days.end < self.today), None)

    def quarter(self) -> Days | None:
        """The quarter that was told last."""
        told = filter(calendar.is_quarter, reversed(self.told))
        return next((days for days in told if days.end < self.today), None)

    def year(self, year: int | None, way: int | None) -> int | None:
        """The year told by number, or as last (-1), this (0) or next (1) year; None where neither is."""
        return year if way is None else self.today.year + way

    def nearest(self, days: list[dt.date]) -> dt.date:
        """The last of these up to publication or the first from it on, as the tense is; else just the nearest.

        News adds the year to a day that is far off: one told without is not taken for one most of a year away.
        """
        if not days:
            raise UntoldError(NO_SUCH)
        today = self.today
        near = min(days, key=lambda d: abs((d - today).days))
        if self.tense == "unclear":
            return near
        kept = [d for d in days if (d >= today if self.ahead else d <= today)]
        best = min(kept, key=lambda d: abs((d - today).days), default=near)
        found = near if abs((best - today).days) > _FAR else best
        if abs((found - today).days) > _FAR:
            raise UntoldError(NO_SUCH)
        return found


def untold(reason: str, value: str | None = None) -> Build:
    """For rules whose words never tell days."""

    def build(_frame: Frame, **_values: object) -> Never:
        raise UntoldError(reason, value)

    return build
