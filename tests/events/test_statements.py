"""Who said what, in sentences of our own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from detente import clauses
from detente.entities import resolve
from detente.events import attribution, statements
from detente.events.statements import find
from detente.knowledge import tables
from detente.types import Article, Span, Statement, Voice

SPEECH = tables.read("speech.yaml")


def said(text: str) -> tuple[Statement, ...]:
    return find(resolve(clauses.parse(Article(id="a", text=text))))


def brief(text: str) -> list[tuple[str, set[str | None], str]]:
    return [(s.kind, {p.code for p in s.speaker}, s.content.text) for s in said(text)]


CASES = [
    (
        "The Polish foreign ministry said that the talks would go on.",
        [("indirect", {"POL"}, "the talks would go on")],
    ),
    (
        "The talks would go on, the Polish foreign ministry said.",
        [("indirect", {"POL"}, "The talks would go on")],
    ),
    (
        "“We are ready for talks,” said the Polish foreign ministry.",
        [("direct", {"POL"}, "We are ready for talks,")],
    ),
    (
        '"We are ready for talks," the Polish foreign ministry said.',
        [("direct", {"POL"}, "We are ready for talks,")],
    ),
    (
        "“We are ready,” the Polish foreign ministry said, “and we shall wait.”",
        [("direct", {"POL"}, "We are ready,” the Polish foreign ministry said, “and we shall wait.")],
    ),
    (
        "“We are ready,” the Polish foreign ministry said. “We shall not wait any longer.”",
        [("direct", {"POL"}, "We are ready,"), ("direct", {"POL"}, "We shall not wait any longer.")],
    ),
    (
        "The Polish foreign ministry said the treaty was “a great success” for both countries.",
        [("mixed", {"POL"}, "the treaty was “a great success” for both countries")],
    ),
    ("The Cuban government called the vote “a farce”.", [("mixed", {"CUB"}, "the vote “a farce”")]),
    (
        "According to the Polish foreign ministry, the talks will go on.",
        [("indirect", {"POL"}, "the talks will go on")],
    ),
    ("The Polish foreign ministry opened a “green corridor” on Monday.", []),
    ("It was reported that the talks would go on.", []),
    ("The Polish foreign ministry did not say whether the talks would go on.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_statements(text: str, expected: list[tuple[str, set[str | None], str]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize("marks", ["“”", '""', ["``", "''"], "«»", "‘’", "„“", "„”", ["“", ""]], ids=str)
def test_marks_of_all_kinds_and_one_left_open(marks: list[str]) -> None:
    text = f"{marks[0]}We are ready for talks,{marks[1]} the Polish foreign ministry said."
    assert brief(text) == [("direct", {"POL"}, "We are ready for talks,")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Polish President Andrzej Duda came to Paris on Monday. He said that the talks would go on.",
            {"POL"},
        ),
        (
            "French President Emmanuel Macron met Polish President Andrzej Duda. Both said the talks would go on.",
            {"POL", "FRA"},
        ),
        ("In a statement, the Polish foreign ministry said that the talks would go on.", {"POL"}),
        ("The talks would go on, a statement by the Polish foreign ministry said.", {"POL"}),
        ("The Polish foreign ministry tweeted: “The talks will go on.”", {"POL"}),
    ],
)
def test_who_speaks(text: str, speakers: set[str]) -> None:
    assert [{p.code for p in s.speaker} for s in said(text)] == [speakers]


def test_voices_outweigh_a_tree_only_where_they_hear_words_said() -> None:
    text = "The Polish foreign ministry said that the road was open."
    entities = resolve(clauses.parse(Article(id="a", text=text)))
    cue, content = Span(text.index("said"), text.index(" that")), Span(text.index("that"), text.index(" was"))
    heard = replace(entities.parse, voices=(Voice(None, cue, (content,)),))
    (found,) = find(replace(entities, parse=heard))
    assert (
        found.content.text == "the road was open"
    )  # "that the road" is no clause, and nothing of it is quoted


def test_one_sentence_is_one_statement_and_the_next_another() -> None:
    found = said(
        "“The talks will go on. We shall not leave,” the Polish foreign ministry said. “Nobody gains from war.”"
    )
    assert [s.content.text for s in found] == [
        "The talks will go on. We shall not leave,",
        "Nobody gains from war.",
    ]


@pytest.mark.parametrize(
    "paragraph",
    ["“Kenya said: “we\n", '"Kenya said "so\n', "Kenya said “no\n", "‘Kenya said ‘it\n"],
    ids=repr,
)
def test_marks_left_open_take_linear_time(paragraph: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts what is looked at, for time is not the same twice."""

    def looks(pages: int) -> int:
        looked = 0

        def counted(function: Callable[..., Any]) -> Callable[..., Any]:
            def run(*args: Any, **kwargs: Any) -> Any:
                nonlocal looked
                looked += 1
                return function(*args, **kwargs)

            return run

        with monkeypatch.context() as patch:
            for name in ("_claim", "content", "_within", "_before"):
                patch.setattr(attribution, name, counted(getattr(attribution, name)))
            patch.setattr(statements._Reader, "_go_on", counted(statements._Reader._go_on))
            patch.setattr(statements._Quotes, "around", counted(statements._Quotes.around))
            said(paragraph * 60 * pages)
        return looked

    assert looks(4) <= 4.4 * looks(1)


def test_relayed_words_are_one_statement() -> None:
    found = said(
        "The German government said that the Polish foreign ministry had announced that the talks would go on."
    )
    assert [({p.code for p in s.speaker}, {p.code for p in s.relayed_by}) for s in found] == [
        ({"POL"}, {"DEU"})
    ]


def test_speakers_joined_by_and_speak_together() -> None:
    found = said("The French and Polish foreign ministries said that the talks would go on.")
    joined = said("France and Poland said that the talks would go on.")
    assert [{p.code for p in s.speaker} for s in joined] == [{"FRA", "POL"}]
    assert len(found) == 1


def test_who_is_quoted_speaks_and_who_quotes_relays() -> None:
    found = said(
        "The German government quoted the Polish foreign ministry as saying that the talks would go on."
    )
    assert [({p.code for p in s.speaker}, {p.code for p in s.relayed_by}) for s in found] == [
        ({"POL"}, {"DEU"})
    ]


def test_a_speech_runs_through_paragraphs() -> None:
    found = said(
        "“We are ready for talks and have waited long,” the Polish foreign ministry said.\n\n"
        "“We shall not wait any longer than we must.\n\n“Nobody gains from this.”"
    )
    assert [({p.code for p in s.speaker}, s.content.text[:8]) for s in found] == [
        ({"POL"}, "We are r"),
        ({"POL"}, "We shall"),
        ({"POL"}, "Nobody g"),
    ]


def test_addressee_is_a_party_and_not_the_press() -> None:
    (found,) = said("The Polish foreign ministry told Latvia that the debt was paid.")
    assert [p.code for p in found.addressee] == ["LVA"]
    (found,) = said("The Polish foreign ministry told reporters that the debt was paid.")
    assert found.addressee == ()


def test_identity_rests_on_article_and_place() -> None:
    text = "The Polish foreign ministry said that the talks would go on."
    first, again = said(text), said(text)
    assert first[0].id == again[0].id
    assert first[0].id.startswith("s")
    assert len(first[0].id) == 13


def test_spans_hold_the_words() -> None:
    text = "“We are ready,” the Polish foreign ministry said.\n\nIt added that the talks would go on."
    for s in said(text):
        assert text[s.content.start : s.content.end] == s.content.text
        assert s.cue is not None
        assert text[s.cue.start : s.cue.end] == s.cue.text


@pytest.mark.parametrize("text", ["“" * 3000, '"said ' * 1500, "said: " * 1500, "” said “" * 800])
def test_hostile_pages_do_no_harm(text: str) -> None:
    said(text)


def entries() -> list[tuple[str, str, str | None]]:
    return [
        (e["lemma"], e["example"], e.get("miss"))
        for part in ("verbs", "nouns", "adjectives")
        for e in SPEECH[part]
    ]


def cues_of(text: str) -> list[str]:
    return [s.why for s in said(text)]


def test_entries_are_sorted() -> None:
    for part in ("verbs", "nouns", "adjectives"):
        lemmas = [e["lemma"] for e in SPEECH[part]]
        assert lemmas == sorted(set(lemmas))


@pytest.mark.parametrize(("lemma", "example", "miss"), entries(), ids=lambda v: str(v)[:20])
def test_entry_matches_its_example_and_not_its_miss(lemma: str, example: str, miss: str | None) -> None:
    assert said(example), lemma
    assert miss is None or not said(miss), lemma
