"""Say who phrases and names are, and score it.

    python -m benchmarks.actors                        cases, sentences and names of ../shared/data/actors
    python -m benchmarks.actors --gold FILE.jsonl [--out DIR] [--json]
    python -m benchmarks.actors --check                fail where a figure is under its floor (floors.json)

What a file asks is seen by its rows. *Cases* (``kind``: NGEC's tests) are a phrase alone, read as an article of its
day; without one, and of "today", as one of the middle of 2022, when the tests were written. Country, ``code_1`` and
``none`` are counted by ../shared/data/score/score_actors.py; of ``code_2`` (a second function) and ``wiki`` (the title
of an encyclopedia's page) detente says nothing. *Names* (``entities``: UNER) are counted by the same scorer. *Actors*
(``actors``: PLOVER's gold standard records) are phrases within a sentence: the party of the mention that shares most
with the phrase, by country and by sector where the gold has one (its first three letters; of an organisation of
states its GOV is our IGO).

Half of NGEC's cases, drawn by a hash of their text and listed in held_out.txt, are measured and not looked at when rules and
tables are made; their figures are printed apart ("unread").

Their codes and ours: codes.csv; NGEC's ``code_1`` by our sector and role, the first row of ngec.csv that fits (``of`` nobody:
only where no state is known). Whoever
has a country of their own is told by it (a group by where it chiefly acts, as both sets have it), an international
organisation is IGO.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from typing import Any

from benchmarks import floors
from detente import clauses, entities, knowledge
from detente.types import Article, Entities, Mention, Party

HERE = pathlib.Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "data"
STANDING = ("ngec_actor_cases", "plover_gsr_actors", "uner_ewt_dev")
TODAY = dt.date(2022, 6, 1)
_DAYS = ("%Y-%m-%d", "%d %B %Y")
Row = dict[str, Any]


def rows(file: pathlib.Path) -> list[Row]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read(text: str, published: dt.date | None = None) -> Entities:
    return entities.resolve(clauses.parse(Article("row", text, published=published)))


# ── their codes ──────────────────────────────────────────────────────────────────────────────────────────


@functools.cache
def _homes() -> dict[str, str]:
    """Country of each group, IGO of each international organisation, "" of what has neither."""
    homes = {c.code: c.code for c in knowledge.countries()}
    for o in knowledge.organisations():
        homes.setdefault(o.code, "IGO" if o.sector == "IGO" else "")
    for g in knowledge.groups():
        homes.setdefault(g.code, g.country or "")
    return homes


def country(party: Party, of: str) -> str:
    """Where a party belongs, "" where nothing is known of it: a set's own code where codes.csv has one."""
    code = party.code or ""
    home = _homes().get(code, "")
    theirs = {r["ours"]: r["theirs"] for r in _table("codes.csv") if r["set"] == of}
    return theirs.get(code, theirs.get(home, home))


def code_1(party: Party) -> str:
    """NGEC's code for our sector and role, "" where there is none."""
    words = set((party.role or "").split())
    for row in _table("ngec.csv"):
        if row["of"] and party.code:
            continue
        if row["sector"] in ("", party.sector) and (
            not row["role"] or any(set(r.split()) <= words for r in row["role"].split(";"))
        ):
            return row["ngec"]
    return ""


# ── NGEC's cases ─────────────────────────────────────────────────────────────────────────────────────────


def _day(text: str) -> dt.date:
    for form in _DAYS:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return TODAY


def case(row: Row) -> Row:
    """What detente makes of a phrase, in NGEC's words."""
    found = _read(row["text"], _day(row["query_date"]))
    mention = _head(found)
    party = mention.parties[0] if mention else Party(None)
    told: Row = {"id": row["id"], "country": country(party, "ngec"), "code_1": code_1(party)}
    if not told["country"] and not told["code_1"] and not party.code:
        if mention and mention.kind != "name":
            told["code_1"] = "UNK"
        elif not mention and found.times:
            told["code_1"] = "JNK"
        else:
            told["none"] = True
    return told


def _head(found: Entities) -> Mention | None:
    """The mention of the phrase's head, or the first that is there."""
    s = next(iter(found.parse.sentences), None)
    root = next((i for i, w in enumerate(s.words) if w.head < 0), 0) if s else 0
    every = [found.mentions[k] for k in sorted(found.mentions)]
    return found.mentions.get((0, root)) or next(iter(every), None)


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────


def names(row: Row) -> Row:
    """Names of a sentence as offsets into the set's own spaced text."""
    raw = row["raw_text"]
    found = _read(raw)
    at = [i for i, c in enumerate(row["text"]) if not c.isspace()]
    inked = [0]
    for c in found.parse.article.text:
        inked.append(inked[-1] + (not c.isspace()))
    told = []
    for s in found.parse.sentences:
        for n in s.names:
            first, last = inked[s.words[n.first].start], inked[s.words[n.last - 1].end] - 1
            if last < len(at):
                told.append({"start": at[first], "end": at[last] + 1, "type": n.label})
    return {"id": row["id"], "entities": told}


# ── PLOVER's actors ──────────────────────────────────────────────────────────────────────────────────────


def actors(row: Row) -> Row:
    """Country and sector of each marked phrase of a sentence."""
    found = _read(row["text"])
    told = []
    for a in row["actors"]:
        party = Party(None)
        if a.get("start") is not None:
            best = _overlapping(found, a["start"], a["end"])
            party = best.parties[0] if best else party
        told.append({"country": country(party, ""), "sector": party.sector or ""})
    return {"id": row["id"], "actors": told}


def _overlapping(found: Entities, start: int, end: int) -> Mention | None:
    shared = {
        k: min(m.end, end) - max(m.start, start)
        for k, m in found.mentions.items()
        if m.start < end and m.end > start
    }
    best = max(shared, key=lambda k: (shared[k], k), default=None)
    return found.mentions[best] if best else None


def _counted(gold: list[Row], told: list[Row]) -> dict[str, float]:
    ours = {r["theirs"]: r["ours"] for r in _table("codes.csv") if r["set"] == "gsr"}
    right: dict[str, list[bool]] = {"country": [], "sector": []}
    for row, found in zip(gold, told, strict=True):
        for a, b in zip(row["actors"], found["actors"], strict=True):
            if a.get("start") is None or not (a["code"] or "").isupper():
                continue
            right["country"].append(ours.get(a["code"], a["code"]) == b["country"])
            if a["sector"] and a["sector"] != "***":
                sector = "IGO" if a["code"] == "IGO" and a["sector"] == "GOV" else a["sector"][:3]
                right["sector"].append(sector == b["sector"])
    return {k: round(100 * sum(v) / (len(v) or 1), 1) for k, v in right.items()}


# ── scores ───────────────────────────────────────────────────────────────────────────────────────────────


def scored(kind: str, gold: pathlib.Path, told: pathlib.Path) -> dict[str, float]:
    """Figures in percent that the scorer prints."""
    scorer = SHARED / "score" / "score_actors.py"
    done = subprocess.run(
        [sys.executable, str(scorer), kind, str(gold), str(told)], check=True, capture_output=True, text=True
    )
    if kind == "ner":
        return {
            m[1].strip(): float(m[2])
            for m in re.finditer(r"^(span\S*) .*F1 ([\d.]+)", done.stdout, re.MULTILINE)
        }
    found = re.finditer(r"^(\w+) +\d+/\d+ = ([\d.]+)%", done.stdout, re.MULTILINE)
    return {m[1]: float(m[2]) for m in found if m[1] in ("country", "code_1", "none")}


def measured(gold: pathlib.Path, out: pathlib.Path) -> dict[str, float]:
    """Figures of one file; the predictions go to ``out``."""
    every = rows(gold)
    if any("kind" in row for row in every):
        told, kind = [case(row) for row in every], "cases"
    elif any("entities" in row for row in every):
        told, kind = [names(row) for row in every], "ner"
    else:
        told, kind = [actors(row) for row in every], "actors"
    written = out / f"{gold.stem}.jsonl"
    _write(told, written)
    if kind == "actors":
        return _counted(every, told)
    return scored(kind, gold, written) | (_unread(every, written) if kind == "cases" else {})


def _unread(every: list[Row], told: pathlib.Path) -> dict[str, float]:
    """Figures of the cases that are not looked at."""
    kept = set((HERE / "held_out.txt").read_text(encoding="utf-8").split())
    half = [row for row in every if row["id"] in kept]
    if not half:
        return {}
    with tempfile.TemporaryDirectory() as scratch:
        gold = pathlib.Path(scratch) / "half.jsonl"
        _write(half, gold)
        return {f"unread {k}": v for k, v in scored("cases", gold, told).items()}


def _write(told: Iterable[Row], path: pathlib.Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")


def standing(out: pathlib.Path | None = None) -> dict[str, dict[str, float]]:
    """Figures of the files that the floors hold for."""
    return reports([SHARED / "actors" / f"{name}.jsonl" for name in STANDING], out)


def reports(golds: list[pathlib.Path], out: pathlib.Path | None) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as scratch:
        found = {gold.stem: measured(gold, out or pathlib.Path(scratch)) for gold in golds}
    for name, figures in found.items():
        print(f"{name:20}", *(f"{k} {v}" for k, v in figures.items()), file=sys.stderr)
    return found


def main() -> int:
    ap = floors.command(__doc__)
    ap.add_argument("--gold", type=pathlib.Path)
    ap.add_argument("--out", type=pathlib.Path, help="where the predictions go")
    a = ap.parse_args()
    found = reports([a.gold], a.out) if a.gold else standing(a.out)
    if a.json:
        print(json.dumps(found))
    return floors.ended(found, HERE, check=a.check)


if __name__ == "__main__":
    sys.exit(main())
