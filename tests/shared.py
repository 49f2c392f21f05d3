"""Material that lies beside a developer's checkout and in no clone; a test that needs it says so and is skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("DETENTE_SHARED") or Path(__file__).parents[2] / "shared")


def shared(name: str) -> Path:
    """A file or folder of it, or the end of the test that asks."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"shared/{name} is not beside this checkout")
    return path
