"""Text from outside, made harmless before it reaches a terminal."""

from __future__ import annotations

_SPACES = "\t\n\v\f\r\x85\u2028\u2029"
_CONTROLS = [*range(0x20), 0x7F, *range(0x80, 0xA0)]
_BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SURROGATES = range(0xD800, 0xE000)
_HARMLESS = dict.fromkeys([*_CONTROLS, *_BIDI, *_SURROGATES], "\N{REPLACEMENT CHARACTER}") | dict.fromkeys(
    map(ord, _SPACES), " "
)
_HARMLESS_LINES = _HARMLESS | {ord("\n"): "\n"}


def plain(text: str, *, lines: bool = False) -> str:
    """Escapes, bidirectional controls and surrogates shown as �, line breaks as spaces unless ``lines``.

    The length stays as it was, so that offsets still hold.
    """
    return text.translate(_HARMLESS_LINES if lines else _HARMLESS)


def clip(text: str, width: int) -> str:
    """At most ``width`` characters, with … where the rest was cut off, after a word where one ends near."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    space = cut.rfind(" ", width - 16)
    return (cut[:space] if space > 0 else cut).rstrip() + "…"
