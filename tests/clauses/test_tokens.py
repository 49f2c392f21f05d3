"""Words and their offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.clauses import tokens
from detente.clauses.tokens import words

# Lines with a stroke wherever two words touch.
CASES = [
    "The two ministers met in Oslo on Friday|.",
    "China|'s premier",
    "China|’s premier",
    "CHINA|'S FLEET",
    "the ministers|' visit",
    "the ministers|’ visit",
    "They do|n't agree",
    "They do|n’t agree",
    "They wo|n't go and can|not stay",
    "We|'ll see what they|'ve done|, I|'m told",
    "He|'d go|; she|’s here|, they|’re not",
    "a co-founder of the party",
    "the ex-president and the vice|-|president",
    "anti-war marches and non-proliferation",
    "talks were re-opened in mid-2015",
    "an 18|-|month|-|old deal",
    "the three|-|day visit",
    "a 1,000|-|strong force",
    "al|-|Qa’ida fighters",
    "al|-|Qaeda|'s leader",
    "O'Neill met O’Brien",
    "Côte d'Ivoire|'s army",
    "Sana'a fell|, then Ta’izz",
    "talks with U.S. And British envoys",
    "in the U.S. He left",
    "made in the U.S.",
    "the U.N. Security Council|'s vote",
    "the U.K.|'s envoy",
    "Gen. Amira Solh of St. Lucia",
    "Mr. J. F. Kay|, Dr. Ann Po and Sen. Low",
    "by Sept. 3|, 2014",
    "at 5 p.m. on Jan. 9|.",
    "Was it I|?",
    "So did I|. They left",
    "$|1.5bn and €|30m in loans",
    "3,000 troops|, 4.5|% of them",
    "the 1990s|, the 3rd and 21st rounds",
    "on 3/4/2015 at 10:30",
    "in 2014|–|2015",
    "AT&T|'s lawyers",
    "see https://example.org/a?b=1|.",
    "(|www.example.org/x|)|, press@example.org|.",
    "mail |@|office or |#|talks",
    "talks — the third|—|ended",
    "talks – the third|–|ended",
    "talks -- the third|--|ended",
    "The border|... was shut|!!!",
    "“|We will not yield|,|” she said|.",
    '"|No|,|" he said|.',
    "‘|Never|,|’ he said",
    "yes and|/|or no",
    "the Trump|-|Kim summit (|in Hanoi|)",
    "50|kg of it",
    "Is it over|? No|!",
    "북한과 회담",
    "Erdoğan and Müller met Şahin",
    "a\tb \u00a0 c\u2003d",
]


@pytest.mark.parametrize("case", CASES)
def test_line_is_cut(case):
    text = case.replace("|", "")
    assert [text[w.start : w.end] for w in words(text)] == case.replace("|", " ").split()


def test_part_of_a_text_is_cut_at_its_place():
    text = "BERLIN — China's premier left. He spoke."
    assert [text[w.start : w.end] for w in words(text, 9, 30)] == ["China", "'s", "premier", "left", "."]


ODD = st.text(st.one_of(st.characters(), st.sampled_from("aA1.,'’-–—@/:!$ \t\u00a0")), max_size=300)


@given(ODD)
def test_words_are_in_order_and_cover_all_but_white_space(text):
    covered, at = set[int](), 0
    for w in words(text):
        assert at <= w.start < w.end
        at = w.end
        covered.update(range(w.start, w.end))
    assert covered == {i for i, c in enumerate(text) if not c.isspace()}


@given(ODD, st.integers(0, 300), st.integers(0, 300))
def test_words_keep_to_the_part_asked_for(text, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert all(start <= w.start and w.end <= end for w in words(text, start, end))


class Counting:
    """The token pattern, counting its searches and how far each was from where it began."""

    def __init__(self, pattern):
        self.pattern, self.searches, self.read = pattern, 0, 0

    def search(self, text, start, end):
        found = self.pattern.search(text, start, end)
        self.searches += 1
        self.read += (found.end() if found else end) - start
        return found


@pytest.mark.parametrize("unit", ["a", "1", "'", ".", "-", "@", " ", "\u200b"])
def test_a_million_of_one_character(unit, monkeypatch):
    counting = Counting(tokens._TOKEN)
    monkeypatch.setattr(tokens, "_TOKEN", counting)
    found = words(unit * 1_000_000)
    assert counting.searches <= 1_000_001
    assert counting.read <= 25 * 1_000_000
    assert max((w.end - w.start for w in found), default=0) <= 200


def test_an_address_is_not_looked_for_without_end():
    assert len(words("a" * 64 + "@example.org")) == 1
    assert len(words("a" * 65 + "@example.org")) > 1
    assert tokens._TOKEN.search("a-press@example.org", 1).end() == 2  # only where a run begins
