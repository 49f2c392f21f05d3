"""What the benchmarks share: beginning and end of their commands, and the floors under their figures."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]  # figures by name, or such mappings by data set


def command(about: str | None) -> argparse.ArgumentParser:
    """The parser of a benchmark's command, with the options that all of them have."""
    ap = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--json", action="store_true", help="figures as JSON on standard output")
    ap.add_argument("--check", action="store_true", help="fail where a figure is under its floor")
    return ap


def under(found: Figures, folder: Path) -> list[str]:
    """A line for each figure that is under its floor in the folder's floors.json, or was not measured."""
    return list(_under(found, json.loads((folder / "floors.json").read_text(encoding="utf-8")), ""))


def _under(found: Figures, floors: Figures, name: str) -> Iterator[str]:
    for key, floor in floors.items():
        what = f"{name} {key}".strip()
        if key not in found:
            yield f"{what} was not measured"
        elif isinstance(floor, dict):
            yield from _under(found[key], floor, what)
        elif found[key] < floor:
            yield f"{what} {found[key]} is under its floor {floor}"


def ended(found: Figures, folder: Path, *, check: bool) -> int:
    """Exit code of a benchmark: 1 where ``check`` finds a figure under its floor, each told on standard error."""
    problems = under(found, folder) if check else []
    for line in problems:
        print(line, file=sys.stderr)
    return 1 if problems else 0
