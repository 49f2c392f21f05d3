"""Trees that no parser should give: whatever comes, acts are found without a crash and in their place."""

import time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import articles, clauses, entities
from detente.entities import resolve
from detente.events import acts, coder, commitments, statements
from detente.inference import MAX_PIECES
from detente.types import Article, Parse, Status, Word
from tests.builders import build

WORDS = {
    "VERB": "meet attack hold accuse urge plan refuse deny visit say quote begin be bomb".split(),
    "NOUN": "talk attack visit number round plan accusation president minister side statement".split(),
    "PROPN": "Kenya Somalia Oman EU Smith".split(),
    "ADJ": "Kenyan ready unable ongoing alleged".split(),
    "ADP": "of with against by without to on".split(),
    "AUX": "will be have would may".split(),
    "PART": "to not n't 's".split(),
    "PUNCT": "“ ” , . (".split(),
    "PRON": "he they who it".split(),
    "SCONJ": "that if of without".split(),
}
RELATIONS = (
    "nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss amod compound conj cc case mark xcomp ccomp advcl acl acl:relcl "
    "parataxis appos aux aux:pass cop advmod det dep compound:prt flat list"
).split()
PENN = ["VB", "VBD", "VBN", "VBG", "VBZ", "NN", "NNS", "NNP", "JJ", "WP", "PRP", "IN", "TO", "RB"]


def parse_of(rows):
    """A parse of one sentence from (word, its tag, Penn tag, head, relation)."""
    words, at = [], 0
    for text, upos, xpos, head, deprel in rows:
        words.append(Word(at, at + len(text), text, text, upos, xpos, head, "root" if head < 0 else deprel))
        at += len(text) + 1
    article = Article("x", " ".join(w.text for w in words))
    return Parse(article, (build(words),))


@st.composite
def trees(draw):
    """One root, heads in any direction."""
    size = draw(st.integers(2, 14))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: -1} | {word: order[draw(st.integers(0, n - 1))] for n, word in enumerate(order) if n}
    rows = []
    for i in range(size):
        upos = draw(st.sampled_from(sorted(WORDS)))
        row = (draw(st.sampled_from(WORDS[upos])), upos, draw(st.sampled_from(PENN)))
        rows.append((*row, heads[i], draw(st.sampled_from(RELATIONS))))
    return parse_of(rows)


def check(found, readings):
    text = found.parse.article.text
    tellings = coder.tellings(found, readings)
    for t in tellings:
        assert t.status in get_args(Status)
        assert t.status_why
        assert 0 <= t.mention.span.start <= t.mention.trigger.start
        assert t.mention.trigger.end <= t.mention.span.end <= len(text)
        assert t.match.party_codes
        assert 0 <= t.confidence <= 1
    events = coder.told_once(found, tellings)
    assert sum(len(e.mentions) for e in events) <= len(tellings)
    commitments.find(found.parse.article, events)
    for s in statements.find(found):
        assert text[s.content.start : s.content.end] == s.content.text


@settings(max_examples=300)
@given(trees())
def test_any_tree_is_coded(parse):
    check(resolve(parse), {})


CHAINS = {
    "measures": [("number", "NOUN", "NNS", "nmod"), ("of", "ADP", "IN", "case")],
    "verbs": [("attack", "VERB", "VB", "conj")],
    "passives": [("attack", "VERB", "VBN", "conj")],
    "plans": [("plan", "VERB", "VB", "xcomp")],
    "clauses": [("say", "VERB", "VBD", "ccomp")],
    "infinitives": [("attack", "NOUN", "NN", "acl")],
    "names": [("Kenya", "PROPN", "NNP", "conj")],
    "relatives": [("Kenya", "PROPN", "NNP", "obj"), ("attack", "VERB", "VBD", "acl:relcl")],
}


@pytest.mark.parametrize("kind", CHAINS)
def test_a_chain_as_long_as_a_pass(kind):
    """Each word hangs on the one before; nothing recurses without end, and time stays low."""
    unit, rows = CHAINS[kind], [("Kenya", "PROPN", "NNP", -1, "root")]
    while len(rows) < MAX_PIECES:
        top = len(rows) - len(unit) if len(rows) >= len(unit) + 1 else 0
        rows += [
            (text, upos, xpos, top if n == 0 else len(rows), rel)
            for n, (text, upos, xpos, rel) in enumerate(unit)
        ]
    began = time.process_time()
    check(resolve(parse_of(rows)), {})
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "text",
    [
        "Kenya attacked Somalia and " * 120,
        "Kenya said that Somalia said that " * 100,
        "a number of a number of " * 150 + "Kenyan attacks",
        "Kenya, which attacked Somalia, which attacked " * 80,
        "“Kenya " * 300,
        "Kenya's attack's " * 150,
        "Kenya plans to plan to " * 150,
    ],
    ids=lambda text: text[:20],
)
def test_real_text_of_that_kind(text):
    found = entities.resolve(clauses.parse(articles.article(text, published="2015-06-17")))
    check(found, acts.read(found))
