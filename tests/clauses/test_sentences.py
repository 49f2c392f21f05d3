"""Sentences, trees and names of real text, with the trained model."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import articles, clauses
from detente.settings import WORD_LIMIT
from detente.types import Article, Dateline, Span


def parse(text, **more):
    return clauses.parse(Article(id="a", text=text, **more))


# Paragraphs, a stroke at the end of each sentence but the last.
PARAGRAPHS = [
    "The talks ended on Monday.| No date was set for more.| “We are patient,” the Omani envoy said.",
    "Kenya sent envoys to the U.S. on Friday.| Somalia did not.",
    "Kenya fears the U.S.| But Somalia does not.",
    "The envoys flew to the U.S.| Their hosts said nothing.",
    "He met Mr. X at 5 p.m.| The talks were short.",
    "He left the U.S.| And then he called.",
    "Ministers of the U.S. And Canada met in Ottawa.| They spoke for an hour.",
    "Gen. Amira Solh met Mr. Lund at 5 p.m. in Oslo.| Both smiled.",
    "“Will they come?” asked the Thai premier.| “We doubt it.”",
    "The embassy (closed since Jan. 3) reopened.| Staff returned.",
    "Exports fell 3.5 percent.| Imports rose.",
    "He told Radio Polonia: “This is over. We are leaving.”| Then he left.",
]


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_paragraph_is_cut_in_sentences(paragraph):
    text = paragraph.replace("|", "")
    found = [text[s.start : s.end] for s in parse(text).sentences]
    assert found == [part.strip() for part in paragraph.split("|")]


def test_a_line_is_a_paragraph():
    sentences = parse("Talks in Rome fail\n\nThe talks failed\nNo date was set").sentences
    assert [(s.number, s.paragraph) for s in sentences] == [(0, 0), (1, 1), (2, 2)]


def test_title_is_known():
    text = "Italy hosts talks\n\nItaly hosted talks on Monday."
    assert [s.is_title for s in parse(text, title="Italy hosts talks").sentences] == [True, False]
    assert [s.is_title for s in parse(text).sentences] == [False, False]


def test_dateline_is_no_part_of_its_sentence():
    text = "ROME (XYZ) — The talks failed."
    (s,) = parse(text, dateline=Dateline("ROME", "ITA", Span(0, 4))).sentences
    assert text[s.start : s.end] == "The talks failed."


NAMES = [
    (
        "Norway's foreign minister, Anne Lund, flew to Lima.",
        {("Norway", "LOC"), ("Anne Lund", "PER"), ("Lima", "LOC")},
    ),
    ("The European Union thanked Qatar.", {("European Union", "ORG"), ("Qatar", "LOC")}),
    (
        "President Luis Rojas of Chile met Angela Brandt.",
        {("Luis Rojas", "PER"), ("Chile", "LOC"), ("Angela Brandt", "PER")},
    ),
    ("Hamas and Israel traded fire.", {("Hamas", "ORG"), ("Israel", "LOC")}),
    ("no names are in here", set()),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(text, names):
    (s,) = parse(text).sentences
    found = {(text[s.words[n.first].start : s.words[n.last - 1].end], n.label) for n in s.names}
    assert {(words.removeprefix("The ").removeprefix("President "), label) for words, label in found} == names


# Who does what to whom: the root, its subject and its object or oblique.
TREES = [
    ("Kenya condemned Somalia.", ("condemn", "Kenya", "Somalia")),
    ("The French president visited Morocco on Tuesday.", ("visit", "president", "Morocco")),
    ("Turkey has recalled its ambassador from Oslo.", ("recall", "Turkey", "ambassador")),
    ("On Friday, Japanese police arrested two sailors.", ("arrest", "police", "sailor")),
]


@pytest.mark.parametrize(("text", "clause"), TREES)
def test_tree(text, clause):
    (s,) = parse(text).sentences
    root = next(i for i, w in enumerate(s.words) if w.head < 0)
    inside = (root, s.child(root, "nsubj"), s.child(root, "obj"))
    assert tuple(s.words[i].lemma for i in inside) == clause


def check(article, parse):
    """What every parse keeps to."""
    at = 0
    for number, s in enumerate(parse.sentences):
        assert s.number == number
        assert (s.start, s.end) == (s.words[0].start, s.words[-1].end)
        assert [i for i, w in enumerate(s.words) if w.head < 0] == [
            i for i, w in enumerate(s.words) if w.deprel == "root"
        ]
        assert sum(w.head < 0 for w in s.words) == 1
        for i, w in enumerate(s.words):
            assert article.text[w.start : w.end] == w.text
            assert w.start >= at
            at = w.end
            assert w.head < 0 or i in s.children[w.head]
            assert len(list(s.ancestors(i))) < len(s.words)
        assert s.subtree(next(i for i, w in enumerate(s.words) if w.head < 0)) == list(range(len(s.words)))
        assert all(0 <= n.first < n.last <= len(s.words) for n in s.names)


@settings(max_examples=25)
@given(
    st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("aA .,'\n“”-")), max_size=400)
)
def test_any_text_is_parsed_with_exact_offsets(text):
    article = Article(id="a", text=text)
    check(article, clauses.parse(article))


LONG = (
    "The minister of Peru, who had met the envoys of Chile, of Bolivia and of Ecuador, said that talks went on, "
    * 40
)


def test_a_paragraph_longer_than_a_pass():
    article = Article(id="a", text=LONG + "and left.")
    parse = clauses.parse(article)
    check(article, parse)
    assert sum(len(s.words) for s in parse.sentences) == 40 * 25 + 3
    assert parse.warnings == ()


def test_words_past_the_limit_are_left_out_with_a_warning(monkeypatch):
    monkeypatch.setattr(sys.modules["detente.clauses.packs"], "WORD_LIMIT", 50)
    parse = clauses.parse(Article(id="a", text="Peru and Chile met again.\n" * 30))
    assert sum(len(s.words) for s in parse.sentences) == 50
    assert parse.warnings == (f"only the first {WORD_LIMIT:,} words were read",)


def test_nothing_to_read():
    assert parse("").sentences == ()
    assert parse(" \n\t\n").sentences == ()


def test_a_parse_depends_on_its_article_alone():
    texts = [
        "Peru met Chile.",
        LONG,
        "Kenya's envoy said: “No.”\n\nHe left for the U.S. on Friday.",
        "Talks fail",
    ]
    every = [articles.article(text, published="2015-06-15") for text in texts]
    alone = [clauses.parse(a) for a in every]
    assert list(clauses.parse_all(every)) == alone
    assert list(clauses.parse_all(reversed(every))) == alone[::-1]
