"""The codebook's reductions, quad classes and scores, written once more by hand."""

import re
from typing import get_args

import pytest

from detente.events import plover
from detente.knowledge import codebook, lexicon
from detente.types import Category, Status
from tests.shared import shared

CATEGORIES, STATUSES = get_args(Category), get_args(Status)
SPOKEN_FOR = ("CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE")
YIELDING = ("RETREAT", "CONCEDE")
FORCE = ("SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST")
SPOKEN_AGAINST = ("REQUEST", "ACCUSE", "THREATEN", "REJECT")

# What an act that has not happened is coded as, by status.
REDUCED = {
    SPOKEN_FOR: {
        "planned": "AGREE", "possible": "AGREE", "requested": "AGREE",
        "refused": "REJECT", "cancelled": "REJECT", "denied": "REJECT", "negated": None,
    },
    YIELDING: {
        "planned": "CONCEDE", "possible": "CONCEDE", "requested": "CONCEDE",
        "refused": "REJECT", "cancelled": "REJECT", "denied": "REJECT", "negated": None,
    },
    FORCE: {
        "planned": "THREATEN", "possible": "THREATEN", "requested": "REQUEST",
        "refused": "REJECT", "cancelled": "CONCEDE", "denied": "REJECT", "negated": None,
    },
    SPOKEN_AGAINST: dict.fromkeys(
        ("planned", "possible", "requested", "refused", "cancelled", "denied", "negated")
    ),
}  # fmt: skip
EVERY = [(category, status) for category in CATEGORIES for status in STATUSES]
QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
SCORES = [
    ("AGREE", None, 2.5),
    ("CONSULT", None, 2.5),
    ("CONSULT", "visit", 4),
    ("CONSULT", "phone", 1.5),
    ("SUPPORT", None, 5),
    ("CONCEDE", None, 4.5),
    ("COOPERATE", None, 9.5),
    ("AID", None, 10),
    ("RETREAT", "ceasefire", 7.5),
    ("REQUEST", None, 0),
    ("REQUEST", "assist", 0.5),
    ("ACCUSE", None, -3),  # the manual prints 3
    ("ACCUSE", "allege", -3.5),
    ("REJECT", "assist", -1.5),
    ("THREATEN", "territory", -4),
    ("PROTEST", "riot", -7),
    ("PROTEST", "vandalize", -5),  # a mode without a score of its own
    ("SANCTION", "expel", -5.5),
    ("MOBILIZE", "troops", -6.5),
    ("COERCE", "martial-law", -7.5),
    ("ASSAULT", "unconventional", -10),
]


def test_all_categories_are_spoken_of():
    assert sorted((*SPOKEN_FOR, *YIELDING, *FORCE, *SPOKEN_AGAINST)) == sorted(CATEGORIES)
    assert sorted(c for row in QUADS.values() for c in row) == sorted(CATEGORIES)


@pytest.mark.parametrize(("category", "status"), EVERY)
def test_reduction(category, status):
    row = next(row for kind, row in REDUCED.items() if category in kind)
    assert plover.reduced(category, status) == row.get(status, category)


@pytest.mark.parametrize(("category", "status"), EVERY)
def test_quad_class_follows_the_reduced_category(category, status):
    reduced = plover.reduced(category, status)
    quad, score = plover.rating(reduced, None)
    assert (quad is None) == (score is None) == (reduced is None)
    assert reduced is None or reduced in QUADS[quad]


@pytest.mark.parametrize(("category", "mode", "score"), SCORES)
def test_score(category, mode, score):
    assert plover.rating(category, mode)[1] == score


@pytest.mark.parametrize("category", CATEGORIES)
def test_cooperation_is_never_below_conflict(category):
    r = codebook.ratings()[category]
    assert all((score > 0) == (r.quad < 3) for score in (r.score, *r.modes.values()) if r.quad != 3)
    assert all(-10 <= score <= 10 for score in (r.score, *r.modes.values()))


def test_the_lexicon_uses_the_codebook_s_modes():
    unknown = {
        (e.type, e.mode)
        for e in lexicon.entries()
        if e.mode
        and e.mode not in codebook.ratings()[e.type].modes
        and (e.type, e.mode) != ("PROTEST", "vandalize")
    }
    assert unknown == set()


def test_figures_are_those_of_the_manual():
    """The project's notes quote the manual's table; one sign in it is known to be lost."""
    text = shared("design/formats.md").read_text(encoding="utf-8")
    found = re.findall(
        r"^\| ([A-Z]+) \| ([1-4]) \| (?:yes|no) \| (-?[\d.]+)[^|]*\| ([^|]+) \|$", text, re.MULTILINE
    )
    assert len(found) == len(CATEGORIES)
    for category, quad, score, modes in found:
        r = codebook.ratings()[category]
        assert r.quad == int(quad)
        assert r.score == (-3 if category == "ACCUSE" else float(score))
        assert r.modes == {name: float(value) for name, value in re.findall(r"([a-z-]+) (-?[\d.]+)", modes)}
