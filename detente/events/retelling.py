"""One act told several times in an article becomes one event with several mentions.

Whether two tellings are of one act is weighed (fitted by training/retelling.py); a telling joins others where it is likely enough to be of
one act with them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from detente.events import learnt
from detente.events.learnt import Features
from detente.events.matching import Match
from detente.events.parties import codes
from detente.events.trees import Rows
from detente.knowledge import own
from detente.types import Date, EventMention, Party, Place, Status

_BACK = 60  # acts told before that are tried, and tellings of each: time grows with the text alone
_LEAST = 0.2  # probability below which two tellings are never of one act


@dataclass(frozen=True, slots=True)
class Telling:
    """One matched act with its circumstances."""

    match: Match
    mention: EventMention
    status: Status
    status_why: str
    date: Date | None
    date_text: str | None
    place: Place | None
    reported_by: tuple[Party, ...]
    features: Features
    confidence: float
    worth: float
    row: Rows | None  # what spoke for its parties
    content: frozenset[str]  # lemmas of its clause's further nouns, verbs, adjectives and numbers
    is_past: bool  # whether its date was over a week before the article

    @property
    def is_noun(self) -> bool:
        return self.match.sentence.words[self.match.word].upos in ("NOUN", "PROPN")


def retold(tellings: list[Telling]) -> list[list[Telling]]:
    """Groups of tellings of one act, each group's worthiest first, a headline last; in the order of the text."""
    groups: list[list[Telling]] = []
    for t in tellings:
        likely, home = max(((_likely(g, t), n) for n, g in enumerate(groups[-_BACK:])), default=(0.0, 0))
        if likely > learnt.threshold("same act"):
            groups[-_BACK:][home].append(t)
        else:
            groups.append([t])
    return [sorted(g, key=lambda t: (t.match.sentence.is_title, -t.worth)) for g in groups]


def _likely(group: list[Telling], t: Telling) -> float:
    """The mean probability that a telling is of one act with each of the others, none where it is unlikely with one of them."""
    found = list[float]()
    for other in group[-_BACK:]:
        p = learnt.probability("same act", features(other, t)) if comparable(other, t) else 0.0
        if p < _LEAST:
            return 0.0
        found.append(p)
    return sum(found) / len(found)


def comparable(a: Telling, b: Telling) -> bool:
    """Whether two tellings can be of one act.

    The parties of one are all among the other's, no party is told by other persons, and neither days nor own categories differ; of acts
    told by verbs not just one lies ahead, and none without a date is one of long before: a noun may point back to what is known.
    """
    one, other = a.match.party_codes, b.match.party_codes
    ea, eb = a.match.entry, b.match.entry
    alike = own.category(ea) == own.category(eb) if ea.is_own or eb.is_own else True
    return alike and (one <= other or other <= one) and not _apart(a, b)


def features(a: Telling, b: Telling) -> Features:
    """What counts for or against two tellings being of one act, ``b`` the later one."""
    s, t = a.match.sentence, b.match.sentence
    far = t.number - s.number
    covers = not far and (a.mention.span.covers(b.mention.span) or b.mention.span.covers(a.mention.span))
    types = f"types {' '.join(sorted((a.match.entry.type, b.match.entry.type)))}"
    titles, nouns = f"titles {s.is_title + t.is_title}", f"nouns {a.is_noun + b.is_noun}"
    same_word = s.words[a.match.word].lemma.lower() == t.words[b.match.word].lemma.lower()
    return {
        "bias": 1.0,
        types: 1.0,
        f"{types}, {'one sentence' if not far else 'next' if far == 1 else 'far'}": 1.0,
        f"{types}, same word {same_word:d}": 1.0,
        f"{types}, {nouns}": 1.0,
        nouns: 1.0,
        titles: 1.0,
        f"{titles}, same word {same_word:d}": 1.0,
        f"{titles}, same type {a.match.entry.type == b.match.entry.type:d}": 1.0,
        f"outcomes {' '.join(sorted((_happened(a), _happened(b))))}": 1.0,
        "same status": float(a.status == b.status),
        "same word": float(same_word),
        "far": math.log1p(far),
        "covers": float(covers),
        "words between": math.log1p(abs(a.match.word - b.match.word)) if not far else 4.0,
        "later noun": float(b.is_noun),
        "later title": float(t.is_title),
        **({f"relation {t.words[b.match.word].deprel}": 1.0} if not far else {}),
        **_content(a, b),
        **_days(a, b),
        **_sides(a.match, b.match),
    }


def _content(a: Telling, b: Telling) -> Features:
    shared = len(a.content & b.content)
    return {
        "content shared": math.log1p(shared),
        "share of content": shared / (min(len(a.content), len(b.content)) or 1),
        "content told": math.log1p(min(len(a.content), len(b.content))),
        "nothing shared": float(not shared),
    }


def _days(a: Telling, b: Telling) -> Features:
    if not (a.date and b.date):
        known = "one" if a.date or b.date else "none"
    else:
        known = "equal" if (a.date.start, a.date.end) == (b.date.start, b.date.end) else "overlapping"
    places = {t.place.country for t in (a, b) if t.place}
    both_placed = bool(a.place and b.place)
    return {
        f"days {known}": 1.0,
        "same place": float(both_placed and len(places) == 1),
        "other place": float(both_placed and len(places) == 2),
    }


def _sides(a: Match, b: Match) -> Features:
    actors, recipients = (codes(a.actors), codes(b.actors)), (codes(a.recipients), codes(b.recipients))
    shared = (_persons(a, code) & _persons(b, code) for code in a.party_codes & b.party_codes)
    return {
        "same parties": float(a.party_codes == b.party_codes),
        "same actors": float(actors[0] == actors[1]),
        "same recipients": float(recipients[0] == recipients[1]),
        "same sides": float(actors[0] == actors[1] and recipients[0] == recipients[1]),
        "sides swapped": float(actors[0] == recipients[1] != recipients[0] == actors[1]),
        "one side open": float(not all(recipients)),
        "within one state": float(actors[0] == recipients[0]),
        "parties": math.log1p(len(a.party_codes | b.party_codes)),
        "same person": float(any(shared)),
    }


def _persons(m: Match, code: str) -> frozenset[str]:
    """Names of an act's persons of one party."""
    return frozenset(p.name for p in (*m.actors, *m.recipients) if p.code == code and p.name and p.role)


def _apart(a: Telling, b: Telling) -> bool:
    one_ahead = (_happened(a) == "planned") != (_happened(b) == "planned") and not (a.is_noun or b.is_noun)
    news_and_past = (a.is_past and _is_news(b)) or (b.is_past and _is_news(a))
    return one_ahead or news_and_past or _other_days(a, b) or _other_persons(a.match, b.match)


def _is_news(t: Telling) -> bool:
    """Whether an act is told by a verb without a date: it is what the article reports."""
    return t.date is None and not t.is_noun


def _other_persons(a: Match, b: Match) -> bool:
    told = ((_persons(a, code), _persons(b, code)) for code in a.party_codes & b.party_codes)
    return any(one and other and not one & other for one, other in told)


def _other_days(a: Telling, b: Telling) -> bool:
    return bool(a.date and b.date and (a.date.end < b.date.start or b.date.end < a.date.start))


def _happened(t: Telling) -> str:
    return {"ongoing": "occurred", "possible": "planned", "requested": "planned"}.get(t.status, t.status)


def joined(group: list[Telling]) -> Telling:
    """The best telling: sides of a fuller one where one is open, date and place of another where it has none, persons whom another names."""
    first = group[0]
    match = first.match
    if one_sided(match):
        fuller = [t.match for t in group if t.match.entry.type == match.entry.type and not one_sided(t.match)]
        if fuller:
            best = min(fuller, key=lambda m: len(m.party_codes))
            match = replace(match, actors=best.actors, recipients=best.recipients)
    alike = [t for t in group if _happened(t) == _happened(first)]
    date = first.date or next((t.date for t in alike if t.date), None)
    place = first.place or next((t.place for t in alike if t.place), None)
    return replace(first, match=_with_persons(match, [t.match for t in alike]), date=date, place=place)


def _with_persons(m: Match, others: list[Match]) -> Match:
    """An act's parties as a telling names them that has a person for one; a party on both sides stays as it is."""
    named = {
        p.code: p
        for other in reversed(others)
        for p in (*other.actors, *other.recipients)
        if p.name and p.role
    }
    both = codes(m.actors) & codes(m.recipients)

    def person(p: Party) -> Party:
        return p if p.name or p.code in both else named.get(p.code, p)

    return replace(m, actors=tuple(map(person, m.actors)), recipients=tuple(map(person, m.recipients)))


def one_sided(m: Match) -> bool:
    """Whether one side of the act is not told."""
    if m.entry.reciprocal:
        return len(m.party_codes) < 2
    return not (codes(m.actors) and codes(m.recipients))
