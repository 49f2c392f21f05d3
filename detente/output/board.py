"""The state of a relationship for people at a terminal: index, channels, commitments, issues, what happened last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from detente.output import lists, words
from detente.output.plain import clip, plain
from detente.output.table import WIDTH, row
from detente.relations.alerts import Alert
from detente.relations.channels import Channel
from detente.relations.claim import Lowest
from detente.relations.contacts import Contact
from detente.relations.index import Index, Point
from detente.relations.issues import Issue
from detente.relations.relationship import Relationship

_NAME = 26
_SPARK = " ▁▂▃▄▅▆▇█"
_LATEST = 8
_DOWN_TO = 24  # periods in a spark line


def relationship(found: Relationship, index: Index, width: int = WIDTH) -> RenderableType:
    """All on one screen; each part has a command of its own that shows it whole."""
    held = [f for f in found.commitments if f.is_open or f.overdue]
    return Group(
        _heading(found),
        _title("Index"), value(index),
        _title("Channels"), channels(found.channels),
        _title(f"Commitments, {len(held)} open or overdue of {len(found.commitments)}"),
        lists.commitments(held[:_LATEST], width),
        _title("Issues"), issues(found.issues[:_LATEST]),
        *([_title("New"), alerts(found.alerts[-_LATEST:])] if found.alerts else []),
        _title(f"Last happenings of {len(found.happenings):,}"),
        lists.happenings(found.happenings[-_LATEST:][::-1], width),
    )  # fmt: skip


def _heading(found: Relationship) -> RenderableType:
    until = found.until.isoformat() if found.until else "no day"
    read = f"up to {until}; {found.articles:,} articles name both; {len(found.happenings):,} happenings"
    return Group(Text("-".join(found.pair), "bold"), Text(f"{read} ({found.query})", "dim"))


def _title(text: str) -> Text:
    return Text(f"\n{text}", "bold")


def value(index: Index) -> RenderableType:
    """The last value with its interval, a spark line of the periods before it and the happenings that moved it most."""
    last = index.last
    if last is None:
        return Text("nothing happened that the formula counts")
    line = Text(f"{index.formula.title}: {_value(last)} in {_period(last, index)}  {_spark(index.points)}")
    thin = sum(p.value is None for p in index.points)
    note = f"{index.formula.what}; half-life {index.half_life:g} days; {thin} of {len(index.points)} periods too thin to say"
    return Group(line, Text(note, "dim"))


def series(index: Index) -> RenderableType:
    """Every period of the index, what moved the last one, and what it would be without each source."""
    rows = [
        row(
            (_period(p, index), 10),
            (_value(p), 26),
            (f"{p.happenings:,} happenings, {p.articles:,} articles", None),
        )
        for p in index.points
    ]
    movers: list[RenderableType] = [
        row((f"{m.effect:+.3f}", 8), (m.happening.start.isoformat() if m.happening.start else "", 10),
            (f"{words.label(m.happening)} {words.sides(m.happening)}: {clip(plain(m.happening.text or ''), 120)}", None))
        for m in index.movers
    ]  # fmt: skip
    without: list[RenderableType] = [
        row((f"{w.value:.2f}" if w.value is not None else "too thin", 10), (f"without {w.source} ({w.lost:,} happenings only it tells)", None))
        for w in index.without
    ]  # fmt: skip
    return Group(
        value(index), *rows, *([_title("What moved it"), *movers] if movers else []),
        *([_title("Without a source"), *without] if without else []),
    )  # fmt: skip


def lowest(found: Lowest, since: dt.date) -> RenderableType:
    """The answer to "the lowest since ...?" with what it rests on."""
    now = f" (now {_value(found.current)})" if found.current and found.current.value is not None else ""
    lower = ", ".join(f"{p.period:%Y-%m} {_value(p)}" for p in found.lower[:6])
    more = f" and {len(found.lower) - 6} more" if len(found.lower) > 6 else ""
    named = {"no": "Lower: ", "unclear": "Lowest: "}.get(found.verdict, "")
    return Group(
        Text(f"Lowest since {since.isoformat()}? {found.verdict}: {found.why}{now}", "bold"),
        Text(f"{named}{lower}{more}" if lower else "", "dim"),
        Text(f"{found.told} of {found.asked} periods since then can be told", "dim"),
    )


def channels(found: Sequence[Channel]) -> RenderableType:
    """One line a level: the last contact, what failed, what is to come; or what was searched in vain."""
    return Group(*(line for channel in found for line in _channel(channel)))


def _channel(c: Channel) -> list[RenderableType]:
    last = _contact(c.last) if c.last else (c.silence or "")
    failed = Text(
        f"{len(c.failed)} refused or called off, last {_day(c.failed[0])}" if c.failed else "", "red"
    )
    coming = Text(f"next {_day(c.coming[0])} ({c.coming[0].how})" if c.coming else "", "cyan")
    count = Text(words.counted(len(c.contacts), "contact"), "dim")
    first = row((c.level.name, _NAME), (Text(last, "" if c.last else "dim"), None), (count, 13))
    return [first, *(row(("", _NAME), (note, None)) for note in (failed, coming) if note.plain)]


def _contact(c: Contact) -> str:
    names = " and ".join(p.name for p in (*c.happening.actors, *c.happening.recipients) if p.name)
    aside = f" aside of {c.aside}" if c.aside else f" in {c.happening.place}" if c.happening.place else ""
    through = f" ({c.through})" if c.through else ""
    return plain(f"{_day(c)} {c.how}{aside}{through}{f', {names}' if names else ''}")


def _day(c: Contact) -> str:
    h = c.happening
    return words.span(h.start, h.end) if h.start and h.end else "undated"


def issues(found: Sequence[Issue]) -> RenderableType:
    """One line an issue: what was done, how often each side spoke and when last."""
    if not found:
        return Text("no issues found")
    return Group(*(_issue(i) for i in found))


def _issue(i: Issue) -> RenderableType:
    said = ", ".join(f"{code} {len(told)}" for code, told in sorted(i.said.items())) or "none"
    done = f"{i.cooperation} cooperation, {i.conflict} conflict; statements: {said}"
    return row((i.name, _NAME), (done, None), (Text(i.last.isoformat() if i.last else "", "dim"), 10))


def alerts(found: Sequence[Alert]) -> RenderableType:
    """What is new, the latest first."""
    return Group(
        *(
            row((a.happening.start.isoformat() if a.happening.start else "", 13), (a.text, None), (Text(a.happening.id, "dim"), 16))
            for a in reversed(found)
        )
    )  # fmt: skip


def _value(p: Point) -> str:
    if p.value is None or p.low is None or p.high is None:
        return "too thin to say"
    return f"{p.value:.2f} ({p.low:.2f} to {p.high:.2f})"


def _period(p: Point, index: Index) -> str:
    return p.period.isoformat() if index.step == "day" else f"{p.period:%Y-%m}"


def _spark(points: Sequence[Point]) -> str:
    """The last periods as bars, blank where nothing can be said."""
    shown = [p.value for p in points[-_DOWN_TO:]]
    told = [v for v in shown if v is not None]
    if not told:
        return ""
    low, high = min(told), max(told)
    scale = (len(_SPARK) - 2) / (high - low) if high > low else 0.0
    return "".join(_SPARK[0] if v is None else _SPARK[1 + round((v - low) * scale)] for v in shown)
