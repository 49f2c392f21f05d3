"""Reading and writing of the tables in detente/knowledge, shared by the build scripts beside this file."""

import csv
import gzip
import io
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KNOWLEDGE = ROOT / "detente" / "knowledge"
OWN = Path(__file__).parent
SHARED = ROOT.parent / "shared" / "data" / "actors"


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, heading, rows):
    """Rows sorted as given; gzip without a time stamp, so that one content has one digest."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(heading)
    table.writerows(rows)
    data = out.getvalue().encode()
    path = KNOWLEDGE / name
    path.write_bytes(gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data)
    print(f"{name}: {len(rows)} rows, {path.stat().st_size:,} bytes")


def plain(text):
    """Letters without marks, for comparing names: Brasília is Brasilia."""
    text = text.translate(str.maketrans("øØđĐłŁıßæÆðþœ", "oOdDlLisaAdto")).replace("’", "'").replace("‘", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
