"""Lists out of the record for people at a terminal: happenings, statements, commitments, sources, people."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from detente.output import words
from detente.output.plain import clip, plain
from detente.output.table import COLOURS, LEFT, WIDTH, row
from detente.relations.commitments import Followed
from detente.relations.issues import said_on
from detente.types import Happening, Held, Said, Source

_DAY = 13


def happenings(found: Iterable[Happening], width: int = WIDTH) -> RenderableType:
    """One act a row: days, status, category, parties, confidence; below it the best report's words."""
    return _list([_happening(h, width) for h in found], "happening")


def statements(found: Iterable[Said], width: int = WIDTH) -> RenderableType:
    """One statement a row: day, speaker, issues; below it the words."""
    return _list([_said(s, width) for s in found], "statement")


def commitments(found: Iterable[Followed], width: int = WIDTH) -> RenderableType:
    """One commitment a row: when it was made, its state, who, when it is due; below it what was bound and how it stands."""
    return _list([_followed(f, width) for f in found], "commitment")


def people(found: Iterable[Held]) -> RenderableType:
    """Which offices articles give a person: day, state, name and office, the article's publisher."""
    return _list([_held(h) for h in found], "mention")


def _held(it: Held) -> RenderableType:
    day, h = it.article.published, it.holder
    office = f"former {h.office}" if h.former else h.office
    return row(
        (day.isoformat() if day else "undated", _DAY),
        (h.code, 8),
        (f"{h.name}, {office}", None),
        (Text(plain(it.article.publisher or ""), "dim"), 24),
    )


def sources(found: Iterable[Source]) -> RenderableType:
    """Publishers with their articles and the days between which these appeared."""
    rows = (
        row((f"{s.articles:,}", 9), (s.name, None), (f"{s.first or 'undated'} … {s.last or ''}", 26))
        for s in found
    )
    return _list(list(rows), "source")


def _list(rows: list[RenderableType], noun: str) -> RenderableType:
    if not rows:
        return Text(f"no {noun}s found")
    return Group(*rows, Text(f"\n{words.counted(len(rows), noun)}", "dim"))


def _happening(h: Happening, width: int) -> RenderableType:
    reports = words.counted(h.reports, "report") if h.origin == "detente" else h.origin
    return Group(
        row(
            (_days(h), LEFT),
            (Text(h.status, COLOURS[h.status]), 10),
            (words.label(h), 20),
            (words.sides(h), None),
            (Text(f"{h.confidence:.2f}", "dim"), 4),
        ),
        row(
            (Text(h.id, "dim"), LEFT),
            (Text(clip(plain(h.text or ""), width), "italic"), None),
            (Text(reports, "dim"), 11),
        ),
    )


def _days(h: Happening) -> Text:
    if h.start is None or h.end is None:
        return Text("undated", "dim")
    return Text(words.span(h.start, h.end) if h.dated else f"by {h.start.isoformat()}")


def _said(s: Said, width: int) -> RenderableType:
    day, issues = said_on(s), ", ".join(s.statement.issues)
    content = clip(plain(s.statement.content.text), 2 * (width - LEFT) - 12)
    return Group(
        row(
            (day.isoformat() if day else "undated", LEFT),
            (words.speaking(s.statement), None),
            (Text(plain(issues), "dim"), 24),
        ),
        row(
            (Text(s.statement.id, "dim"), LEFT),
            (Text(f"“{content}”" if s.statement.kind == "direct" else content, "italic"), None),
        ),
    )


def _followed(f: Followed, width: int) -> RenderableType:
    due = f"due {f.due.isoformat()}" if f.due else ""
    colour = (
        "red"
        if f.overdue or f.state in ("cancelled", "declined")
        else "green"
        if f.state == "fulfilled"
        else "cyan"
    )
    who = f" ({', '.join(f.who)})" if f.who else ""
    return Group(
        row(
            (f.made.isoformat() if f.made else "undated", LEFT),
            (Text("overdue" if f.overdue else f.state, colour), 10),
            (f"{f.kind}: {', '.join(f.parties)}{who}", None),
            (Text(due, "dim"), 15),
        ),
        row(
            (Text(f.id, "dim"), LEFT),
            (Text(clip(plain(f.what), width), "italic"), None),
        ),
    )
