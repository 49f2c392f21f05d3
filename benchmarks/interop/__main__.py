"""Time how fast another data set's rows go into a record and out of it.

    python -m benchmarks.interop [ROWS]

The rows (100,000) are generated, in GDELT 2's 61 columns, the same each time; states, acts, places and counts vary. Seconds are those
of the clock and of this process; import is into SQLite, through `formats.read`, so reading is part of it.
"""

from __future__ import annotations

import argparse
import functools
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from detente import record
from detente.knowledge import cameo, foreign
from detente.record import formats
from detente.types import Batch, Happening


def generated(number: int) -> Iterator[str]:
    """Rows of GDELT 2."""
    draw = random.Random(5)
    states, codes = sorted(foreign.states()), list(cameo.codes())
    fips = sorted(foreign.codes("fips"))
    for i in range(number):
        day = f"{draw.randint(2015, 2023)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
        sides = [cell for _ in range(2) for cell in _side(draw, states)]
        code = draw.choice(codes)
        what = ["1", code, code[:3], code[:2], "1", f"{draw.randint(-100, 100) / 10}", "5", "1", "5", "-1.2"]
        place = ["4", f"Place {draw.randint(1, 9000)}", draw.choice(fips), "X", "", "12.5", "45.25", "7"]
        nowhere = ["0", *[""] * 7] * 2
        cells = [str(900_000_000 + i), day, day[:6], day[:4], "2020.5", *sides, *what, *nowhere, *place]
        yield "\t".join([*cells, f"{day}120000", f"https://example.org/{i}"]) + "\n"


def _side(draw: random.Random, states: list[str]) -> list[str]:
    state, role = draw.choice(states), draw.choice(["", "GOV", "MIL", "COP", "BUS"])
    return [state + role, f"NAME {draw.randint(1, 20_000)}", state, "", "", "", "", role, "", ""]


def _timed(what: str, number: int, work: Callable[[], object]) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    work()
    wall, used = time.perf_counter() - start, time.process_time() - cpu
    print(f"{what:28} {wall:6.1f} s, {used:6.1f} s of CPU, {number / used:9,.0f} rows a second of CPU")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("rows", type=int, nargs="?", default=100_000)
    number: int = ap.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "rows.CSV")
        file.write_text("".join(generated(number)))
        _timed("read", number, lambda: sum(isinstance(it, Happening) for it in formats.read(file)))
        with record.open(Path(folder, "r.db"), create=True) as opened:
            batch = Batch(0, "gdelt2", file.name, "d", None, None, 0, 0)
            _timed("import", number, lambda: opened.writer.add_batch(batch, formats.read(file), None))
            assert opened.reader.number() == number
            for form in ("csv", "gdelt2", "plover"):
                _timed(
                    f"export to {form}", number, functools.partial(_export, opened, form, Path(folder, form))
                )


def _export(opened: record.Record, form: str, path: Path) -> None:
    with path.open("w") as out:
        told = ((h, ()) for h in opened.reader.each())
        formats.write(told, form, out.write, formats.Provenance("0", (), (), "", None))


if __name__ == "__main__":
    main()
