"""Maps and time lines say in their picture, their table and their sentence the same."""

import json

import pytest

from detente.output import pictures
from detente.relations.maps import map_chart
from detente.relations.timelines import offices_chart, statements_chart
from detente.types import Held, Holder, Placed, Span, Voiced
from tests.happenings import card, day

PLACES = (
    Placed("Geneva", "CHE", 46.2, 6.15, 12, 10, 2, day("2024-01-05"), day("2024-03-01")),
    Placed("Ukraine", "UKR", None, None, 3, 1, 2, day("2024-01-05"), None),
    Placed("the bridge", None, None, None, 1, 1, 0, None, None),
)  # fmt: skip


def layers(chart, kind):
    return [x for x in chart.spec["layer"] if x["mark"]["type"] == kind]


def test_places_are_points_and_states_alone_are_shaded():
    links = {PLACES[0]: "https://page.invalid/events?q=place%3AGeneva"}
    chart = map_chart(PLACES, total=20, links=links, states=("CHE",))
    (points,) = layers(chart, "circle")
    assert [p["told"] for p in points["data"]["values"]] == ["Geneva, CHE: 12 happenings"]
    assert points["data"]["values"][0]["href"].endswith("Geneva")
    outline, shaded = layers(chart, "geoshape")[1:]
    assert outline["transform"][0]["filter"]["oneOf"] == ["CHE"]
    assert shaded["transform"][0]["filter"]["oneOf"] == ["UKR"]
    assert len(chart.rows) == 3
    assert chart.summary == (
        "16 of 20 happenings tell a place, 3 places in all; most in Geneva (12), Ukraine (3), the bridge (1)."
    )


def test_only_the_busiest_are_drawn_and_all_are_told():
    chart = map_chart(PLACES, total=20, drawn=1)
    assert len(layers(chart, "geoshape")) == 1
    assert len(chart.rows) == 3


def test_a_map_of_nothing():
    assert map_chart((), total=4).summary == "None of 4 happenings tells a place that is known."


@pytest.mark.parametrize("chart", [
    map_chart(PLACES, total=20), statements_chart((Voiced("CHN", "economic", day("2024-01-01"), 2),)), statements_chart(()),
    offices_chart("Ford", ()),
])  # fmt: skip
def test_specs_are_json_and_drawn(chart):
    json.dumps(chart.spec)
    pytest.importorskip("vl_convert")
    assert pictures.svg(chart).startswith("<svg")


VOICES = tuple(
    Voiced(code, issue, day(f"{year}-0{month}-01"), number)
    for code, issue, year, month, number in (
        ("CHN", "economic", 2023, 1, 3), ("USA", "", 2023, 1, 1), ("AAA", "cyber", 2023, 2, 1), ("BBB", "cyber", 2023, 2, 1),
        ("", "cyber", 2023, 3, 1), ("EEE", "economic", 2023, 3, 1),
    )
)  # fmt: skip


def test_speakers_beyond_the_commonest_are_others_and_issues_have_words():
    chart = statements_chart(VOICES, lambda *told: "/s?" + "|".join(map(str, told)))
    assert {r[0] for r in chart.rows} == {"CHN", "AAA", "BBB", "unresolved", "others"}
    assert ("CHN", "economy and trade", "2023-01", "3") in chart.rows
    assert ("others", "no issue named", "2023-01", "1") in chart.rows
    marks = {(d["speaker"], d["day"]): d for d in chart.spec["data"]["values"]}
    assert marks["CHN", "2023-01-01"]["href"] == "/s?CHN|economic|2023-01-01|False"
    assert "href" not in marks["others", "2023-01-01"]
    assert chart.summary.startswith("8 statements")
    assert "most by CHN, of issues most on economy and trade." in chart.summary


def test_a_long_time_is_told_by_years():
    chart = statements_chart((VOICES[0], Voiced("CHN", "economic", day("2013-05-01"), 2)))
    assert [r[2:] for r in chart.rows] == [("2023", "3"), ("2013", "2")]


def test_offices_last_from_the_first_to_the_last_article():
    held = [Held(Holder("Ann Ford", "president", "USA", Span(0, 3)), card("a", published=on)) for on in ("2024-05-01", "2023-01-01")]  # fmt: skip
    held.append(Held(Holder("Ann Ford", "president", "USA", Span(0, 3), former=True), card("b")))
    chart = offices_chart("Ford", held)
    assert chart.rows == (("president, USA", "2023-01-01", "2024-05-01", "2"),)
    assert chart.summary == "Ford is presented in 1 office between 2023-01-01 and 2024-05-01."
