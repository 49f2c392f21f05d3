"""Days and months as running numbers, so that a series has no holes."""

from __future__ import annotations

import datetime as dt
from typing import Literal

Step = Literal["day", "month"]


def number(day: dt.date, step: Step) -> int:
    """Running number of the day's period."""
    return day.toordinal() if step == "day" else day.year * 12 + day.month - 1


def first_day(period: int, step: Step) -> dt.date:
    """The day on which a period begins."""
    return dt.date.fromordinal(period) if step == "day" else dt.date(period // 12, period % 12 + 1, 1)


def length(step: Step) -> float:
    """Days of a period."""
    return 1.0 if step == "day" else 30.44
