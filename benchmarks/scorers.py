"""The scorers of ../shared, loaded by their path."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

SHARED = Path(__file__).parents[2] / "shared"


def scorer(name: str) -> ModuleType:
    """A scorer by its path in ../shared, "gold/score.py"; FileNotFoundError where it is not there."""
    path = SHARED / name
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
