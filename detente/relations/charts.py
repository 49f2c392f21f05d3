"""Charts as Vega-Lite 6 specs, the same for pictures, notebooks and pages; each with its table and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.knowledge import labels
from detente.relations.index import Index, Point
from detente.relations.issues import Issue, said_on
from detente.types import Edge

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_WIDTH = 720
BLUE, ORANGE = "#3577b5", "#c8641f"  # told from white and from dark paper
_DRAWN = 300  # statements; more would be a grey ribbon of a megabyte


@dataclass(frozen=True, slots=True)
class Chart:
    """A spec with the same facts as a table (heading and rows) and in one sentence, for whoever does not see it."""

    spec: Spec
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str


def index_chart(pair: tuple[str, str], found: Index, links: Mapping[str, str] | None = None) -> Chart:
    """The index with its interval over a strip of covered articles; ``links`` by the period's ISO day."""
    name = f"{pair[0]}-{pair[1]}"
    data = [_point(p, (links or {}).get(p.period.isoformat())) for p in found.points]
    spec = {
        "$schema": SCHEMA,
        "description": index_sentence(pair, found),
        "data": {"values": data},
        "vconcat": [_line(found), _strip()],
        "spacing": 8,
        "config": CONFIG,
        "title": {"text": f"{name}: {found.formula.title}", "subtitle": found.formula.what},
    }
    heading = ("period", "value", "low", "high", "happenings", "articles")
    return Chart(spec, heading, tuple(_row(p) for p in found.points), index_sentence(pair, found))


def index_sentence(pair: tuple[str, str], found: Index) -> str:
    """What the chart shows, in words."""
    last, told = found.last, [p for p in found.points if p.value is not None]
    if last is None or not told:
        return f"{pair[0]}-{pair[1]}: too thin to say in all {len(found.points)} periods."
    low = min(told, key=lambda p: p.value or 0.0)
    high = max(told, key=lambda p: p.value or 0.0)
    now = "too thin to say" if last.value is None else f"{last.value:.2f} ({last.low:.2f} to {last.high:.2f})"
    return (
        f"{pair[0]}-{pair[1]}, {found.formula.title}: {now} in {last.period:%Y-%m}; lowest {low.value:.2f} in "
        f"{low.period:%Y-%m}, highest {high.value:.2f} in {high.period:%Y-%m}; told in {len(told)} of {len(found.points)} periods."
    )


CONFIG: Spec = {
    "view": {"stroke": None},
    "font": "system-ui, sans-serif",
    "axis": {"grid": False, "labelFontSize": 11, "titleFontSize": 11},
    "title": {"anchor": "start", "fontSize": 13, "subtitleFontSize": 11},
}


def _point(p: Point, link: str | None) -> Spec:
    row: Spec = {
        "period": p.period.isoformat(),
        "happenings": p.happenings,
        "articles": p.articles,
        "told": _told(p),
    }
    row |= {
        n: None if v is None else round(v, 3)
        for n, v in (("value", p.value), ("low", p.low), ("high", p.high))
    }
    return row | ({"href": link} if link else {})


def _told(p: Point) -> str:
    """What a point says to whoever hears it."""
    value = "too thin to say" if p.value is None else f"{p.value:.2f} ({p.low:.2f} to {p.high:.2f})"
    return f"{p.period:%Y-%m-%d}: {value}, {p.happenings} happenings, {p.articles} articles"


def _line(found: Index) -> Spec:
    bounds = [found.formula.low, found.formula.high]
    scale = {"domain": bounds} if None not in bounds else {"zero": False}
    x = {"field": "period", "type": "temporal", "title": None}
    tip = [{"field": f, "type": "temporal" if f == "period" else "quantitative"} for f in
           ("period", "value", "low", "high", "happenings", "articles")]  # fmt: skip
    return {
        "width": _WIDTH,
        "height": 220,
        "layer": [
            {"data": {"values": [{}]}, "mark": {"type": "rule", "strokeDash": [2, 3], "color": "#888", "aria": False}, "encoding": {"y": {"datum": 0}}},
            {"mark": {"type": "area", "opacity": 0.25, "color": BLUE, "aria": False, "invalid": "break-paths-filter-domains"},
             "encoding": {"x": x, "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}},
            {"mark": {"type": "line", "color": BLUE, "point": {"size": 18, "color": BLUE}, "invalid": "break-paths-filter-domains"},
             "encoding": {"x": x, "y": {"field": "value", "type": "quantitative", "title": found.formula.title, "scale": scale},
                          "tooltip": tip, "description": {"field": "told"}, **_href(found)}},
        ],
    }  # fmt: skip


def _href(found: Index) -> Spec:
    return {"href": {"field": "href"}} if found.points else {}


def _strip() -> Spec:
    """Grey bars: how many articles naming both were read; where there are none, silence means nothing."""
    return {
        "width": _WIDTH,
        "height": 36,
        "mark": {"type": "bar", "color": "#999", "aria": False},
        "encoding": {
            "x": {"field": "period", "type": "temporal", "title": None, "axis": None},
            "y": {"field": "articles", "type": "quantitative", "title": "articles", "axis": {"tickCount": 2}},
        },
    }


def _row(p: Point) -> tuple[str, ...]:
    values = ("too thin to say" if v is None else f"{v:.2f}" for v in (p.value, p.low, p.high))
    return (p.period.isoformat(), *values, str(p.happenings), str(p.articles))


def issues_chart(pair: tuple[str, str], found: Sequence[Issue], limit: int = 12) -> Chart:
    """Who said something on which issue and when: one row an issue, one mark a statement."""
    data = [
        {"issue": labels.of("contexts", issue.name), "state": code, "day": day.isoformat(), "words": s.statement.content.text[:120]}
        for issue in found[:limit] for code, told in issue.said.items() for s in told if (day := said_on(s))
    ]  # fmt: skip
    drawn = sorted(data, key=lambda d: d["day"])[-_DRAWN:]
    spec = {
        "$schema": SCHEMA,
        "data": {"values": [d | {"told": f"{d['day']} {d['state']} on {d['issue']}: {d['words'][:60]}"} for d in drawn]},
        "width": _WIDTH,
        "height": {"step": 22},
        "mark": {"type": "point", "filled": True, "size": 50, "opacity": 0.7},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "title": None},
            "y": {"field": "issue", "type": "nominal", "title": None, "sort": [labels.of("contexts", i.name) for i in found[:limit]]},
            "shape": {"field": "state", "type": "nominal", "scale": {"domain": list(pair), "range": ["circle", "diamond"]}},
            "color": {"field": "state", "type": "nominal", "scale": {"domain": list(pair), "range": [BLUE, ORANGE]}},
            "tooltip": [{"field": f} for f in ("day", "state", "words")],
            "description": {"field": "told"},
        },
        "config": CONFIG,
    }  # fmt: skip
    rows = tuple((d["issue"], d["state"], d["day"], d["words"]) for d in data)
    count = len({d["issue"] for d in data})
    summary = f"{pair[0]}-{pair[1]}: {len(data)} statements on {count} issues{_latest(len(data))}."
    return Chart(spec | {"description": summary}, ("issue", "state", "day", "words"), rows, summary)


def _latest(number: int) -> str:
    return f", the latest {_DRAWN} of them drawn" if number > _DRAWN else ""


def matrix_chart(states: Sequence[str], edges: Iterable[Edge]) -> Chart:
    """Up to ten states by one another: the mean codebook score by colour, the number of happenings in words."""
    wanted = set(states)
    inside = [e for e in edges if e.a in wanted and e.b in wanted]
    data = [
        {"from": a, "to": b, "happenings": e.happenings, "score": e.score}
        for e in inside
        for a, b in ((e.a, e.b), (e.b, e.a))
    ]
    axes = {"sort": list(states), "type": "nominal", "title": None}
    colour = {
        "field": "score",
        "type": "quantitative",
        "scale": {"scheme": "blueorange", "domain": [10, -10]},
        "title": "score",
    }
    ink = {"condition": {"test": "abs(datum.score) > 6", "value": "#fff"}, "value": "#000"}
    base = {"x": {"field": "to", **axes}, "y": {"field": "from", **axes}}
    spec = {
        "$schema": SCHEMA,
        "data": {"values": data},
        "width": {"step": 46},
        "height": {"step": 32},
        "layer": [
            {"mark": {"type": "rect", "color": "#ddd"}, "encoding": base},
            {"mark": "rect", "encoding": {**base, "color": colour}},
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {**base, "text": {"field": "happenings"}, "color": ink},
            },
        ],
        "config": CONFIG,
    }
    rows = tuple(
        (e.a, e.b, str(e.happenings), "none coded" if e.score is None else f"{e.score:.2f}") for e in inside
    )
    summary = f"{len(inside)} of {len(states) * (len(states) - 1) // 2} pairs of {', '.join(states)} have happenings."
    return Chart(
        spec | {"description": summary}, ("state", "state", "happenings", "mean score"), rows, summary
    )
