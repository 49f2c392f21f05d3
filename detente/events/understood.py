"""What an article has told so far: who is named where, who has acted on whom, and who is likely to be understood.

Parties that a sentence leaves out are understood from the story ("Seoul put its troops on alert").
"""

from __future__ import annotations

from collections import Counter, defaultdict

from detente.events import learnt
from detente.events.acts import Reading
from detente.events.learnt import Features
from detente.events.matching import Match
from detente.events.parties import codes
from detente.events.sides import ROLES
from detente.types import Entities

_FAR = 4  # sentences; a longer way back is all one


class Story:
    """Which states and organisations an article names where, and who has acted on whom so far."""

    def __init__(self, entities: Entities) -> None:
        self._named: list[set[str]] = [set() for _ in entities.parse.sentences]
        for (number, _), m in entities.mentions.items():
            self._named[number] |= codes(m.parties)
        self.title = frozenset().union(
            *(self._named[s.number] for s in entities.parse.sentences if s.is_title)
        )
        self._counts: Counter[str] = Counter()
        self._read = 0  # sentences counted
        self._ranked: dict[str, int] = {}  # the counts, the most named first
        self._partners: dict[str, Counter[str]] = defaultdict(Counter)
        self._met: Counter[str] = Counter()
        self._last: dict[str, frozenset[str]] = {}
        self._acted: tuple[Counter[tuple[str, str]], ...] = (
            Counter(),
            Counter(),
        )  # code and category, by side
        self._sides: tuple[Counter[str], ...] = (Counter(), Counter())
        self.last: list[frozenset[str]] = [frozenset(), frozenset()]  # who was on each side lastly

    def told(self, acts: list[Match]) -> None:
        """Take note of a sentence's acts, in the order of the text."""
        for m in acts:
            a, r = codes(m.actors), codes(m.recipients)
            for side, other in ((a, r), (r, a)):
                if not other or side == other:
                    continue
                for code in side:
                    self._met[code] += 1
                    self._partners[code].update(other)
                    self._last[code] = other
            for k, side in enumerate((a, r)):
                self._acted[k].update((code, m.entry.type) for code in side)
                self._sides[k].update(side)
                self.last[k] = side or self.last[k]

    def named(self, here: int) -> dict[str, int]:
        """In how many sentences up to this one each is named, the most named first.

        Sentences are asked for in the order of the text.
        """
        if here >= self._read:
            for named in self._named[self._read : here + 1]:
                self._counts.update(named)
            self._read = here + 1
            self._ranked = dict(sorted(self._counts.items(), key=lambda item: (-item[1], item[0])))
        return self._ranked

    def since(self, code: str, here: int) -> int:
        """Sentences since a party was last named."""
        return next((n for n in range(_FAR) if here - n >= 0 and code in self._named[here - n]), _FAR)

    def together(self, code: str, others: frozenset[str]) -> int:
        """How often a party was on the other side of these."""
        return sum(self._partners[o][code] for o in others if o in self._partners)

    def acted(self, code: str, category: str, side: int) -> int:
        """How often a party was on this side of acts of a category."""
        return self._acted[side][code, category]

    def share(self, code: str, side: int) -> float:
        """How much of what a party had to do with had it on this side."""
        return self._sides[side][code] / (1 + sum(counts[code] for counts in self._sides))

    def likely(self, m: Match, role: str, reading: Reading) -> dict[str, float]:
        """How likely each is to be understood in a role."""
        asked = self.candidates(m, role, reading).items()
        return {code: learnt.probability(f"understood {role}", known) for code, known in asked}

    def candidates(self, m: Match, role: str, reading: Reading) -> dict[str, Features]:
        """Who may be understood in a role, with what speaks for it."""
        here = m.sentence.number
        counts = self.named(here)
        ranked = list(counts)
        beside = codes((*m.actors, *m.recipients))
        ways = [self.since(code, here) for code in ranked]
        nearest = min(
            (way for way, code in zip(ways, ranked, strict=True) if code not in beside), default=_FAR
        )
        repeated = f"repeated {bool(codes(m.recipients)) and role == 'recipient':d}"
        side = ROLES.index(role)
        said = max((reading.side(m.word, w, side) for w in range(len(m.sentence.words))), default=0.0)
        common = {
            "bias": 1.0,
            f"type {m.entry.type}": 1.0,
            f"pos {m.sentence.words[m.word].upos}": 1.0,
            f"two-sided {m.entry.reciprocal:d}": 1.0,
            "told here": learnt.logit(said),
            "unresolved": float(any(p.text and not p.code for p in (m.actors, m.recipients)[side])),
        }
        found = {}
        for rank, (code, way) in enumerate(zip(ranked, ways, strict=True)):
            same = f"{code in beside:d}"
            if code in beside and (m.entry.reciprocal or len(beside) > 1):
                continue
            found[code] = common | {
                f"same {same}": 1.0,
                f"same {same} {m.entry.type}": 1.0,
                f"same {same} {repeated}": 1.0,
                f"rank {same} {min(rank, 3)}": 1.0,
                f"others {same} {min(len(ranked), 5)}": 1.0,
                f"title {same} {min(len(self.title), 3)}": 1.0,
                f"since {same} {way}": 1.0,
                "nearest": float(way == nearest),
                "share": counts[code] / (here + 1),
                "title": float(code in self.title),
                "title alone": float(self.title - beside == {code}),
                **self._partner(code, beside),
            }
        return found

    def _partner(self, code: str, beside: frozenset[str]) -> Features:
        """How often, and whether lastly, the party was on the other side of those who are told."""
        met = sum(self._met[b] for b in beside)
        together = self.together(code, beside)
        return {
            "partner": together / (1 + met),
            "partner last": float(any(code in self._last.get(b, ()) for b in beside)),
        }
