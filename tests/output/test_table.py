import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.output.table import WIDTH, write_table
from detente.output.words import days, excerpt
from detente.types import Date, EventMention, Span
from tests.codings import TEXT, coding, event, span


def shown(*codings):
    pieces = []
    write_table(codings, io.StringIO(), pieces.append)
    return "".join(pieces)


def test_record_is_told():
    text = shown(coding())
    for words in (
        "Norway and Chile sign shipping pact",
        "Sample Wire · 2024-05-03 · from OSLO · en",
        "2 events",
        "2024-05-03       occurred   CONSULT visit        NOR (Anne Dahl) ↔ CHL (Luis Rojas)",
        "“Anne Dahl met Chilean President Luis Rojas”",
        "“then”           denied     THREATEN             CHL → –, says ?An official",
        "1 statement",
        "“We will open two new lines by 2026,”",
        "due 2026",
        "1 repair made to the text",
        "warning: two languages",
    ):
        assert words in text


def test_no_events_is_said():
    assert "no events found" in shown(coding(events=()))


def test_event_without_a_time_is_undated():
    assert "\nundated          occurred" in shown(coding(events=(event(date=None),)))


def test_width_is_kept_whatever_comes():
    name = "Sir " + "Very" * 60
    long = event(mode="x" * 40, date_text="a time " * 30, date=None, why="w")
    long = replace(long, actors=tuple(replace(long.actors[0], name=name) for _ in range(30)))
    text = shown(coding(events=(long,)))
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "Very" in text


def test_escapes_and_markup_come_out_harmless():
    hostile = "\x1b[2J\x9b31m\u202e[bold red]:smile: \r\n"
    made = coding()
    made = replace(made, article=replace(made.article, title=hostile, publisher=hostile), warnings=(hostile,))
    text = shown(made)
    assert not set(text) & set("\x1b\x9b\u202e\r")
    assert "[bold red]:smile:" in text


def test_long_clause_is_cut_around_its_predicate():
    text = "a" * 300 + " met " + "b" * 300
    words, focus = excerpt(text, Span(0, len(text)), Span(301, 304), 80)
    assert len(words) <= 80
    assert words[focus.start : focus.end] == "met"
    assert words[0] == words[-1] == "…"


@given(st.text("ab c", min_size=1, max_size=300), st.data())
def test_excerpt_never_leaves_its_clause(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.integers(start, end - 1))
    words, focus = excerpt(text, Span(start, end), Span(at, at + 1), 40)
    assert len(words) <= 40
    assert words.strip("…").strip() in text[start:end]
    assert words[focus.start : focus.end].strip() == text[at].strip()


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2024-03-01", "2024-03-01", "2024-03-01"),
        ("2024-03-01", "2024-03-10", "2024-03-01…10"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-02", "2023-02-28", "2023-02-02…28"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-01-01", "2025-12-31", "2024-01-01…2025-12-31"),
        ("9999-12-01", "9999-12-31", "9999-12-01…31"),
        ("2024-03-01", "2024-05-31", "2024-03-01…05-31"),
        ("2023-12-01", "2024-02-29", "2023-12-01…2024-02-29"),
    ],
)
def test_days(first, last, told):
    date = Date(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "", "span")
    assert days(date) == told


def test_mention_outside_ascii_keeps_its_mark():
    mention = EventMention(span(TEXT), span("met"), 1, 5)
    assert "met Chilean" in shown(coding(events=(replace(event(), mentions=(mention,)),)))


def test_article_without_title_is_named_by_its_first_words():
    made = coding()
    made = replace(
        made, article=replace(made.article, title=None, text="word " * 60 + "\n" + TEXT), events=()
    )
    assert shown(made).splitlines()[0] == "word " * 16 + "word…"
