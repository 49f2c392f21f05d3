"""Codings as one page that needs nothing else: no script, no file, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from detente.output import words
from detente.output.marks import marked, marks
from detente.output.plain import plain
from detente.types import Coding, Commitment, Event, Statement

_KEY = (
    '<p class="quiet key">In the text: <mark class="event">clause of an event</mark> with its '
    '<mark class="event trigger">predicate</mark>, <mark class="statement">what somebody said</mark>, '
    '<mark class="commitment">commitment</mark>, <mark class="repair">repaired</mark>. Marks lead to the record and '
    "tell it when pointed at; ? stands before a party that was not resolved.</p>\n"
)


def page(codings: Iterable[Coding], coder: Mapping[str, str]) -> Iterator[str]:
    """The pieces of an HTML document; with several articles a list of contents comes first."""
    everything = list(codings)
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    title = words.title(everything[0]) if len(everything) == 1 else words.counted(len(everything), "article")
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)} – detente</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
    if len(everything) > 1:
        yield _contents(everything)
    yield _KEY
    for number, coding in enumerate(everything, 1):
        yield _article(coding, f"a{number}")
    made = ", ".join(f"{key} {value}" for key, value in coder.items())
    yield f'<footer class="quiet">Coded by detente: {_safe(made)}.</footer>\n</body>\n</html>\n'


def _contents(codings: list[Coding]) -> str:
    lines = (
        f'<li><a href="#a{number}">{_safe(words.title(coding))}</a> '
        f'<span class="quiet">{_safe(words.source(coding))} · '
        f"{words.counted(len(coding.events), 'event')}</span></li>\n"
        for number, coding in enumerate(codings, 1)
    )
    return f"<nav>\n<h1>{words.counted(len(codings), 'article')}</h1>\n<ol>\n{''.join(lines)}</ol>\n</nav>\n"


def _article(coding: Coding, anchor: str) -> str:
    notes = [f"Warning: {warning}" for warning in words.warnings(coding)]
    if coding.article.repairs:
        notes.append(f"{words.counted(len(coding.article.repairs), 'repair')} made to the text.")
    return (
        f'<article id="{anchor}">\n<h1>{_safe(words.title(coding))}</h1>\n'
        f'<p class="quiet">{_safe(words.source(coding))}</p>\n'
        + "".join(f'<p class="quiet">{_safe(note)}</p>\n' for note in notes)
        + f'<div class="columns">\n<div class="text">{marked(coding.article.text, marks(coding, anchor))}</div>\n<div>\n'
        + _records("event", [_event(event, anchor) for event in coding.events])
        + _records("statement", [_statement(statement, anchor) for statement in coding.statements])
        + _records("commitment", [_commitment(commitment, anchor) for commitment in coding.commitments])
        + "</div>\n</div>\n</article>\n"
    )


def _records(noun: str, rows: list[str]) -> str:
    if not rows:
        return "<p>No events found.</p>\n" if noun == "event" else ""
    return f'<h2>{words.counted(len(rows), noun)}</h2>\n<ul class="records">\n{"".join(rows)}</ul>\n'


def _event(event: Event, prefix: str) -> str:
    place = f"at {event.place.name}" if event.place else ""
    says = f"says {words.listed(event.reported_by)}" if event.reported_by else ""
    facts = " · ".join(filter(None, [words.when(event), place, says, f"confidence {event.confidence:.2f}"]))
    head = f'<b>{_safe(words.label(event))}</b> <span class="status">{event.status}</span> {_safe(words.sides(event))}'
    return _row(event.id, prefix, head, facts, event.why)


def _statement(statement: Statement, prefix: str) -> str:
    head = f"<b>{_safe(words.speaking(statement))}</b> “{_safe(statement.content.text)}”"
    return _row(statement.id, prefix, head, statement.kind, statement.why)


def _commitment(commitment: Commitment, prefix: str) -> str:
    head = (
        f'<b>{_safe(words.binding(commitment))}</b> <span class="status">{commitment.state}</span> '
        f"{_safe(commitment.what)}"
    )
    due = f"due {words.days(commitment.due)}" if commitment.due else commitment.kind
    return _row(commitment.id, prefix, head, due, commitment.why)


def _row(record_id: str, prefix: str, head: str, facts: str, why: str) -> str:
    anchor = escape(f"{prefix}-{record_id}")
    return (
        f'<li id="{anchor}">{head}<br>{_safe(facts)} · <a href="#{anchor}-text">in the text</a>'
        f'<br><span class="why">{_safe(why)}</span></li>\n'
    )


def _safe(text: str) -> str:
    return escape(plain(text))
