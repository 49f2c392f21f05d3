"""The PLV and AW layouts: sentences with a marked source and target; and what right answers to them are worth."""

from __future__ import annotations

import csv
import pathlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

YIELD = ("CONCEDE", "RETREAT")  # PLOVER's older name for both
PENTA = {
    "1": ("AGREE", "CONSULT", "SUPPORT"),
    "2": ("AID", "COOPERATE", "YIELD"),
    "3": ("ACCUSE", "REJECT", "REQUEST", "THREATEN"),
    "4": ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"),
}  # the classes of the file's gold_penta that nearly all of a root's rows have
ROOTS = sorted(root for roots in PENTA.values() for root in roots)
_MARK = re.compile(r"<(/?)([st])>")
Span = tuple[int, int]
Probabilities = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with one marked pair; a side that is not marked is empty at the sentence's end.

    ``root`` and ``penta`` are the gold of PLV files, ``holds`` that of AW files, None in the other's.
    """

    id: str
    text: str
    source: Span
    target: Span
    document: str = ""
    root: str | None = None
    penta: str | None = None
    holds: bool | None = None


def marked(text: str) -> tuple[str, Span, Span]:
    """The sentence without its marks, source and target."""
    plain, at, ends = "", 0, {}
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        ends[mark[2] + mark[1]] = len(plain)
    plain += text[at:]
    source, target = ((ends.get(k, len(plain)), ends.get(k + "/", len(plain))) for k in "st")
    return plain, source, target


def rows(file: pathlib.Path) -> list[Pair]:
    """Pairs of a PLV or AW file (TSV with a header); ValueError where neither gold column is there."""
    with file.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines, delimiter="\t"))
    if found and not {"gold_root", "gold_binary"} & found[0].keys():
        raise ValueError(f"{file}: neither gold_root nor gold_binary among its columns")
    return [_pair(row) for row in found]


def _pair(row: Mapping[str, str]) -> Pair:
    text, source, target = marked(row["marked_sentence"])
    if "gold_root" in row:
        gold = row["gold_root"]
        root = "YIELD" if gold in YIELD else gold
        return Pair(row["sentence_id"], text, source, target, root=root, penta=row.get("gold_penta"))
    return Pair(row["uid"], text, source, target, row["doc_id"], holds=row["gold_binary"] == "1")


def roots(said: Probabilities) -> dict[str, float]:
    """Probabilities of the 15 roots out of those of the 16 categories."""
    return {r: sum(said[c] for c in (YIELD if r == "YIELD" else (r,))) for r in ROOTS}


def best_root(said: Probabilities) -> str:
    found = roots(said)
    return max(ROOTS, key=found.__getitem__)


def best_penta(said: Probabilities) -> str:
    found = roots(said)
    return max(PENTA, key=lambda k: sum(found[r] for r in PENTA[k]))


def figures(pairs: Sequence[Pair], said: Iterable[Probabilities]) -> dict[str, float]:
    """Root accuracy, macro-F1, penta accuracy; for AW accuracy of whether anything holds, beside that of the commoner answer."""
    answers = list(zip(pairs, said, strict=True))
    told = [(p.root, best_root(s)) for p, s in answers if p.root]
    penta = [p.penta == best_penta(s) for p, s in answers if p.penta]
    held = [p.holds == (s["NONE"] < 0.5) for p, s in answers if p.holds is not None]
    out: dict[str, float] = {"pairs": len(answers)}
    if told:
        out |= {"root_accuracy": _mean(a == b for a, b in told), "macro_f1": macro(told)}
    if penta:
        out["penta_accuracy"] = _mean(penta)
    if held:
        share = _mean(bool(p.holds) for p in pairs)
        out |= {"holds_accuracy": _mean(held), "commoner": max(share, 1 - share)}
    return out


def _mean(yes: Iterable[bool]) -> float:
    answers = list(yes)
    return sum(answers) / len(answers)


def macro(told: Sequence[tuple[str, str]]) -> float:
    """F1 of each root that the gold has, on average; ``told`` are gold and answer."""
    right = Counter(a for a, b in told if a == b)
    both = Counter(a for a, _ in told) + Counter(b for _, b in told)
    named = sorted({a for a, _ in told})
    return sum(2 * right[r] / both[r] for r in named) / len(named)
