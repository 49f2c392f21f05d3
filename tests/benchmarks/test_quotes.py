"""Units of a treebank's writing as print writes them, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quotes.units import printed

PRINTED = {
    "`` It does n't matter , '' he said .": "“It doesn't matter,” he said.",
    "Obama 's plan -LRB- the first -RRB- failed .": "Obama's plan (the first) failed.",
    "They paid $ 5 , or 3 % , to `` the ` lucky ' few '' .": "They paid $5, or 3%, to “the ‘lucky' few”.",
    "A true '' genius '' , and it failed , '' he said .": "A true “genius”, and it failed,” he said.",
    "": "",
}


@pytest.mark.parametrize("unit", PRINTED)
def test_print(unit):
    assert printed(unit).text == PRINTED[unit]


@given(
    st.lists(
        st.sampled_from(["``", "''", "he", "said", ",", "n't", "'s", "-LSB-", "-RSB-", ".", "%", "$"]),
        min_size=1,
    )
)
def test_every_run_of_words_comes_back(words):
    unit = " ".join(words)
    shown = printed(unit)
    for i, (start, _) in enumerate(shown.words):
        for _, end in shown.words[i:]:
            assert shown.back(*shown.there(start, end)) == (start, end)


def test_no_words_no_span():
    assert printed("he said .").back(2, 3) is None
