"""Charts drawn on the server and put into the page, so that no script is needed to see them."""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict

from markupsafe import Markup

from detente.errors import DetenteError
from detente.output import pictures
from detente.output.plain import plain
from detente.relations.charts import Chart

BASE = "https://page.invalid"  # stands before the links of a spec, for the drawer takes whole addresses only
_KEPT = 256  # drawings
_LINK = re.compile(r'xlink:href="https://page\.invalid(/[^"]*)"')
_OTHER = re.compile(r'\s(?:xlink:)?href="(?!/)[^"]*"')
_POINT = re.compile(r'<path aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="\w+"([^>]*)/>')
_PLACE = re.compile(r' (?:d|transform)="[^"]*"')
_USUAL = re.compile(r' opacity="1"| role="graphics-symbol" aria-roledescription="\w+ mark container"')
_FINE = re.compile(r"(\.\d)\d+")
_PAPER = re.compile(r'<rect width="[\d.]+" height="[\d.]+" fill="white"/>')


class Drawing:
    """Draws each chart once; drawings that nobody asked for lately are forgotten."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[str, Markup] = OrderedDict()
        self._lock = threading.Lock()

    def svg(self, chart: Chart) -> Markup | None:
        """The chart as SVG for a page, None where the drawer is not installed."""
        key = json.dumps(chart.spec, sort_keys=True, default=str)
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        try:
            drawn = inline(plain(pictures.svg(chart), lines=True), plain(chart.summary))
        except DetenteError:
            return None
        with self._lock:
            self._drawn[key] = drawn
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return drawn


def inline(svg: str, summary: str) -> Markup:
    """A drawing as a part of a page: links of this site only, told by its sentence, on the page's own paper.

    Points carry their words as titles, which a pointer shows, too; a tenth of a pixel is fine enough.
    """
    svg = _USUAL.sub("", _OTHER.sub("", _LINK.sub(r'href="\1"', svg)).replace(BASE, ""))
    svg = _PLACE.sub(
        lambda place: _FINE.sub(r"\1", place[0]),
        _POINT.sub(r'<path role="img"\2><title>\1</title></path>', svg),
    )
    head, end, rest = _PAPER.sub("", svg, count=1).partition(">")
    title = Markup("<title>{}</title>").format(summary)
    return Markup(f'{head} role="group" focusable="false"{end}{title}{rest}')  # noqa: S704 - the drawer escapes what it writes
