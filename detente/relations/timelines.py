"""Who spoke on what over time, and who is told to hold which office from when to when, as charts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from detente.knowledge import labels
from detente.relations.charts import BLUE, CONFIG, ORANGE, SCHEMA, Chart, Spec
from detente.types import OTHERS, Held, Voiced

SPEAKERS = 4  # that a chart tells apart
_ISSUES = 8
_NONE = "no issue named"
_COLOURS = (BLUE, ORANGE, "#2f8f6b", "#9166b8", "#8a8a8a")
_SHAPES = ("circle", "diamond", "square", "triangle-up", "cross")
_MONTHS = 60  # a longer time is shown by years
_WIDTH = 620

Link = Callable[[str, str, dt.date, bool], str]  # speaker, issue, first day, whether a whole year


def statements_chart(found: Sequence[Voiced], link: Link | None = None) -> Chart:
    """How often the commonest speakers spoke on the commonest issues, by month or, over a long time, by year."""
    yearly = _yearly(found)
    speakers = _commonest((v.speaker, v.statements) for v in found if v.speaker != OTHERS)[:SPEAKERS]
    issues = _commonest((v.issue, v.statements) for v in found if v.issue)[:_ISSUES]
    issues += [""] * any(not v.issue for v in found)
    counted: Counter[tuple[str, str, dt.date]] = Counter()
    for v in found:
        day = v.month.replace(month=1) if yearly else v.month
        counted[v.speaker if v.speaker in speakers else OTHERS, v.issue, day] += v.statements
    domain = [s or "unresolved" for s in speakers] + [OTHERS] * any(s == OTHERS for s, _, _ in counted)
    data = [
        _mark(speaker, issue, day, number, yearly=yearly, link=link)
        for (speaker, issue, day), number in sorted(counted.items(), key=lambda item: item[0][2])
        if issue in issues
    ]
    rows = tuple(
        (s or "unresolved", _issue(i), _period(day, yearly=yearly), f"{n:,}")
        for (s, i, day), n in sorted(counted.items(), key=lambda item: (item[0][2], -item[1]), reverse=True)
    )
    summary = _sentence(found)
    spec = _spec(data, domain, [_issue(i) for i in issues], yearly=yearly) | {"description": summary}
    return Chart(spec, ("speaker", "issue", "time", "statements"), rows, summary)


def _spec(data: list[Spec], speakers: list[str], issues: list[str], *, yearly: bool) -> Spec:
    scale = {"domain": speakers}
    shape, colour = (
        {"field": "speaker", "type": "nominal", "scale": scale | {"range": list(told[: len(speakers)])}}
        for told in (_SHAPES, _COLOURS)
    )
    legend = {"orient": "top", "title": None}
    return {
        "$schema": SCHEMA,
        "data": {"values": data},
        "width": _WIDTH,
        "height": {"step": 9 if len(speakers) > 1 else 26, "for": "offset" if len(speakers) > 1 else "position"},
        "mark": {"type": "point", "filled": True, "opacity": 0.8},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "title": None, "axis": {"grid": True, "gridOpacity": 0.3, "tickCount": 8, **({"format": "%Y"} if yearly else {})}},
            "y": {"field": "issue", "type": "nominal", "title": None, "sort": issues, "axis": {"labelLimit": 220}},
            **({"yOffset": {"field": "speaker", "type": "nominal", "scale": scale}} if len(speakers) > 1 else {}),
            "shape": shape | {"legend": legend},
            "color": colour | {"legend": legend},
            "size": {"field": "statements", "type": "quantitative", "scale": {"range": [25, 320]}, "legend": {"orient": "right", "tickCount": 3}},
            "href": {"field": "href"},
            "description": {"field": "told"},
        },
        "config": CONFIG,
    }  # fmt: skip


def _mark(speaker: str, issue: str, day: dt.date, number: int, *, yearly: bool, link: Link | None) -> Spec:
    told = f"{speaker or 'unresolved'} on {_issue(issue)}, {_period(day, yearly=yearly)}: {number:,}"
    row: Spec = {
        "speaker": speaker or "unresolved", "issue": _issue(issue), "day": day.isoformat(), "statements": number, "told": told,
    }  # fmt: skip
    return row | ({"href": link(speaker, issue, day, yearly)} if link and speaker != OTHERS else {})


def _sentence(found: Sequence[Voiced]) -> str:
    if not found:
        return "No statement found."
    number = sum(v.statements for v in found)
    speaker = _commonest((v.speaker, v.statements) for v in found if v.speaker != OTHERS)[0]
    issues = _commonest((v.issue, v.statements) for v in found if v.issue)
    first, last = found[0].month, found[-1].month
    return (
        f"{number:,} statements, each counted once for every speaker and issue, from {first:%Y-%m} to {last:%Y-%m}; most by "
        f"{speaker or 'speakers that are not resolved'}{f', of issues most on {_issue(issues[0])}' if issues else ''}."
    )


def _commonest(told: Iterable[tuple[str, int]]) -> list[str]:
    counted: Counter[str] = Counter()
    for name, number in told:
        counted[name] += number
    return sorted(counted, key=lambda name: (-counted[name], name))


def _yearly(found: Sequence[Voiced]) -> bool:
    days = [v.month.year * 12 + v.month.month for v in found]
    return bool(days) and max(days) - min(days) > _MONTHS


def _issue(name: str) -> str:
    return labels.of("contexts", name) if name else _NONE


def _period(day: dt.date, *, yearly: bool) -> str:
    return f"{day:%Y}" if yearly else f"{day:%Y-%m}"


def offices_chart(name: str, found: Sequence[Held]) -> Chart:
    """From the first to the last article that presents a person in an office, one bar an office."""
    spans: dict[tuple[str, str, bool], list[dt.date]] = {}
    for h in found:
        if h.article.published:
            told = (h.holder.code, h.holder.office, h.holder.former)
            spans.setdefault(told, []).append(h.article.published)
    rows = tuple(
        (f"{'former ' * former}{office}, {code}", f"{min(days)}", f"{max(days)}", str(len(days)))
        for (code, office, former), days in spans.items()
    )
    data = [
        {"office": office, "first": first, "last": last, "told": f"{office}: {first} to {last}, {n} article{'s' * (n != '1')}"}
        for office, first, last, n in rows
    ]  # fmt: skip
    base = {
        "y": {"field": "office", "type": "nominal", "title": None, "sort": None, "axis": {"labelLimit": 260}}
    }
    x = {"x": {"field": "first", "type": "temporal", "title": None}}
    spec = {
        "$schema": SCHEMA,
        "data": {"values": data},
        "width": 480,
        "height": {"step": 24},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 5, "color": BLUE, "aria": False}, "encoding": {**base, **x, "x2": {"field": "last"}}},
            *({"mark": {"type": "point", "filled": True, "size": 70, "color": BLUE, "opacity": 1},
               "encoding": {**base, "x": {"field": end, "type": "temporal", "title": None}, "description": {"field": "told"}}}
              for end in ("first", "last")),
        ],
        "config": CONFIG,
    }  # fmt: skip
    summary = f"{name} is presented in {len(rows)} office{'s' * (len(rows) != 1)}" + (
        f" between {min(r[1] for r in rows)} and {max(r[2] for r in rows)}." if rows else " on a known day."
    )
    return Chart(spec | {"description": summary}, ("office", "first", "last", "articles"), rows, summary)
