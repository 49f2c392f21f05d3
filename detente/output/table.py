"""The record of an article for people at a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from detente.output import words
from detente.output.plain import clip, plain
from detente.types import Coding, Commitment, Event, Statement

WIDTH = 100
LEFT = 16  # the column of days and ids
_TRAILING = re.compile(" +$", re.MULTILINE)
_GREEN, _CYAN, _RED = "green", "cyan", "red"
COLOURS = {
    "occurred": _GREEN,
    "ongoing": _GREEN,
    "planned": _CYAN,
    "possible": _CYAN,
    "requested": _CYAN,
    "refused": _RED,
    "cancelled": _RED,
    "denied": _RED,
    "negated": _RED,
}


def console(out: TextIO) -> Console:
    """A console on ``out``: 100 columns, or what a smaller terminal has; colours on terminals only."""
    found = Console(file=out, highlight=False, markup=False, emoji=False)
    found.width = min(found.width, WIDTH) if found.is_terminal else WIDTH
    return found


def rendered(screen: Console, content: RenderableType) -> str:
    """What the console would print, without blanks at the ends of lines."""
    with screen.capture() as captured:
        screen.print(content)
    return _TRAILING.sub("", captured.get())


def write_table(codings: Iterable[Coding], out: TextIO, write: Callable[[str], object]) -> None:
    """Writes each article as it comes with a blank line after it, in the manner of the terminal ``out``."""
    screen = console(out)
    for coding in codings:
        write(rendered(screen, table(coding, screen.width)) + "\n")


def table(coding: Coding, width: int = WIDTH) -> RenderableType:
    """Title and source, then events, statements, commitments, repairs and warnings as far as there are any."""
    article = coding.article
    return Group(
        Text(plain(words.title(coding)), "bold"),
        Text(plain(words.source(coding)), "dim"),
        *_room("event", [_event(coding, event, width) for event in coding.events]),
        *_room("statement", [_statement(statement, width) for statement in coding.statements]),
        *_room("commitment", [_commitment(commitment) for commitment in coding.commitments]),
        *(
            [Text(f"\n{words.counted(len(article.repairs), 'repair')} made to the text", "dim")]
            * bool(article.repairs)
        ),
        *(Text(f"warning: {plain(warning)}", "yellow") for warning in words.warnings(coding)),
    )


def _room(noun: str, rows: list[RenderableType]) -> list[RenderableType]:
    if not rows:
        return [Text(f"\nno {noun}s found")] if noun == "event" else []
    return [Text(f"\n{words.counted(len(rows), noun)}", "bold"), *rows]


def _event(coding: Coding, event: Event, width: int) -> RenderableType:
    mention = event.mentions[0]
    shown, focus = words.excerpt(coding.article.text, mention.span, mention.trigger, width - LEFT - 3)
    proof = Text(plain(shown), "italic")
    proof.stylize("bold", focus.start, focus.end)
    says = f", says {words.listed(event.reported_by)}" if event.reported_by else ""
    return Group(
        row(
            (words.when(event) or Text("undated", "dim"), LEFT),
            (Text(event.status, COLOURS[event.status]), 10),
            (words.label(event), 20),
            (words.sides(event) + says, None),
            (Text(f"{event.confidence:.2f}", "dim"), 4),
        ),
        row((Text(event.id, "dim"), LEFT), (Text.assemble("“", proof, "”"), None)),
    )


def _statement(statement: Statement, width: int) -> RenderableType:
    marks = "“{}”" if statement.kind == "direct" else "{}"
    content = clip(plain(statement.content.text), 2 * (width - LEFT) - 12)
    return Group(
        row((statement.kind, LEFT), (words.speaking(statement), None)),
        row((Text(statement.id, "dim"), LEFT), (Text(marks.format(content), "italic"), None)),
    )


def _commitment(commitment: Commitment) -> RenderableType:
    due = f", due {words.days(commitment.due)}" if commitment.due else ""
    return Group(
        row((Text(commitment.state, _CYAN), LEFT), (words.binding(commitment) + due, None)),
        row((Text(commitment.id, "dim"), LEFT), (Text(plain(commitment.what), "italic"), None)),
    )


def row(*cells: tuple[str | Text, int | None]) -> Table:
    """One line of cells with their widths; the one without takes what is left and wraps."""
    grid = Table.grid(padding=(0, 1), expand=True)
    for _, width in cells:
        grid.add_column(width=width, ratio=None if width else 1, overflow="fold")
    grid.add_row(*(Text(plain(cell)) if isinstance(cell, str) else cell for cell, _ in cells))
    return grid
