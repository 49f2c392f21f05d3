"""What the rooms hand to one another.

Every product is frozen and built once, by the room that is named in its heading. Offsets are characters of
``Article.text``, end exclusive; word and sentence numbers count from zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Status = Literal[
    "occurred", "ongoing", "planned", "possible", "requested", "refused", "cancelled", "denied", "negated"
]
Precision = Literal["day", "week", "month", "season", "year", "span"]
WhenKind = Literal["point", "duration", "set", "clock", "reference"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
StatementKind = Literal["direct", "mixed", "indirect"]
CommitmentState = Literal[
    "offered", "accepted", "agreed", "planned", "fulfilled", "declined", "cancelled", "lapsed"
]
Verdict = Literal["accept", "edit", "reject", "duplicate", "skip"]
Category = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


# ── articles/ ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Repair:
    """One mended place: ``text[start:end]`` of the repaired text was ``was`` in the source."""

    start: int
    end: int
    was: str
    kind: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place in front of a report's first sentence; ``country`` is ISO 3166-1 alpha-3 or None."""

    place: str
    country: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """A dated, sourced text. ``title`` also opens ``text`` where the source had it there."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: dt.date | None = None
    language: str | None = None
    dateline: Dateline | None = None
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()


# ── clauses/ ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the Universal Dependencies manner; ``head`` is its sentence's word number, -1 for the root."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: words ``first`` to ``last`` (exclusive), ``label`` PER, ORG or LOC."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence; ``children[i]`` are the numbers of word i's dependents in reading order."""

    number: int
    paragraph: int
    start: int
    end: int
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]
    is_title: bool = False

    def subtree(self, i: int) -> list[int]:
        """Numbers of word i and all that depends on it, in reading order."""
        found, todo = [], [i]
        while todo:
            j = todo.pop()
            found.append(j)
            todo.extend(self.children[j])
        return sorted(found)

    def child(self, i: int, *deprels: str) -> int | None:
        """First dependent of word i under one of these relations."""
        return next((c for c in self.children[i] if self.words[c].deprel in deprels), None)

    def childs(self, i: int, *deprels: str) -> list[int]:
        """All dependents of word i under one of these relations."""
        return [c for c in self.children[i] if self.words[c].deprel in deprels]

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of word i, nearest first."""
        while (i := self.words[i].head) >= 0:
            yield i

    def case(self, i: int) -> str:
        """The preposition of word i as written in the lexicon ("with", "because of"), or ""."""
        c = self.child(i, "case")
        if c is None:
            return ""
        fixed = [self.words[k].text.lower() for k in self.childs(c, "fixed")]
        return " ".join([self.words[c].text.lower(), *fixed])


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says what by which words, as the speech model hears it; a part that it does not hear is None or empty.

    ``content`` are the stretches of what is said, around the words that tell who says it.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Parse:
    """An article, its sentences and the voices in it; ``warnings`` say what of it was not read."""

    article: Article
    sentences: tuple[Sentence, ...]
    warnings: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()


# ── entities/ ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts or speaks; what cannot be resolved keeps ``code`` None and says why in ``reason``."""

    code: str | None
    name: str | None = None
    sector: str | None = None
    role: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that may be a party.

    ``word`` is the head word; ``parties`` has several members for group phrases ("the two sides") and one
    unresolved party where nothing is known. ``kind`` is name, nominal, pronoun or group. ``place`` is true
    where the phrase names a territory, so that a locative use of it is no party.
    """

    sentence: int
    word: int
    start: int
    end: int
    kind: Literal["name", "nominal", "pronoun", "group"]
    parties: tuple[Party, ...]
    place: bool = False


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression by TimeML's rules; ``value`` is a TIMEX3 value, None where it cannot be reckoned."""

    first: int  # word numbers of the sentence, last exclusive
    last: int
    type: TimexType
    value: str | None


@dataclass(frozen=True, slots=True)
class When:
    """A time told in the text: inclusive days, or ``start`` and ``end`` None with a ``reason``.

    ``kind`` "clock" is a time of an untold day, "reference" the past, present or future at large. ``timexes`` are
    the expressions in it: two in "from May to June", and in "since May" one without "since".
    """

    sentence: int
    first: int  # word numbers, last exclusive
    last: int
    text: str
    start: dt.date | None
    end: dt.date | None
    precision: Precision | None
    reason: str | None = None
    kind: WhenKind = "point"
    timexes: tuple[Timex, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """A place told in the text, with its country and coordinates where one candidate is left."""

    sentence: int
    word: int
    start: int
    end: int
    name: str
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an office, as the words of ``span`` tell it ("Foreign Minister Qin Gang of China").

    A fact of the day of publication; ``former`` where the words say that it is over. ``office`` is the role as told,
    ``code`` the state or organisation told with it, never a guess or the table's word.
    """

    name: str
    office: str
    code: str
    span: Span
    former: bool = False


@dataclass(frozen=True, slots=True)
class Entities:
    """Who, when and where of one article; mentions by (sentence, head word)."""

    parse: Parse
    mentions: dict[tuple[int, int], Mention]
    times: tuple[When, ...]
    places: tuple[Where, ...]
    holders: tuple[Holder, ...] = ()


# ── events/ ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Date:
    """Inclusive days of an act with the words that told them."""

    start: dt.date
    end: dt.date
    text: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act took place."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of an act: the clause and its predicate."""

    span: Span
    trigger: Span
    sentence: int
    word: int


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world act, however often the article tells it (fields: docs/record.md).

    ``rule`` is the lexicon entry behind it, for the rooms downstream; `why` is for people. ``own`` is a user's own
    category ("my:EMBARGO"), whose PLOVER parent is ``type``.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    plover: str | None
    quad: int | None
    score: float | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reciprocal: bool
    date: Date | None
    date_text: str | None
    place: Place | None
    reported_by: tuple[Party, ...]
    mentions: tuple[EventMention, ...]
    confidence: float
    why: str
    rule: str
    own: str | None = None

    @property
    def category(self) -> str:
        """The category by the name that people read: the user's own or PLOVER's."""
        return self.own or self.type


@dataclass(frozen=True, slots=True)
class Quoted:
    """A span with its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what; ``kind`` direct, mixed or indirect."""

    id: str
    speaker: tuple[Party, ...]
    relayed_by: tuple[Party, ...]
    kind: StatementKind
    cue: Quoted | None
    content: Quoted
    date: Date | None
    addressee: tuple[Party, ...]
    issues: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody bound themselves to, and to whom."""

    id: str
    kind: str
    parties: tuple[str, ...]
    who: tuple[str, ...]
    what: str
    state: CommitmentState
    date: Date | None
    due: Date | None
    mentions: tuple[EventMention, ...]
    events: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Coding:
    """Everything detente takes from one article."""

    article: Article
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    warnings: tuple[str, ...] = ()
    sentences: int = 0  # how many were read
    named: tuple[Party, ...] = ()  # states, organisations and persons in the text, each as often as named
    holders: tuple[Holder, ...] = ()


# ── merging/ ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's event as merging compares it with others.

    ``key`` is the record's number of the event, ``text`` the clause that tells it, ``happening`` where it stands already.
    """

    key: int
    article: str
    event: Event
    text: str
    published: dt.date | None
    happening: str | None = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """Why a telling stands with a happening: the happening's id, the reasons in words and how sure (0-1)."""

    key: int
    happening: str | None
    reasons: tuple[str, ...]
    probability: float


# ── record/ ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Card:
    """An article as a list shows it; ``copy_of`` is the id of the article whose text it repeats."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: dt.date | None
    sentences: int
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One article's event in the record: what was coded, where, and why it stands with its happening."""

    event: Event
    article: Card
    text: str
    happening: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One real-world act with all its reports; ``id`` is minted once and redirects after a merge.

    ``start`` and ``end`` are inclusive days, the day of the first report where no text told a day (``dated`` is then
    false); ``origin`` is "detente" or the data set that an imported row came from. ``text`` is the clause of the best
    report.
    """

    id: str
    type: str
    own: str | None
    mode: str | None
    contexts: tuple[str, ...]
    status: Status
    plover: str | None
    quad: int | None
    score: float | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reciprocal: bool
    start: dt.date | None
    end: dt.date | None
    precision: Precision | None
    dated: bool
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    confidence: float
    reports: int
    articles: int
    sources: int
    first_reported: dt.date | None
    last_reported: dt.date | None
    origin: str
    text: str | None
    url: str | None

    @property
    def category(self) -> str:
        """The category by the name that people read: the user's own or PLOVER's."""
        return self.own or self.type


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the record with its article."""

    statement: Statement
    article: Card


@dataclass(frozen=True, slots=True)
class Bound:
    """A commitment of the record with its article and the happenings that its events became."""

    commitment: Commitment
    article: Card
    happenings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was read in one month (``month`` is its first day).

    ``articles`` counts those published then, copies aside, ``naming`` those of them that name both states of the
    pair (or the one state asked for), ``sources`` the publishers among ``naming``.
    """

    month: dt.date
    articles: int
    naming: int
    sources: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What passed between two states (codes sorted); ``score`` is the mean codebook score, None where none is coded."""

    a: str
    b: str
    happenings: int
    cooperation: int
    conflict: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Movement:
    """A pair's happenings lately and what their codebook scores add up to, beside what the time before leads to expect."""

    a: str
    b: str
    happenings: int
    total: float
    usual: float

    @property
    def change(self) -> float:
        """Points of the codebook's scale, above zero for more cooperation than usual."""
        return self.total - self.usual


@dataclass(frozen=True, slots=True)
class Placed:
    """What took place at one place; one without coordinates is a state or is not known to the gazetteer.

    ``first`` and ``last`` are days on which something began there.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    happenings: int
    cooperation: int
    conflict: int
    first: dt.date | None
    last: dt.date | None


OTHERS = "others"  # speakers beyond the commonest, told as one


@dataclass(frozen=True, slots=True)
class Voiced:
    """How often a speaker spoke on an issue in a month (``month`` is its first day); "" where no issue or code is told. ``speaker`` may be OTHERS."""

    speaker: str
    issue: str
    month: dt.date
    statements: int


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher, what of it the record holds (copies included), and the days of its first and last article."""

    name: str
    articles: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds an office as one article tells it; a fact of the day on which the article was published."""

    holder: Holder
    article: Card


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words looked for; ``marks`` are their places in ``excerpt``."""

    article: Card
    excerpt: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the record holds."""

    articles: int
    copies: int
    sources: int
    events: int
    happenings: int
    imported: int
    statements: int
    commitments: int


@dataclass(frozen=True, slots=True)
class Batch:
    """One imported file: ``rows`` were read, ``skipped`` of them were broken or known."""

    id: int
    format: str
    file: str
    digest: str
    coder: str | None
    query: str | None
    rows: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Volume:
    """How many rows a data set has in one year, to reckon shares from."""

    origin: str
    year: int
    rows: int


@dataclass(frozen=True, slots=True)
class Mentioned:
    """How often a data set's later articles told of one of its rows, and the last day on which one did."""

    reports: int
    articles: int
    sources: int
    last: dt.date


@dataclass(frozen=True, slots=True)
class Change:
    """What recoding did to one event: it appeared (``old`` None), vanished (``new`` None) or changed in ``fields``."""

    article: Card
    old: Event | None
    new: Event | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer says is right in place of what was coded; parties by their codes."""

    category: str
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reciprocal: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An event to be judged, with the ``text`` of its article; ``fingerprint`` says what exactly was coded.

    ``number`` is the record's number of the event.
    """

    report: Report
    text: str
    fingerprint: str
    number: int


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's answer to one item; ``edition`` counts how often it was given, ``at`` is when it last was (UTC).

    The item is an article (by content), the place of a predicate in it, and what was coded of it (``fingerprint``).
    """

    article: str
    place: Span
    fingerprint: str
    reviewer: str
    verdict: Verdict
    correction: Correction | None
    judged: Event
    edition: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    """A review without what it is about, for counting: ``item`` tells items apart, ``kept`` is whether the category is right."""

    item: tuple[str, int, int, str]
    category: str
    reviewer: str
    verdict: Verdict
    kept: bool
