"""Where things took place, as a Vega-Lite map with its table and its sentence; borders are Natural Earth's (public domain)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente import knowledge
from detente.relations.charts import BLUE, CONFIG, ORANGE, SCHEMA, Chart, Spec
from detente.types import Placed

SOURCE = "Borders: Natural Earth, 1:110m, public domain; no statement on any border is meant."
_GREY = "#888888"
_NAMED = 3  # places of the sentence


def map_chart(
    places: Sequence[Placed],
    *,
    total: int,
    links: Mapping[Placed, str] | None = None,
    states: Sequence[str] = (),
    width: int = 960,
    drawn: int = 300,
) -> Chart:
    """Points by place, as large as what took place there; states are shaded where the text names the state alone.

    ``total`` counts all happenings, also those without a place; ``states`` are outlined; the busiest places are ``drawn``.
    """
    shown = places[:drawn]
    points = [_told(p, links) | {"lon": p.lon, "lat": p.lat} for p in shown if p.lat is not None]
    shaded = [_told(p, links) | {"code": p.country} for p in shown if p.lat is None and p.country]
    summary = map_sentence(places, total)
    spec = {
        "$schema": SCHEMA,
        "description": summary,
        "width": width,
        "height": width * 47 // 100,
        "projection": {"type": "equalEarth", "precision": 0},
        "layer": [*_ground(states), *([_shades(shaded)] if shaded else []), _dots(points, width)],
        "config": CONFIG,
    }
    return Chart(spec, _HEADING, tuple(map(_row, places)), summary)


def map_sentence(places: Sequence[Placed], total: int) -> str:
    """What the map shows, in words."""
    placed = sum(p.happenings for p in places)
    if not placed:
        return f"None of {total:,} happenings tells a place that is known."
    first = ", ".join(f"{p.name} ({p.happenings:,})" for p in places[:_NAMED])
    return f"{placed:,} of {total:,} happenings tell a place, {len(places):,} places in all; most in {first}."


_HEADING = ("place", "country", "happenings", "cooperation", "conflict", "first", "last")


def _row(p: Placed) -> tuple[str, ...]:
    days = (d.isoformat() if d else "undated" for d in (p.first, p.last))
    figures = (str(n) for n in (p.happenings, p.cooperation, p.conflict))
    return (p.name, p.country or "", *figures, *days)


def _told(p: Placed, links: Mapping[Placed, str] | None) -> Spec:
    of = f", {p.country}" if p.country and p.name != p.country else ""
    row: Spec = {
        "happenings": p.happenings,
        "told": f"{p.name}{of}: {p.happenings:,} happening{'s' * (p.happenings != 1)}",
    }
    return row | ({"href": links[p]} if links and p in links else {})


def _ground(states: Sequence[str]) -> list[Spec]:
    """All states in grey, those that the map is about outlined."""
    land: Spec = {
        "data": _borders(),
        "mark": {"type": "geoshape", "fill": _GREY, "fillOpacity": 0.25, "stroke": _GREY, "strokeWidth": 0.4, "aria": False},
    }  # fmt: skip
    if not states:
        return [land]
    about = {"filter": {"field": "id", "oneOf": list(states)}}
    line = {"type": "geoshape", "fill": None, "stroke": BLUE, "strokeWidth": 1.2, "aria": False}
    return [land, {"data": _borders(), "transform": [about], "mark": line}]


def _borders() -> Spec:
    return {"values": knowledge.borders(), "format": {"type": "topojson", "feature": "countries"}}


def _shades(rows: Sequence[Spec]) -> Spec:
    """States that are told as the place, the darker the more took place there."""
    codes = {"filter": {"field": "id", "oneOf": [r["code"] for r in rows]}}
    fields = ["happenings", "told", "href"]
    found = {"lookup": "id", "from": {"data": {"values": list(rows)}, "key": "code", "fields": fields}}
    return {
        "data": _borders(),
        "transform": [codes, found],
        "mark": {"type": "geoshape", "fill": BLUE, "stroke": BLUE, "strokeWidth": 0.5},
        "encoding": {
            "fillOpacity": {"field": "happenings", "type": "quantitative", "scale": {"range": [0.2, 0.65], "zero": True}, "legend": None},
            "href": {"field": "href"},
            "description": {"field": "told"},
        },
    }  # fmt: skip


def _dots(rows: Sequence[Spec], width: int) -> Spec:
    most = max((r["happenings"] for r in rows), default=1)
    size = {"type": "pow", "exponent": 0.7, "domain": [1, max(most, 2)], "range": [30, width * 0.8]}
    told = sorted({1, (most + 1) // 2, most})
    legend = {"title": "happenings", "orient": "bottom", "values": told, "format": ",d"}
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "circle", "color": ORANGE, "opacity": 0.75, "stroke": "#ffffff", "strokeWidth": 0.7},
        "encoding": {
            "longitude": {"field": "lon", "type": "quantitative"},
            "latitude": {"field": "lat", "type": "quantitative"},
            "size": {"field": "happenings", "type": "quantitative", "scale": size, "legend": legend if most > 1 else None},
            "href": {"field": "href"},
            "description": {"field": "told"},
        },
    }  # fmt: skip
