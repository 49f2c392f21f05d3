"""A clone stands alone: what lies beside a developer's checkout is never needed."""

import os
import re
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
ROOM = "from tests.shared import"


def test_one_file_alone_reaches_outside_the_checkout():
    """Only through tests/shared.py, which skips, does a test reach outside the checkout."""
    outside = re.compile(r"parents\[[3-9]\]|[\"'/]shared/|\"shared\"")
    reaching = [p for p in TESTS.rglob("*.py") if outside.search(p.read_text(encoding="utf-8"))]
    assert [p.name for p in reaching if p.name not in ("shared.py", "test_clone.py")] == []


def test_without_shared_material_tests_pass_or_say_what_they_miss(tmp_path):
    needy = sorted(p for p in TESTS.rglob("test_*.py") if ROOM in p.read_text(encoding="utf-8"))
    needy.remove(Path(__file__))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", *needy],
        cwd=TESTS.parent,
        env=os.environ | {"DETENTE_SHARED": str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    skipped = [line for line in done.stdout.splitlines() if line.startswith("SKIPPED")]
    assert len(skipped) >= len(needy)
    assert [
        line for line in skipped if not re.search(r"shared/[\w./-]+ is not beside this checkout$", line)
    ] == []
