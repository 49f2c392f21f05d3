import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.relations.claim import lowest_since
from detente.relations.formulas import FORMULAS, goldstein
from detente.relations.index import ENOUGH, index
from tests.happenings import covered, day, happening

PLOVER = FORMULAS["plover"]


def many(on: str, score: float, count: int, start: int = 0, **more):
    quad = 1 if score > 0 else 4
    return [happening(f"{on}-{start + i}", on, score=score, quad=quad, **more) for i in range(count)]


def test_the_value_is_the_mean_of_what_happened():
    found = index(PLOVER, many("2024-01-10", 4, 6) + many("2024-01-20", -2, 6), covered(2024, 2024, 20))
    assert found.last.value == pytest.approx(1.0)
    assert found.last.low < 1.0 < found.last.high
    assert found.last.happenings == 12


def test_what_is_long_past_fades():
    happenings = many("2023-01-10", 4, 20) + many("2024-01-10", -4, 20, 20)
    short = index(PLOVER, happenings, covered(2023, 2024, 20), half_life=30).last.value
    long = index(PLOVER, happenings, covered(2023, 2024, 20), half_life=3000).last.value
    assert short < -3.9
    assert abs(long) < 1


def test_too_little_is_too_thin_to_say():
    few = index(PLOVER, many("2024-01-10", 4, int(ENOUGH) - 1), covered(2024, 2024, 20))
    unread = index(PLOVER, many("2024-01-10", 4, 20), covered(2024, 2024, 1)[:1])
    assert few.last.value is None
    assert unread.last.value is None
    assert index(PLOVER, [], covered(2024, 2024, 20)).points == ()


def test_a_silent_month_has_a_point_and_no_hole():
    found = index(PLOVER, many("2024-01-10", 4, 9) + many("2024-04-10", 4, 9, 9), covered(2024, 2024, 9))
    assert [p.period.month for p in found.points] == [1, 2, 3, 4]
    assert [p.happenings for p in found.points] == [9, 0, 0, 9]


def test_what_comes_before_since_counts_faded_and_is_not_shown():
    found = index(
        PLOVER,
        many("2024-01-10", 4, 9),
        covered(2024, 2024, 9),
        since=day("2024-02-01"),
        until=day("2024-03-31"),
    )
    assert [p.period.month for p in found.points] == [2, 3]
    assert found.points[0].value == pytest.approx(4)


def test_what_comes_after_until_does_not_count():
    found = index(
        PLOVER,
        many("2024-01-10", 4, 9) + many("2024-05-10", -9, 9, 9),
        covered(2024, 2024, 9),
        until=day("2024-01-31"),
    )
    assert found.last.value == pytest.approx(4)


def test_movers_are_what_the_value_hangs_on():
    happenings = many("2024-01-10", 4, 20) + many("2024-01-20", -9, 1)
    mover = index(PLOVER, happenings, covered(2024, 2024, 20)).movers[0]
    assert mover.happening.score == -9
    assert mover.effect < 0


def test_the_index_without_each_source():
    happenings = many("2024-01-10", 4, 10) + many("2024-01-20", -8, 10)
    sources = {h.id: frozenset({"Daily", "Wire"} if h.score > 0 else {"Wire"}) for h in happenings}
    (without,) = index(PLOVER, happenings, covered(2024, 2024, 20), sources=sources).without
    assert (without.source, without.lost) == ("Wire", 10)
    assert without.value == pytest.approx(4)


def test_a_year_with_more_rows_of_an_imported_set_does_not_count_more():
    happenings = many("2023-12-10", -8, 10, origin="gdelt") + many("2024-01-10", 8, 100, origin="gdelt")
    found = index(PLOVER, happenings, (), half_life=1e6, volumes={2023: 1000, 2024: 10000})
    assert found.last.value == pytest.approx(0, abs=0.01)


def test_net_intensity_is_per_hundred_articles():
    found = index(FORMULAS["net"], many("2024-01-10", 4, 10), covered(2024, 2024, 50)[:1], half_life=1e9)
    assert found.last.value == pytest.approx(80)


def test_goldstein_goes_through_cameo():
    assert goldstein(happening("h", "2024-01-01", plover="CONSULT", mode="visit")) == 1.9
    assert goldstein(happening("h", "2024-01-01", plover=None)) is None
    assert goldstein(happening("h", "2024-01-01", origin="icews", score=-7.2)) == -7.2


@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(2020, 1, 1), dt.date(2022, 12, 31)), st.sampled_from([-9.0, -2.0, 2.5, 7.0])
        ),
        min_size=1,
        max_size=40,
    )
)
def test_values_and_bounds_keep_to_the_scale_and_the_same_record_gives_the_same_index(rows):
    happenings = [
        happening(f"h{i}", d.isoformat(), score=s, quad=1 if s > 0 else 4) for i, (d, s) in enumerate(rows)
    ]
    found = index(PLOVER, happenings, covered(2020, 2022, 9))
    again = index(PLOVER, happenings, covered(2020, 2022, 9))
    assert found.points == again.points
    for p in found.points:
        assert (p.value is None) == (p.low is None) == (p.weight < ENOUGH - 1e-9 or p.articles == 0)
        if p.value is not None:
            assert -10 <= p.low <= p.high <= 10


def series(*scores, count=40):
    return [h for i, s in enumerate(scores) for h in many(f"2024-{i + 1:02}-10", s, count, i * count)]


def claim(happenings, since="2024-01-01", naming=20):
    found = index(PLOVER, happenings, covered(2024, 2024, naming), half_life=10, since=day("2023-01-01"))
    return lowest_since(found, day(since))


def test_the_lowest_point_is_called_so():
    assert claim(series(4, 2, 3, -8)).verdict == "yes"


def test_a_lower_month_is_named():
    answer = claim(series(4, -8, 3, 2))
    assert answer.verdict == "no"
    assert [p.period.month for p in answer.lower] == [2]


def test_much_the_same_is_unclear():
    mixed = [
        h
        for i in range(4)
        for h in many(f"2024-{i + 1:02}-10", 4, 9, 50 * i) + many(f"2024-{i + 1:02}-11", -4, 9, 50 * i + 9)
    ]
    assert claim(mixed).verdict == "unclear"


def test_years_without_coverage_are_no_evidence():
    answer = claim(series(4, 2, 3, -8), since="1979-01-01")
    assert answer.verdict == "cannot say"
    assert (answer.told, answer.asked) == (3, 543)


def test_a_lower_month_answers_even_where_most_is_not_covered():
    assert claim(series(4, -8, 3, 2), since="1979-01-01").verdict == "no"


def test_a_thin_last_month_cannot_be_judged():
    answer = claim(series(4, 2, 3) + many("2024-12-10", -9, 1, 900))
    assert answer.verdict == "cannot say"
    assert "thin" in answer.why
