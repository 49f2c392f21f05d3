"""Parse treebanks with detente's own pipeline and score words, sentence ends, tags, trees and names.

    python -m benchmarks.syntax                        EWT dev, GUM dev and UNER's names of ../shared
    python -m benchmarks.syntax --gold FILE.conllu[.gz] [--out PRED.conllu] [--names FILE.jsonl] [--json]
    python -m benchmarks.syntax --check                fail where a figure is under its floor (floors.json)

F1 in percent. "raw" reads text and finds the words itself, "words" is given the words but no sentence ends; a sentence is
right where its first and last character are. Names, from raw text, have the right characters and the right kind.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path

from benchmarks import floors
from benchmarks.syntax import conllu, scores
from detente import clauses
from detente.types import Article, Parse, Span

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
Figures = dict[str, dict[str, float]]


def parsed(document: conllu.Document, *, given: bool = False) -> Parse:
    """A document's parse, from its text alone or with the words of the treebank given."""
    article = Article("treebank", document.text)
    if not given:
        return clauses.parse(article)
    spans = [Span(w.start, w.end) for s in document.sentences for w in s]
    starts = [s.start for s in spans]

    def cut(_: str, start: int, end: int) -> list[Span]:
        return spans[bisect_left(starts, start) : bisect_left(starts, end)]

    return clauses.parse(article, cut)


def trees(file: Path, out: Path | None = None) -> Figures:
    """Figures of a CoNLL-U file; ``out`` takes what is parsed from raw text."""
    raw = [(d, parsed(d)) for d in conllu.documents(file)]
    words = [(d, parsed(d, given=True)) for d in conllu.documents(file, words_apart=True)]
    if out:
        out.write_text("".join(conllu.written(parse for _, parse in raw)), encoding="utf-8")
    return {"raw": _figures(raw), "words": _figures(words)}


def _figures(parses: list[tuple[conllu.Document, Parse]]) -> dict[str, float]:
    rows = (scores.counts(d.sentences, [s.words for s in parse.sentences]) for d, parse in parses)
    added = scores.total(rows)
    return {measure: scores.f1(*added[measure]) for measure in scores.MEASURES}


def names(file: Path) -> Figures:
    """F1 of names in sentences with gold spans (../shared/data/actors/uner_ewt_dev.jsonl)."""
    return {"raw": {"names": scores.f1(*scores.total(_names(file))["names"])}}


def _names(file: Path) -> Iterator[scores.Counts]:
    with file.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = row["raw_text"]
            gold = {
                (scores.inked(row["text"], e["start"]), scores.inked(row["text"], e["end"]), e["type"])
                for e in row["entities"]
            }
            yield {"names": scores.names(gold, text, clauses.parse(Article("row", text)).sentences)}


def standing() -> dict[str, Figures]:
    """Figures that the floors hold for."""
    banks = {name: trees(DATA / "treebank" / f"{name}.conllu.gz") for name in ("ewt-dev", "gum-dev")}
    return banks | {"uner-dev": names(DATA / "actors" / "uner_ewt_dev.jsonl")}


def shown(found: dict[str, Figures]) -> str:
    return "\n".join(
        f"{name:16} {way:6} " + "  ".join(f"{key} {value:.2f}" for key, value in row.items())
        for name, ways in found.items()
        for way, row in ways.items()
    )


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=Path, help="CoNLL-U file")
    ap.add_argument("--out", type=Path, help="where the parse of --gold goes, as CoNLL-U")
    ap.add_argument("--names", type=Path, help="JSONL file with names")
    a = ap.parse_args()
    found = {a.gold.name: trees(a.gold, a.out)} if a.gold else {}
    found |= {a.names.name: names(a.names)} if a.names else {}
    found = found or standing()
    print(json.dumps(found) if a.json else shown(found))
    return floors.ended(found, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
