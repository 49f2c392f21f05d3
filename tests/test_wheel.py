"""The wheel holds everything that the installed program opens."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LEFT_OUT = {".pyc"}


def test_wheel_has_every_file_of_the_package(tmp_path):
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        tmp_path,
        ROOT,
    ]
    subprocess.run(command, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())
    files = {p for p in (ROOT / "detente").rglob("*") if p.is_file() and p.suffix not in LEFT_OUT}
    assert {path.relative_to(ROOT).as_posix() for path in files} - shipped == set()
    assert {
        "detente/output/page.css",
        "detente/schema/record.schema.json",
        "detente/samples/index.yaml",
    } <= shipped
    assert {"detente/weights/parser.onnx", "detente/knowledge/countries.csv"} <= shipped
    assert not [name for name in shipped if name.startswith(("tests", "training"))]
