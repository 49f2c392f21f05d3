"""Mending keeps a way back, and what it leaves is harmless."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.articles import article, restore
from detente.articles.edit import Edit
from detente.articles.repair import Draft, mend, restored

NASTY = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            ["â€™", "Ã©", "Ã ", "β", "Chinaβs", "\r\n", "\r", "\x1b[31m", "\x1b]0;t\x07", "\x9b", "\u202e", "\ufeff",
             "\x85", "â\x80\x99", "\x00", " ", "\n", "”", "Ã¢â‚¬â„¢", "в", "â¦ ", "β€", "Â\x85", "Â\x9b", "\u2028"]
        ),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(NASTY)
@settings(max_examples=400, deadline=None)
def test_the_way_back_is_exact(source: str) -> None:
    draft = mend(source)
    assert restored(draft.text, draft.repairs) == source
    ends = [0]
    for repair in draft.repairs:
        assert ends[-1] <= repair.start <= repair.end <= len(draft.text)
        assert draft.text[repair.start : repair.end] != repair.was
        ends.append(repair.end)


@given(NASTY)
@settings(max_examples=400, deadline=None)
def test_nothing_steers_a_terminal(source: str) -> None:
    text = mend(source).text
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]", text
    )


@given(NASTY)
@settings(max_examples=200, deadline=None)
def test_an_article_restores_its_source(source: str) -> None:
    text = "Foreign ministers met.\n" + source
    assert restore(article(text)) == text


@given(
    st.lists(
        st.sampled_from(
            ["the", "“yes”", "Zürich’s", "—", "año", "Ж", "щи", "TGF-β", "γάτα", "漢字", "…", "\n", "é."]
        )
    )
)
@settings(max_examples=300, deadline=None)
def test_clean_text_is_left_alone(words: list[str]) -> None:
    text = "In the end " + " ".join(words)
    assert mend(text).text == text


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_edits_upon_edits_keep_the_way_back(data: st.DataObject) -> None:
    source = data.draw(st.text(alphabet="abcd", max_size=12))
    draft = Draft(source)
    for _ in range(3):
        points = sorted(data.draw(st.lists(st.integers(0, len(draft.text)), max_size=6)))
        pairs = [(a, b) for a, b in zip(points[::2], points[1::2], strict=False) if a < b]
        edits = [Edit(a, b, data.draw(st.text(alphabet="xyz", max_size=3)), "test") for a, b in pairs]
        expected = draft.text
        for edit in reversed(edits):
            expected = expected[: edit.start] + edit.new + expected[edit.end :]
        draft = draft.apply(edits)
        assert draft.text == expected
        assert restored(draft.text, draft.repairs) == source


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("Itâ€™s done", "It’s done", ["mojibake"]),
        ("SÃ£o Tom\u00c3\u00a9 and Prncipe", "São Tomé and Prncipe", ["mojibake", "mojibake"]),
        ("VoilÃ  and voilÃ la carte", "Voilà and voilà la carte", ["mojibake", "mojibake"]),
        ("Itâ\x80\x99s a \x93quote\x94", "It’s a “quote”", ["mojibake"] * 3),
        ("It\x81\x8ds", "Its", ["control"]),
        ("a\r\nb\rc", "a\nb\nc", ["line-ending", "line-ending"]),
        ("\ufeffa", "a", ["bom"]),
        ("a\x1b[2Jb\x1b]0;title\x07c", "abc", ["terminal-escape", "terminal-escape"]),
        ("a\x00\x07b", "ab", ["control"]),
        ("a\u202eb\u2066c", "abc", ["bidi", "bidi"]),
        ("“kept” ‘as’ it — is… ﬁne", "“kept” ‘as’ it — is… ﬁne", []),
        ("a &amp; b", "a &amp; b", []),
    ],
)
def test_kinds(source: str, text: str, kinds: list[str]) -> None:
    draft = mend(source)
    assert draft.text == text
    assert [repair.kind for repair in draft.repairs] == kinds
