"""Which language a text is in, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from detente.knowledge import stopwords

_SAMPLE = 20_000  # characters looked at
_SHARE = 0.12  # of a text's words must be among the commonest of its language
_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"), ("ko", r"[\uac00-\ud7a3]"), ("th", r"[\u0e00-\u0e7f]"), ("zh", r"[\u4e00-\u9fff]"),
)  # fmt: skip


def find_language(text: str) -> str | None:
    """ISO 639-1 code, or None where the text is too short or too mixed to tell."""
    sample = text[:_SAMPLE].lower()
    letters = sum(map(str.isalpha, sample))
    for language, script in _SCRIPTS:
        if len(re.findall(script, sample)) > letters * 0.15 > 0:
            return language
    words = Counter(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", sample))
    total = words.total()
    scores = Counter(
        {language: sum(words[word] for word in common) for language, common in stopwords().items()}
    )
    (best, hits), (_, second) = scores.most_common(2)
    return best if hits >= max(2, total * _SHARE) and hits > second else None


def warning(text: str, language: str | None) -> str | None:
    """A sentence for the reader where the text is not in English."""
    if language == "en" or (language is None and _latin_share(text) > 0.5):
        return None
    what = "in a language not recognised" if language is None else f"not in English ({language})"
    return f"the text is {what}; detente codes English only"


def _latin_share(text: str) -> float:
    letters = [*filter(str.isalpha, text[:_SAMPLE])]
    return sum(letter < "\u0250" for letter in letters) / len(letters) if letters else 1.0
