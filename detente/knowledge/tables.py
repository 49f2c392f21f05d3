"""Reads the YAML files of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def read(name: str) -> Any:
    """A file's content by its path in this folder."""
    import yaml  # noqa: PLC0415  most commands need no YAML and start sooner without

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is far faster, and not in every build
    return yaml.load((_HERE / name).read_text(encoding="utf-8"), loader)  # noqa: S506  both loaders are safe ones
