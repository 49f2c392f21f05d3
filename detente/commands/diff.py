"""``detente diff``: what recoding changed."""

from __future__ import annotations

from collections.abc import Iterator

from detente import record
from detente.commands.streams import results, whole
from detente.output.data import dumps
from detente.output.plain import plain
from detente.output.words import counted, label, sides, when
from detente.types import Change, Event


def run(name: str, *, as_json: bool) -> int:
    """0; a record that was never recoded has no changes."""
    with record.open(name) as kept, results(None) as out:
        changes = list(kept.reader.changes())
        whole(out)(dumps(changes) + "\n" if as_json else "\n".join(_lines(changes)) + "\n")
    return 0


def _lines(changes: list[Change]) -> Iterator[str]:
    """``+`` for what appeared, ``-`` for what vanished, ``~`` for what is told otherwise."""
    appeared = sum(change.old is None for change in changes)
    vanished = sum(change.new is None for change in changes)
    changed = len(changes) - appeared - vanished
    yield f"{appeared:,} appeared, {vanished:,} vanished, {changed:,} changed in {counted(len({c.article.id for c in changes}), 'article')}"
    article = None
    for change in changes:
        if change.article.id != article:
            article = change.article.id
            yield plain(f"\n{article}  {change.article.published or 'no date'}  {change.article.title or ''}")
        yield plain(_line(change))


def _line(change: Change) -> str:
    if change.old is None or change.new is None:
        it = change.new or change.old
        assert it is not None
        return f"  {'+' if change.new else '-'} {_told(it)}"
    told = ", ".join(
        f"{name}: {_value(change.old, name)} → {_value(change.new, name)}" for name in change.fields
    )
    return f"  ~ {_told(change.new)}  ({told})"


def _told(it: Event) -> str:
    return f"{it.id}  {when(it) or 'undated'}  {it.status}  {label(it)}  {sides(it)}"


def _value(it: Event, name: str) -> str:
    value = getattr(it, name)
    if name in ("actors", "recipients", "reported_by"):
        return "+".join(party.code or "?" for party in value) or "–"
    if name == "date":
        return when(it) or "undated"
    if name == "place":
        return str(value.name) if value else "–"
    return "+".join(map(str, value)) if isinstance(value, tuple) else str(value)
