"""Grammar: an article's sentences with words, parse and names, and the voices in them.

`parse` takes one article, `parse_all` many. The network is quantised by what it sees in one pass, so passes never mix
articles: a parse depends on nothing but its article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente import inference
from detente.clauses.packs import Cut, is_cut, packs
from detente.clauses.sentences import sentences
from detente.clauses.tokens import words
from detente.clauses.voices import is_spoken, is_told, voices
from detente.settings import WORD_LIMIT
from detente.types import Article, Parse


def parse(article: Article, cut: Cut = words, *, attitudes: bool = False) -> Parse:
    """Sentences of one article; ``cut`` finds its words.

    Voices are listened for where a word may be the cue of a statement; with ``attitudes`` wherever anybody may speak or think.
    """
    every = packs(article, cut)

    def spoken(i: int, said: inference.Prediction) -> bool:
        return is_spoken(article.text, every[i]) if attitudes else is_told(article.text, every[i], said.upos)

    predictions = inference.parse([p.encoded for p in every], spoken)
    warnings = (f"only the first {WORD_LIMIT:,} words were read",) if is_cut(every) else ()
    return Parse(
        article, tuple(sentences(article, every, predictions)), warnings, tuple(voices(every, predictions))
    )


def parse_all(articles: Iterable[Article]) -> Iterator[Parse]:
    """Parses in the order of the articles."""
    return map(parse, articles)


def version() -> str:
    """Version of the trained model."""
    return str(inference.labels()["version"])
