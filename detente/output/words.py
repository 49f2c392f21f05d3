"""The parts of a record in the words in which people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from detente.knowledge import labels
from detente.output.plain import clip
from detente.types import Coding, Commitment, Date, Event, Happening, Party, Span, Statement


def counted(number: int, noun: str) -> str:
    """``1 event``, ``2 events``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def label(event: Event | Happening) -> str:
    """Category and mode: ``CONSULT visit``."""
    return f"{event.category} {event.mode}" if event.mode else event.category


def act(event: Event | Happening) -> str:
    """Category and mode in the words of labels.yaml: ``phone call``; a user's own category as it is named."""
    return labels.act(event.category, event.mode)


def days(date: Date | None) -> str:
    """The days of a date as ``span`` writes them, nothing where there is none."""
    return span(date.start, date.end) if date else ""


def span(start: dt.date, end: dt.date) -> str:
    """A day, a whole month or year (``2024-03``, ``2024``), or first and last day (``2024-03-01…10``)."""
    first, last = start.isoformat(), end.isoformat()
    if first == last:
        return first
    after = end + dt.timedelta(days=1) if end < dt.date.max else end
    if start.day == after.day == 1 and first[:4] == last[:4]:
        if start.month == end.month:
            return first[:7]
        if start.month == after.month == 1:
            return first[:4]
    shared = 8 if first[:8] == last[:8] else 5 if first[:5] == last[:5] else 0
    return f"{first}…{last[shared:]}"


def when(event: Event) -> str:
    """The days of an act, or the words of a time that was not resolved in quotation marks."""
    return days(event.date) or (f"“{event.date_text}”" if event.date_text else "")


def named(party: Party) -> str:
    """``NOR (Henrik Solberget)``; ``?`` stands before the words of a party that was not resolved."""
    if party.code is None:
        return f"?{party.name or party.text or ''}"
    return f"{party.code} ({party.name})" if party.name else party.code


def listed(parties: Iterable[Party]) -> str:
    """Parties in their order, ``–`` where there are none."""
    return ", ".join(map(named, parties)) or "–"


def sides(event: Event | Happening) -> str:
    """``NOR → CHL``; ``NOR ↔ CHL`` for a two-sided act."""
    if not event.reciprocal:
        return f"{listed(event.actors)} → {listed(event.recipients)}"
    if event.actors and event.recipients:
        return f"{listed(event.actors)} ↔ {listed(event.recipients)}"
    every = [named(party) for party in event.actors or event.recipients]
    return " ↔ ".join(every if len(every) > 1 else [*every, "–"])


def binding(commitment: Commitment) -> str:
    """Who is bound, with the persons named for them."""
    who = f" ({', '.join(commitment.who)})" if commitment.who else ""
    return ", ".join(commitment.parties) + who


def speaking(statement: Statement) -> str:
    """The speaker, and who passed the words on."""
    relay = f", relayed by {listed(statement.relayed_by)}" if statement.relayed_by else ""
    return listed(statement.speaker) + relay


def title(coding: Coding) -> str:
    """The title, or the beginning of the text of an article without one."""
    return coding.article.title or clip(coding.article.text[:200].strip().partition("\n")[0], 90)


def source(coding: Coding) -> str:
    """Publisher, day, language and dateline of an article, as far as they are known."""
    article = coding.article
    published = article.published.isoformat() if article.published else "no date"
    place = f"from {article.dateline.place}" if article.dateline else None
    return " · ".join(filter(None, [article.publisher, published, place, article.language, article.url]))


def excerpt(text: str, span: Span, focus: Span, width: int) -> tuple[str, Span]:
    """The words of ``span``, at most ``width`` characters with ``focus`` in view, and where focus stands in them."""
    start = span.start
    if span.end - start > width:
        start = max(start, min(focus.start - width // 3, span.end - width + 1))
        start = text.find(" ", start, focus.start) + 1 or start if start > span.start else start
    lead = "…" if start > span.start else ""
    shift = start - len(lead)
    shown = lead + clip(text[start : span.end], width - len(lead))
    return shown, Span(max(focus.start - shift, 0), max(min(focus.end - shift, len(shown)), 0))


def warnings(coding: Coding) -> list[str]:
    """What a reader of this article's record should know, each once."""
    return list(dict.fromkeys((*coding.article.warnings, *coding.warnings)))
