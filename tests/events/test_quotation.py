"""Quotation marks of all makes, balanced and not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.events.quotation import quotations
from detente.types import Span


def paragraphs(text: str) -> list[Span]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We wait,” she said.", ["We wait,"]),
        ('"We wait," she said, "and hope."', ["We wait,", "and hope."]),
        ("``We wait,'' she said.", ["We wait,"]),
        ("''We wait,'' she said.", ["We wait,"]),
        ("«We wait,» she said.", ["We wait,"]),
        ('“We wait," she said.', ["We wait,"]),
        ("She called it 'a farce', nothing else.", ["a farce"]),
        ("The ministers' plan and the envoy's car weren't seen.", []),
        ("She said “he told me ‘wait’ twice.”", ["he told me ‘wait’ twice."]),
        ("She said “he spoke of “peace” once” and left.", ["he spoke of “peace” once"]),
        ("She said: “We wait\nNobody came.", ["We wait"]),
        ("She said: “We wait.\nWe hope.” Then she left.", ["We wait.\nWe hope."]),
        ("“We wait.\n“We hope.”", ["We wait.", "We hope."]),
        ("``We wait. ``We hope.''", ["We wait.", "We hope."]),
        ('It is 5" long and 6" wide.', []),
        ("“”", []),
        ("", []),
    ],
)
def test_inside_the_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_speech_over_paragraphs_resumes() -> None:
    text = "“We wait.\n“We hope.”\n“He left,” she said."
    assert [q.resumes for q in quotations(text, paragraphs(text))] == [False, True, False]


@given(st.text(alphabet="“”\"'‘’`«»„ab.,?\n ", max_size=80))
def test_quotations_are_spans_in_order_that_do_not_meet(text: str) -> None:
    at = 0
    for q in quotations(text, paragraphs(text)):
        assert at <= q.outer.start <= q.inner.start < q.inner.end <= q.outer.end <= len(text)
        at = q.outer.end


@pytest.mark.parametrize("mark", ["“", '"', "``", "‘", " 'a", '" “', "”"])
def test_a_page_of_marks_takes_linear_time(mark: str) -> None:
    def seconds(n: int) -> float:
        """The least of three, since other programs run too."""
        text, spent = mark * n, []
        for _ in range(3):
            started = time.process_time()
            quotations(text, [Span(0, len(text))])
            spent.append(time.process_time() - started)
        return min(spent)

    assert seconds(80_000) < 40 * max(seconds(8_000), 0.01)  # quadratic would be 100
