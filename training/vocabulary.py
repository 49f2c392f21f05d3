"""Subwords that are shipped: MiniLM's without placeholders and without letters of scripts in which no English is written.

Words in these scripts are unknown to the models, a subword each.
"""

from __future__ import annotations

import unicodedata

from training.network import minilm_folder

_SCRIPTS = frozenset(
    (
        "ARABIC", "ARMENIAN", "BENGALI", "CJK", "CYRILLIC", "DEVANAGARI", "GEORGIAN", "HANGUL", "HEBREW", "HIRAGANA", "KANNADA",
        "KATAKANA", "SINHALA", "TAMIL", "THAI", "TIBETAN",
    )
)  # fmt: skip


def shipped() -> list[str]:
    """Every subword by its number, those left out as empty ones, so that the others keep their numbers."""
    lines = (minilm_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return [piece if is_english(piece) else "" for piece in lines]


def is_english(piece: str) -> bool:
    """Whether English text can hold a subword."""
    scripts = {unicodedata.name(c, "").partition(" ")[0] for c in piece}
    return not piece.startswith("[unused") and not scripts & _SCRIPTS
