from hypothesis import given
from hypothesis import strategies as st

from detente.output.plain import clip, plain

HOSTILE = st.text(
    st.characters(max_codepoint=0x2100) | st.sampled_from("\x1b\x07\x9b\u202e\u2066\ud800\x00\r\n")
)


@given(HOSTILE)
def test_nothing_a_terminal_obeys_is_left_and_offsets_hold(text):
    shown = plain(text)
    assert len(shown) == len(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in shown)
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\u2029"
    )


def test_lines_are_kept_where_wanted():
    assert plain("a\nb\x1bc") == "a b�c"
    assert plain("a\nb\x1bc", lines=True) == "a\nb�c"


@given(st.text(), st.integers(1, 30))
def test_clip_is_never_longer(text, width):
    assert len(clip(text, width)) <= width
    assert clip(text, len(text) + 1) == text
