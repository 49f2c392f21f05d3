import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.merging import bands, likeness, signature

WORDS = "the minister of foreign affairs met his colleague from a neighbouring state and spoke about trade, fish and ferries".split()


def story(seed: int, length: int = 400) -> list[str]:
    draw = random.Random(seed)
    return [draw.choice(WORDS) + str(draw.randrange(60)) for _ in range(length)]


def test_a_copy_with_another_dateline_and_a_cut_end_is_found():
    original = story(1)
    copy = ["OSLO,", "May", "3", *original[:360]]
    a, b = signature(" ".join(original)), signature(" ".join(copy))
    assert likeness(a, b) > 0.75
    assert set(bands(a)) & set(bands(b))


def test_two_stories_of_the_same_words_are_no_copies():
    a, b = signature(" ".join(story(1))), signature(" ".join(story(2)))
    assert likeness(a, b) < 0.1
    assert not set(bands(a)) & set(bands(b))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_likeness_estimates_the_share_of_common_shingles(share):
    one, two = story(3, 3000), story(4, 3000)
    cut = int(3000 * share)
    estimate = likeness(signature(" ".join(one)), signature(" ".join(one[:cut] + two[cut:])))
    assert abs(estimate - share / (2 - share)) < 0.18


@given(st.text())
def test_any_text_has_a_signature_and_is_its_own_copy(text):
    found = signature(text)
    assert len(found) == 64
    assert all(0 <= x < 2**32 for x in found)
    assert likeness(found, signature(text)) == 1.0
    assert all(0 <= band < 2**63 for band in bands(found))
