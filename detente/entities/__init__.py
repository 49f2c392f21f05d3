"""Who, when and where: words become parties, times and places, or a named reason why not.

``resolve`` reads a parsed article once. Names come from the gazetteer (:mod:`.gazetteer`), persons are collected
over the whole article (:mod:`.people`), every other phrase is read in order (:mod:`.actors`, :mod:`.coref`).
"""

from __future__ import annotations

from itertools import islice

from detente.entities import holders, places, times
from detente.entities.actors import Cast
from detente.entities.story import Story
from detente.types import Entities, Parse, Party

__all__ = ["named", "party_of", "resolve"]

_NEAR = 6  # words of the tree in which a covering phrase is looked for


def resolve(parse: Parse) -> Entities:
    """All parties, times and places of an article, and the offices that it tells of."""
    story = Story(parse)
    cast = Cast(story)
    mentions = cast.read()
    return Entities(
        parse, mentions, times.find_all(parse), places.find(story), holders.find(story, cast.people)
    )


def party_of(entities: Entities, sentence: int, word: int) -> tuple[Party, ...]:
    """Parties of a word: of its own phrase, or of the name and title that cover it."""
    own = entities.mentions.get((sentence, word))
    if own:
        return own.parties
    s = entities.parse.sentences[sentence]
    before = range(word - 1, max(word - _NEAR, 0) - 1, -1)
    for near in (*s.children[word][:_NEAR], *islice(s.ancestors(word), _NEAR), *before):
        mention = entities.mentions.get((sentence, near))
        if mention and mention.start <= s.words[word].start < mention.end:
            return mention.parties
    return ()


def named(entities: Entities) -> tuple[Party, ...]:
    """Every party that a phrase of the text names or describes, pronouns and groups aside, in reading order."""
    told = (mention for mention in entities.mentions.values() if mention.kind in ("name", "nominal"))
    return tuple(
        party for mention in sorted(told, key=lambda m: m.start) for party in mention.parties if party.code
    )
