"""From scores of words to who says what."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from detente import clauses
from detente.clauses.packs import packs
from detente.clauses.voices import heard, is_spoken, is_told, paths
from detente.inference import Speech
from detente.types import Article, Span, Voice

ROLES = {"-": 0, "S": 1, "s": 2, "C": 3, "c": 4, "W": 5, "w": 6}  # capitals begin a source, a cue, words said
STEPS = np.zeros((8, 7), dtype=np.float32)


def speech(tags: str, owners: dict[int, int]) -> Speech:
    """Scores that are sure of these tags, and of the word at which each word's owner begins."""
    roles = np.full((len(tags), 7), -9, dtype=np.float32)
    roles[range(len(tags)), [ROLES[t] for t in tags]] = 0
    whose = np.full((len(tags), len(tags) + 1), -9, dtype=np.float32)
    whose[:, 0] = -1
    for word, owner in owners.items():
        whose[word, owner + 1] = 0
    return Speech(roles, whose, STEPS)


CASES = [
    ("SsCWww", {2: 0, 3: 2, 4: 2, 5: 2}, [Voice(Span(0, 2), Span(2, 3), (Span(3, 6),))]),
    ("WwSCWw", {0: 3, 1: 3, 3: 2, 4: 3, 5: 3}, [Voice(Span(2, 3), Span(3, 4), (Span(0, 2), Span(4, 6)))]),
    ("SCWSCW", {1: 0, 2: 1, 4: 3, 5: 4},
     [Voice(Span(0, 1), Span(1, 2), (Span(2, 3),)), Voice(Span(3, 4), Span(4, 5), (Span(5, 6),))]),
    ("CW-CW", {1: 0, 4: 3}, [Voice(None, Span(0, 1), (Span(1, 2),)), Voice(None, Span(3, 4), (Span(4, 5),))]),
    ("SCWCW", {1: 0, 2: 1, 3: 0, 4: 3},
     [Voice(Span(0, 1), Span(1, 2), (Span(2, 3),)), Voice(Span(0, 1), Span(3, 4), (Span(4, 5),))]),
    ("Ww", {}, [Voice(None, None, (Span(0, 2),))]),
    ("S-", {}, [Voice(Span(0, 1), None, ())]),
    ("--", {}, []),
]  # fmt: skip


@pytest.mark.parametrize(("tags", "owners", "expected"), CASES)
def test_runs_belong_together(tags, owners, expected):
    assert heard([speech(tags, owners)]) == [expected]


SCORES = arrays.arrays(
    np.float32, st.tuples(st.integers(1, 30), st.just(7)), elements=st.floats(-20, 20, width=32)
)


def scored(roles, steps=STEPS):
    return Speech(roles, np.zeros((len(roles), len(roles) + 1), dtype=np.float32), steps)


@given(st.lists(SCORES, max_size=4))
def test_a_word_goes_on_only_with_what_was_begun(scores):
    found = paths([scored(roles) for roles in scores])
    assert [len(tags) for tags in found] == [len(roles) for roles in scores]
    for tags in found:
        for before, tag in zip([0, *tags], tags, strict=False):
            assert tag % 2 == 1 or tag == 0 or before in (tag, tag - 1)


@given(st.lists(SCORES, min_size=2, max_size=4))
def test_packs_do_not_touch_one_another(scores):
    together = paths([scored(roles) for roles in scores])
    assert together == [paths([scored(roles)])[0] for roles in scores]


def test_the_chain_weighs_steps():
    steps = STEPS.copy()
    steps[7, 3], steps[3, 5] = 1, 1
    assert paths([scored(np.zeros((2, 7), dtype=np.float32), steps)]) == [[3, 5]]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [("The Polish minister said so.", True), ("A “green corridor” opened.", True), ("'Yes' or ``no''", True),
     ("Hopes rose as talks began.", True), ("Rain fell on the town.", False), ("", False)],
)  # fmt: skip
def test_where_somebody_may_speak(text, spoken):
    assert any(is_spoken(text, p) for p in packs(Article("a", text))) == spoken


@pytest.mark.parametrize(
    ("text", "told"),
    [("The Polish minister said so.", True), ("Aid came, according to Peru.", True), ("Rain fell on the town.", False),
     ("Peru believes that rain fell.", False), ("A “green corridor” opened.", False)],
)  # fmt: skip
def test_what_no_statement_tells_is_heard_only_where_attitudes_are_asked_for(text, told):
    (pack,) = packs(Article("a", text))
    tags = [w.upos for s in clauses.parse(Article("a", text)).sentences for w in s.words]
    assert is_told(text, pack, tags) == told


def test_attitudes_have_voices_where_they_are_asked_for():
    article = Article("a", "Peru believes that the road was open.")
    assert clauses.parse(article).voices == ()
    assert clauses.parse(article, attitudes=True).voices


def test_voices_are_spans_of_the_article():
    text = "The road is open.\n\nThe Polish minister said that the road was open."
    (voice,) = clauses.parse(Article("a", text)).voices
    assert voice.source
    assert voice.cue
    spans = [voice.source, voice.cue, *voice.content]
    assert [text[s.start : s.end] for s in spans] == ["The Polish minister", "said", "that the road was open"]
