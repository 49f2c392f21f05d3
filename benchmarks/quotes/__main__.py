"""Read articles and units of news for who says what, and score sources, cues and contents.

    python -m benchmarks.quotes                        PolNeAR's development part: CofeNet's units, and whole articles
    python -m benchmarks.quotes --gold FILE.jsonl [--out FILE.jsonl] [--json]
    python -m benchmarks.quotes --rules                by the rules over trees alone, without the speech model
    python -m benchmarks.quotes --check                fail where a figure is under its floor (floors.json)

Scores are those of ../shared/data/score/score_quotes.py, F1 in percent: exact spans of each role, and pairs of source and content that
overlap by half. Who is no political actor counts too. A unit, written as treebanks write, is printed as a newspaper would
(units.py) and read by itself; what is found is told in the unit's words.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import floors
from benchmarks.quotes.units import printed
from benchmarks.scorers import SHARED, scorer
from detente import clauses, entities
from detente.events import statements
from detente.types import Article, Voice

HERE = Path(__file__).parent
DATA = SHARED / "data"
STANDING = ("polnear_cofenet_valid", "polnear_dev")
ROLES = ("source", "cue", "content")
Row = dict[str, Any]
Reader = Callable[[Article], tuple[Voice, ...]]


def by_model(article: Article) -> tuple[Voice, ...]:
    return clauses.parse(article, attitudes=True).voices


def by_rules(article: Article) -> tuple[Voice, ...]:
    return statements.voices_by_rule(entities.resolve(clauses.parse(article)))


def told(voice: Voice) -> Row:
    """Offsets by role, as the scorer reads them."""
    runs = {"source": [voice.source], "cue": [voice.cue], "content": voice.content}
    return {role: [[s.start, s.end] for s in found if s] for role, found in runs.items()}


def unit(row: Row, read: Reader) -> tuple[Row, Row]:
    """Gold and what is found in one of CofeNet's units, in which each span stands by itself."""
    shown = printed(row["text"])

    def back(voice: Voice) -> Row:
        spans = {role: [shown.back(*s) for s in found] for role, found in told(voice).items()}
        return {role: [s for s in found if s] for role, found in spans.items()}

    gold = [{s["role"]: [[s["start"], s["end"]]]} for s in row["spans"]]
    found = [back(v) for v in read(Article(row["doc_id"], shown.text))]
    return _document(row, gold), _document(row, found)


def article(row: Row, read: Reader) -> tuple[Row, Row]:
    """Gold and what is found in a whole article."""
    found = [told(v) for v in read(Article(row["doc_id"], row["text"]))]
    return _document(row, row["attributions"]), _document(row, found)


def _document(row: Row, found: list[Row]) -> Row:
    filled = [{role: a.get(role, []) for role in ROLES} for a in found]
    return {"doc_id": row["doc_id"], "text": row["text"], "attributions": filled}


def rows(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def figures(file: Path, read: Reader, out: Path | None = None) -> dict[str, float]:
    """Figures of one file; ``out`` takes what is found."""
    pairs = [(unit if "spans" in row else article)(row, read) for row in rows(file)]
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder, "gold.jsonl"), out or Path(folder, "found.jsonl")
        for target, k in ((gold, 0), (found, 1)):
            target.write_text("".join(json.dumps(p[k]) + "\n" for p in pairs), encoding="utf-8")
        scores = scorer("data/score/score_quotes.py").score(gold, found)
    exact = {role: scores["roles"][role]["exact"]["f1"] for role in ROLES}
    paired = (
        {"pairs": scores["pairs"]["pair_partial"]["f1"]} if any(p[0]["attributions"] for p in pairs) else {}
    )
    return exact | paired


def standing(read: Reader = by_model) -> dict[str, dict[str, float]]:
    """Figures that the floors hold for."""
    return {name: figures(DATA / "quotes" / f"{name}.jsonl", read) for name in STANDING}


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=Path, help="JSONL file of units or articles")
    ap.add_argument("--out", type=Path, help="where what is found in --gold goes, as JSONL")
    ap.add_argument("--rules", action="store_true", help="rules over trees alone")
    a = ap.parse_args()
    read = by_rules if a.rules else by_model
    found = {a.gold.stem: figures(a.gold, read, a.out)} if a.gold else standing(read)
    if a.json:
        print(json.dumps(found))
    else:
        print(
            "\n".join(
                f"{name:24} " + "  ".join(f"{k} {v:.2f}" for k, v in row.items())
                for name, row in found.items()
            )
        )
    return floors.ended(found, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
