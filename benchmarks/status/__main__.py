"""Ask whether what a word tells happened and compare with what judges said of it.

    python -m benchmarks.status                         the development parts of ../shared/data/factuality
    python -m benchmarks.status --gold FILE [--out FILE] [--json]
    python -m benchmarks.status --check                 fail where a figure is under its floor (floors.json)

A gold row has ``id``, ``sentence`` (words set apart by spaces) and ``predicates`` with ``start``, ``end`` and ``value``, -3
it did not happen to 3 it did (or will); of a phrase its head is asked. Scores are those of
../shared/data/score/score_factuality.py: F1 of three classes, cut at 1 and -1, in percent. "factuality" asks
events/factuality.py; "statuses" the nine statuses as events get them, "rules" those of the rules alone, both mapped by CLASS_OF.

TimeBank's rows are one event each and have no values; their class is read off its marks (`marked`). There what is only planned
is not told as a fact, as with the nine statuses; to the judges of the other sets "will go" is one.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import floors
from benchmarks.scorers import SHARED, scorer
from benchmarks.status.treebank import written
from detente import clauses, entities
from detente.events import acts
from detente.events.factuality import Factuality, factuality
from detente.events.matching import matches
from detente.events.signs import Told
from detente.events.status import status_of, weighed
from detente.types import Article, Status, Word

HERE = Path(__file__).parent
DATA = SHARED / "data"
STANDING = ("uw_dev", "meantime_dev", "rp_dev", "megaveridicality_dev", "timebank_status")
WAYS = ("factuality", "statuses", "rules")
CLASS_OF: dict[Status, Factuality] = {
    "occurred": "fact",
    "ongoing": "fact",
    "planned": "uncertain",
    "possible": "uncertain",
    "requested": "uncertain",
    "refused": "counter",
    "cancelled": "counter",
    "denied": "counter",
    "negated": "counter",
}
Figures = dict[str, dict[str, float]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A predicate of a gold row, and the word that it is in detente's reading, None where no word is there."""

    id: str
    gold: Row
    told: Told | None


def rows(gold: Path) -> Iterator[Row]:
    """Rows of a file, TimeBank's with its events of one sentence together."""
    with gold.open(encoding="utf-8") as file:
        found = list(map(json.loads, file))
    if "predicates" in found[0]:
        yield from found
        return
    events = [row for row in found if row["class"]]
    for sentence, inside in itertools.groupby(events, key=lambda row: row["sentence"]):
        yield {
            "id": (own := list(inside))[0]["id"],
            "sentence": sentence,
            "predicates": list(map(marked, own)),
        }


def marked(event: Row) -> Row:
    """An event of TimeBank with the value of its class."""
    by = {link["rel"] for link in event["subordinated_by"]}
    ahead = event["tense"] == "FUTURE" or event["dct_rel"] in ("AFTER", "IAFTER")
    value = 3.0
    if event["polarity"] == "NEG" or "COUNTER_FACTIVE" in by:
        value = -3.0
    elif ahead or event["modality"] not in (None, "none") or by & {"MODAL", "CONDITIONAL", "NEG_EVIDENTIAL"}:
        value = 0.0
    return {"start": event["start"], "end": event["end"], "value": value}


def read(text: str) -> list[Told]:
    """Every word of a text, ready to be asked."""
    known = entities.resolve(clauses.parse(Article("row", text)))
    readings = acts.read(known, known.parse.sentences)
    out = []
    for s in known.parse.sentences:
        by_word = {m.word: m for m in matches(known, s, readings[s.number])}
        out += [Told(s, w, by_word, readings[s.number]) for w in range(len(s.words))]
    return out


def asked(gold: Path) -> Iterator[Asked]:
    """The predicates of a file."""
    for row in rows(gold):
        text, places = written(row["sentence"])
        words = read(text)
        for p in row["predicates"]:
            yield Asked(row["id"], p, _head(words, places[p["start"]], places[p["end"]]))


def _head(words: list[Told], start: int, end: int) -> Told | None:
    """The word between two places on which the others there depend."""
    inside = [t for t in words if _word(t).start < end and _word(t).end > start]
    numbers = {(t.sentence.number, t.word) for t in inside}
    return next((t for t in inside if (t.sentence.number, _word(t).head) not in numbers), None)


def _word(t: Told) -> Word:
    return t.sentence.words[t.word]


def answers(told: Told | None) -> dict[str, Factuality]:
    """The class of a word by each way of asking; the commonest where nothing is read."""
    if told is None:
        return dict.fromkeys(WAYS, "fact")
    rules, statuses = CLASS_OF[status_of(told)[0]], CLASS_OF[weighed(told)[0]]
    return {"factuality": factuality(told), "statuses": statuses, "rules": rules}


def report(found: list[Asked], said: list[dict[str, Factuality]]) -> Figures:
    """Scores of each way of asking."""
    score = scorer("data/score/score_factuality.py")
    gold = [float(a.gold["value"]) for a in found]
    out = {}
    for way in WAYS:
        got = score.rep(gold, [score.L[answer[way]] for answer in said])
        each = {name: figures["f1"] for name, figures in got["classes"].items()}
        out[way] = {"macro_f1": got["macro_f1"], **each, "accuracy": got["acc"]}
    return out


def measured(gold: Path, out: Path | None = None) -> Figures:
    """Figures of a file; ``out`` takes the answers of "factuality"."""
    found = list(asked(gold))
    said = [answers(a.told) for a in found]
    if out:
        _write(found, said, out)
    return report(found, said)


def _write(found: list[Asked], said: list[dict[str, Factuality]], out: Path) -> None:
    with out.open("w", encoding="utf-8") as file:
        for name, own in itertools.groupby(zip(found, said, strict=True), key=lambda pair: pair[0].id):
            predicates = [
                {"start": a.gold["start"], "end": a.gold["end"], "label": by["factuality"]} for a, by in own
            ]
            file.write(json.dumps({"id": name, "predicates": predicates}) + "\n")


def standing() -> dict[str, Figures]:
    """Figures that the floors hold for."""
    return {name: measured(DATA / "factuality" / f"{name}.jsonl") for name in STANDING}


def shown(found: dict[str, Figures]) -> str:
    return "\n".join(
        f"{name:22} {way:10} " + "  ".join(f"{key} {value:.1f}" for key, value in row.items())
        for name, ways in found.items()
        for way, row in ways.items()
    )


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=Path)
    ap.add_argument("--out", type=Path, help="where the classes of --gold go")
    a = ap.parse_args()
    found = {a.gold.stem: measured(a.gold, a.out)} if a.gold else standing()
    print(json.dumps(found) if a.json else shown(found))
    return floors.ended(found, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
