"""An article's text as HTML, with the places that prove its records marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from detente.output import words
from detente.output.plain import clip, plain
from detente.types import Coding, Event, Party, Span, Statement

_SHOWN = 4  # records told in one tooltip


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that proves something; ``record`` is the anchor of the entry that it leads to.

    The mark is itself the anchor ``RECORD-text`` if it is the entry's ``best`` place. ``label`` says in a word what is
    marked, for pages that show it where the mark begins.
    """

    span: Span
    kind: str
    title: str
    record: str = ""
    best: bool = False
    label: str = ""


def marks(coding: Coding, prefix: str) -> Iterator[Mark]:
    """Clauses and predicates of events, contents of statements, mended places; anchors start with ``prefix``."""
    for event in coding.events:
        title = f"{words.act(event)} · {event.status} · {words.sides(event)}\n{event.why}"
        for i, mention in enumerate(event.mentions):
            yield Mark(
                mention.span, "event", title, f"{prefix}-{event.id}", best=i == 0, label=words.act(event)
            )
            yield Mark(mention.trigger, "trigger", title, f"{prefix}-{event.id}")
    for statement in coding.statements:
        span = Span(statement.content.start, statement.content.end)
        title = f"said by {words.speaking(statement)} · {statement.kind}\n{statement.why}"
        yield Mark(span, "statement", title, f"{prefix}-{statement.id}", best=True, label="said")
    for commitment in coding.commitments:
        title = f"{commitment.state} · {words.binding(commitment)}: {commitment.what}\n{commitment.why}"
        for mention in commitment.mentions[:1]:
            yield Mark(
                mention.span,
                "commitment",
                title,
                f"{prefix}-{commitment.id}",
                best=True,
                label=commitment.kind,
            )
    for repair in coding.article.repairs:
        yield Mark(Span(repair.start, repair.end), "repair", f"repaired: was {clip(repair.was, 60)!r}")


def parts(
    text: str, events: Iterable[Event], statements: Iterable[Statement] = (), *, first: int = 0
) -> Iterator[Mark]:
    """Parties and times of events and statements, each place once; ``text`` begins at character ``first`` of its article."""
    found: dict[tuple[int, int], Mark] = {}
    for event in events:
        _put_parties(found, (*event.actors, *event.recipients, *event.reported_by), first)
        told = event.date.text if event.date else event.date_text
        clause = event.mentions[0].span
        span = _place_of(text, Span(clause.start - first, clause.end - first), told)
        if span:
            days = words.when(event)
            found.setdefault((span.start, span.end), Mark(span, "time", days, label=days.strip("“”")))
    for statement in statements:
        _put_parties(found, (*statement.speaker, *statement.relayed_by, *statement.addressee), first)
    yield from found.values()


def _put_parties(found: dict[tuple[int, int], Mark], parties: Iterable[Party], first: int) -> None:
    for party in parties:
        if party.start is not None and party.end is not None and party.start >= first:
            span = Span(party.start - first, party.end - first)
            about = f"\n{party.reason}" if party.reason else f", {party.role}" if party.role else ""
            title = f"{words.named(party)}{about}"
            found.setdefault((span.start, span.end), Mark(span, "party", title, label=party.code or "?"))


def _place_of(text: str, clause: Span, told: str | None) -> Span | None:
    """The words of a time in its clause, else in its paragraph if they stand there once."""
    if not told:
        return None
    at = text.find(told, clause.start, clause.end)
    if at < 0:
        first, last = text.rfind("\n", 0, clause.start) + 1, text.find("\n", clause.end)
        last = last if last >= 0 else len(text)
        at = text.find(told, first, last) if text.count(told, first, last) == 1 else -1
    return Span(at, at + len(told)) if at >= 0 else None


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text, escaped, cut at every mark's ends; overlapping marks share the pieces that both cover."""
    usable = [mark for mark in marks if 0 <= mark.span.start < mark.span.end <= len(text)]
    opening: dict[int, list[Mark]] = {}
    for mark in usable:
        opening.setdefault(mark.span.start, []).append(mark)
    cuts = sorted({0, len(text), *opening, *(mark.span.end for mark in usable)})
    return "".join(_pieces(plain(text, lines=True), cuts, opening))


def _pieces(text: str, cuts: list[int], opening: dict[int, list[Mark]]) -> Iterator[str]:
    live: list[Mark] = []
    for start, end in pairwise(cuts):
        new = opening.get(start, [])
        live = [mark for mark in live if mark.span.end > start] + new
        anchors = [f"{mark.record}-text" for mark in new if mark.best]
        yield from (f'<a id="{escape(anchor)}"></a>' for anchor in anchors[1:])
        labels = " ".join(dict.fromkeys(mark.label for mark in new if mark.label))
        yield _piece(text[start:end], live, anchors[:1], labels)


def _piece(text: str, live: list[Mark], anchor: list[str], labels: str) -> str:
    if not live:
        return escape(text)
    kinds = " ".join(sorted({mark.kind for mark in live}))
    titles = list(dict.fromkeys(plain(mark.title, lines=True) for mark in live))
    title = "\n".join(titles[:_SHOWN] + ["…"] * (len(titles) > _SHOWN))
    named = "".join(f' id="{escape(name)}"' for name in anchor)
    record = min(live, key=lambda mark: (not mark.record, mark.span.end - mark.span.start)).record
    linked = f'<a href="#{escape(record)}">{escape(text)}</a>' if record and text.strip() else escape(text)
    label = f' data-label="{escape(plain(labels))}"' if labels else ""
    return f'<mark{named} class="{kinds}" title="{escape(title)}"{label}>{linked}</mark>'
