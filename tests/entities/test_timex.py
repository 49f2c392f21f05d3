"""TIMEX3 values of times in news sentences, reckoned from Wednesday 14 June 2023."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.entities.times import find, find_all, timex
from detente.entities.times.calendar import Days, around, decade, years
from detente.types import Article, When
from tests.builders import parse, sentence

WEDNESDAY = dt.date(2023, 6, 14)

# sentence | expressions in it, each with its value
ROWS = """
They met/VBD on Sunday . | Sunday=2023-06-11
They met/VBD this week . | this week=2023-W24
They met/VBD last weekend . | last weekend=2023-W23-WE
They met/VBD last month . | last month=2023-05
They met/VBD last summer . | last summer=2022-SU
They met/VBD earlier this year . | earlier this year=2023
They met/VBD in late May . | late May=2023-05
They met/VBD at the end of the year . | the end of the year=2023
They met/VBD in the 1990s . | the 1990s=199
They met/VBD in the 19th century . | the 19th century=18
They met/VBD in the second half of 2020 . | the second half of 2020=2020-H2
They met/VBD in the first nine months of 2020 . | the first nine months of 2020=P9M
They met/VBD this morning . | this morning=2023-06-14TMO
They met/VBD last night . | last night=2023-06-13TNI
They met/VBD tonight . | tonight=2023-06-14TNI
They met/VBD Monday afternoon . | Monday afternoon=2023-06-12TAF
They met/VBD at noon Monday . | noon Monday=2023-06-12T12:00
They met/VBD at 10 p.m. on Monday . | 10 p.m. on Monday=2023-06-12T22:00
They met/VBD Monday at 12 a.m. GMT . | Monday at 12 a.m. GMT=2023-06-12T00:00
It began/VBD at 0735 GMT . | 0735 GMT=2023-06-14T07:35
It began/VBD at 3 p.m. in Oslo . | 3 p.m.=2023-06-14T15:00
It ended/VBD by mid afternoon . | mid afternoon=2023-06-14TAF
They fought/VBD for more than six years . | more than six years=P6Y
They fought/VBD for 2 1/2 years . | 2 1/2 years=P2Y6M
They fought/VBD for two to three weeks . | two to three weeks=PXW
They fought/VBD for several days . | several days=PXD
They fought/VBD for weeks . | weeks=PXW
They fought/VBD at least 20 more years . | at least 20 more years=P20Y
They fought/VBD two decades . | two decades=P20Y
A two-hour talk ended/VBD . | two-hour=PT2H
A decades-long war ended/VBD . | decades-long=PXE
A day-long war ended/VBD . | day-long=P1D
It grew/VBD in the past six months . | the past six months=P6M
It grew/VBD in the past year . | the past year=2022
It will/MD grow/VB over the next few days . | the next few days=PXD
It happened/VBD nearly four years ago . | nearly four years ago=2019
It happened/VBD several years ago . | several years ago=PAST_REF
It grew/VBD in recent years . | recent years=PAST_REF
It will/MD grow/VB in coming months . | coming months=FUTURE_REF
They talk/VBP now . | now=PRESENT_REF
They pray/VBP every Friday . | every Friday=XXXX-WXX-5
They pray/VBP each July . | each July=XXXX-07
They pray/VBP daily . | daily=P1D
They pray/VBP twice a week . | a week=P1W
They met/VBD from Monday to Wednesday . | Monday=2023-06-12 Wednesday=2023-06-14
They met/VBD between May 3 and May 5 . | May 3=2023-05-03 May 5=2023-05-05
They fought/VBD from March to May 2014 . | March=2014-03 May 2014=2014-05
They fought/VBD between 2010 and 2014 . | 2010=2010 2014=2014
They fought/VBD since early March . | early March=2023-03
It happened/VBD two days after the raid . | two days=P2D
They earned/VBD less in the third quarter . | the third quarter=2022-Q3
They earned/VBD less in the first quarter than a year ago . | the first quarter=2023-Q1 a year ago=2022-Q1
They earned/VBD less in the first quarter than a year earlier . | the first quarter=2023-Q1 a year earlier=2022-Q1
They earned/VBD less in the latest quarter . | the latest quarter=2023-Q1
They earned/VBD less in fiscal 2021 . | fiscal 2021=2021
They earned/VBD less in the year ended March 31 . | the year=P1Y March 31=2023-03-31
They earned/VBD less in the quarter ended March 31 . | the quarter=2023-Q1 March 31=2023-03-31
They earned/VBD less in the quarter ended April 30 . | the quarter=2023-Q1 April 30=2023-04-30
They earned/VBD less in the fiscal year ended March 31 . | the fiscal year=P1Y March 31=2023-03-31
They earned/VBD more in the first quarter than in the 2021 quarter . | the first quarter=2023-Q1 the 2021 quarter=2021-Q1
They prolonged/VBD it through August . | August=2023-08
They worked/VBD through May . | May=2023-05
They worked/VBD eight trading days . | eight trading days=P8D
They may/MD one day meet/VB . | one day=FUTURE_REF
They met/VBD for one day . | one day=P1D
They met/VBD in the early hours of Friday . | the early hours of Friday=2023-06-09TMO
They met/VBD on the night of May 5 . | the night of May 5=2023-05-05TNI
They met/VBD two days after Christmas . | two days after Christmas=2022-12-27
They met/VBD the day before Easter . | the day before Easter=2023-04-08
They met/VBD two days after the 2022 vote . | two days after the 2022=P2D
They met/VBD three years ago today . | three years ago today=2020-06-14
They met/VBD in the days before the vote . | the days=PXD
They fought/VBD half a century . | half a century=P50Y
They fought/VBD two and a half years . | two and a half years=P2Y6M
They talked/VBD half an hour . | half an hour=PT30M
They fought/VBD a quarter century . | a quarter century=P25Y
They talked/VBD for some time . | some time=PXX
They hope/VBP for peace in the weeks ahead . | the weeks ahead=PXW
After months of talks they met/VBD . | months=PXM
It grew/VBD in recent weeks and months . | recent weeks and months=PAST_REF
They met/VBD on March eighth . | March eighth=2023-03-08
They earned/VBD less in the 12 months to March 2023 . | the 12 months=P12M March 2023=2023-03
They learn/VBP in the 2019/20 academic year . | the 2019/20 academic year=2019
They sold/VBD roughly 2000 shares/NNS Monday . | Monday=2023-06-12
It will/MD come/VB by the year two thousand . | the year two thousand=2000
"""

NONE = [
    "They make/VBP four flights/NNS a week .",
    "Good evening from Oslo .",
    "He told/VBD USA Today that all is/VBZ well .",
    "She was/VBD on 60 Minutes when all was/VBD well .",
    "The Great/JJ March of Return/NN began/VBD .",
    "More than a quarter of them left/VBD .",
]


def told(when: When, words: tuple[str, ...]) -> list[str]:
    return [f"{' '.join(words[t.first : t.last])}={t.value}" for t in when.timexes]


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_value(row: str) -> None:
    text, values = row.split(" | ")
    made = sentence(text)
    words = tuple(w.text for w in made.words)
    found = [t for when in find(made, WEDNESDAY) for t in told(when, words)]
    assert " ".join(found).replace(" - ", "-") == values


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_time(text: str) -> None:
    assert find(sentence(text), WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("text", "kind", "types"),
    [
        ("They met/VBD Monday .", "point", ["DATE"]),
        ("They met/VBD Monday evening .", "point", ["TIME"]),
        ("They met/VBD at 3 p.m. today", "point", ["TIME"]),
        ("They met/VBD at 3 p.m. in Oslo", "clock", ["TIME"]),
        ("It grew/VBD in the past six months", "point", ["DURATION"]),
        ("They fought/VBD for six months", "duration", ["DURATION"]),
        ("They pray/VBP every Friday .", "set", ["SET"]),
        ("They talk/VBP now .", "reference", ["DATE"]),
        ("They met/VBD from Monday to Wednesday .", "point", ["DATE", "DATE"]),
    ],
)
def test_kinds(text: str, kind: str, types: list[str]) -> None:
    (when,) = find(sentence(text), WEDNESDAY)
    assert (when.kind, [t.type for t in when.timexes]) == (kind, types)


def test_without_publication_only_full_dates_have_values() -> None:
    texts = ["They met/VBD Monday .", "They met/VBD at 3 p.m. .", "They met/VBD May 5, 2023 ."]
    values = [find(sentence(t), None)[0].timexes[0].value for t in texts]
    assert values == [None, None, "2023-05-05"]


def test_a_clock_time_is_of_the_day_told_before() -> None:
    found = find_all(
        parse(Article("a", "", published=WEDNESDAY), "They came/VBD on May 5 .", "They left/VBD at 3 p.m. .")
    )
    assert found[1].timexes[0].value == "2023-05-05T15:00"
    assert (found[1].start, found[1].reason) == (None, "clock time")


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("the nine months , up from a year earlier", ["P9M", "2022"]),
        ("the first nine months , up from a year ago", ["P9M", "2022"]),
        ("the six months , up from the 2021 period", ["P6M", "2021"]),
        ("the latest quarter , up from a year earlier", ["2023-Q1", "2022-Q1"]),
    ],
)
def test_what_is_compared_is_of_the_period_reported_last(words: str, values: list[str]) -> None:
    report = parse(
        Article("a", "", published=WEDNESDAY),
        "They earned/VBD less in the first quarter .",
        f"They earned/VBD 5 in {words} .",
    )
    found = find_all(report)[1:]
    assert [t.value for when in found for t in when.timexes] == values
    assert all(when.start for when in found)


def test_months_without_a_quarter_told_are_a_duration() -> None:
    (when,) = find(sentence("They lost/VBD five villages in nine months ."), WEDNESDAY)
    assert (when.kind, when.start, when.timexes[0].value) == ("duration", None, "P9M")


def test_year_ended_is_the_stretch_before_the_day() -> None:
    (when,) = find(sentence("They earned/VBD less in the year ended March 31 ."), WEDNESDAY)
    assert (str(when.start), str(when.end)) == ("2022-04-01", "2023-03-31")


@given(
    st.floats(0.1, 1e6) | st.integers(1, 9999), st.sampled_from(["minute", "hour", "day", "week", "decade"])
)
def test_periods_are_periods(count: float, unit: str) -> None:
    assert timex.period(count, unit).startswith("P")
    assert timex.type_of(timex.period(count, unit), "point") == "DURATION"


@given(st.dates(dt.date(1, 1, 1), dt.date(2100, 12, 31)), st.sampled_from(["day", "week", "month", "year"]))
def test_every_stretch_has_a_value(on: dt.date, unit: str) -> None:
    days = around(on, unit)
    assert days.timex
    assert timex.type_of(days.timex, "point") == "DATE"


def test_values_of_longer_stretches() -> None:
    assert (decade(1994).timex, years(1990, 2).timex) == ("199", "")
    assert Days(WEDNESDAY, WEDNESDAY, "span", "P1D").timex == "P1D"
