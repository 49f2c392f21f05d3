"""What an event of detente's says in the terms of the coders of CAMEO, which know neither place, nor reporter, nor tense.

Their manuals and programs (CAMEO 1.1b3; PETRARCH2) read a sentence's main clause for who does what to whom:

- *The place is a party*: an act that names nobody it is done to is done to the country in which it is done; who meets
  in a third country visits it.
- *The reporter accuses*: "X said that Y attacked Z" is X accusing Y (112), not Y attacking Z. What is told in the main clause
  and only sourced behind it ("..., X said") is the act itself.
- *No dyad with oneself*: an act whose two sides have the same code and sector is none.
- *A refusal is a refusal*: REJECT with a status of its own ("would not", "postponed") counts as REJECT.
- *The story's background is not coded*: acts told in clauses of time ("after crowds burned its embassy") and in relative clauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.types import Event, Party, Sentence

FORCE = frozenset(("ASSAULT", "COERCE"))
DONE = frozenset(("occurred", "ongoing"))
_TIME = frozenset(("after", "before", "since", "when", "as", "while", "until"))


def translated(events: Sequence[Event], sentences: Sequence[Sentence]) -> Iterator[Event]:
    """Events of the main clauses, with the parties that the peers would name."""
    for e in events:
        if all(background(sentences[m.sentence], m.word) for m in e.mentions):
            continue
        yield accusation(e) or placed(refusal(e))
        if visit := visited(e):
            yield visit


def background(s: Sentence, word: int) -> bool:
    """Whether a word stands in a clause of time or a relative clause."""
    for i in (word, *s.ancestors(word)):
        relation = s.words[i].deprel
        if relation == "acl:relcl":
            return True
        if relation == "advcl" and any(
            s.words[c].text.lower() in _TIME for c in s.childs(i, "mark", "case", "advmod")
        ):
            return True
    return False


def accusation(e: Event) -> Event | None:
    """The reporter's accusation in place of the force that it reports."""
    before = (
        e.reported_by
        and e.reported_by[0].start is not None
        and e.reported_by[0].start < e.mentions[0].trigger.start
    )
    told = e.type in FORCE and e.status in DONE and before and e.actors
    if not told:
        return None
    return replace(
        e, type="ACCUSE", plover="ACCUSE", actors=e.reported_by, recipients=e.actors, reciprocal=False
    )


def refusal(e: Event) -> Event:
    return replace(e, plover="REJECT") if e.type == "REJECT" else e


def placed(e: Event) -> Event:
    """With the place's country as recipient where nobody else is."""
    country = e.place.country if e.place else None
    known = any(p.code for p in e.recipients)
    if not country or known or e.reciprocal or country in {p.code for p in e.actors}:
        return e
    return replace(e, recipients=(Party(country),))


def visited(e: Event) -> Event | None:
    """The visit to a third country that a meeting there is."""
    country = e.place.country if e.place else None
    parties = (*e.actors, *e.recipients)
    if e.type != "CONSULT" or not country or not e.reciprocal or country in {p.code for p in parties}:
        return None
    return replace(e, actors=parties, recipients=(Party(country),))
