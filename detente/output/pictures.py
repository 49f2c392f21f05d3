"""Charts as PNG or SVG files (vl-convert, extra "plot"); nothing is loaded from anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from detente.errors import DetenteError
from detente.relations.charts import Chart

_VEGA_LITE = "6.1"
_SCALE = 2.0  # pixels of a PNG for each of the chart's


def svg(chart: Chart) -> str:
    """The chart as SVG with its description for screen readers; raises DetenteError without the extra."""
    return str(_converter().vegalite_to_svg(chart.spec, vl_version=_VEGA_LITE, allowed_base_urls=[]))


def write(chart: Chart, path: Path) -> None:
    """The chart as the kind of picture that the file's ending says."""
    ending = path.suffix.lower()
    if ending not in (".svg", ".png"):
        raise DetenteError(f"{path}: a picture ends in .svg or .png")
    data = svg(chart).encode() if ending == ".svg" else _png(chart)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise DetenteError(f"{path}: cannot be written: {error.strerror}") from error


def _png(chart: Chart) -> bytes:
    return bytes(
        _converter().vegalite_to_png(chart.spec, vl_version=_VEGA_LITE, scale=_SCALE, allowed_base_urls=[])
    )


def _converter() -> Any:
    try:
        import vl_convert  # noqa: PLC0415 - 84 MB that only pictures need
    except ImportError:
        raise DetenteError("pictures need vl-convert: pip install 'detente[plot]'") from None
    return vl_convert
