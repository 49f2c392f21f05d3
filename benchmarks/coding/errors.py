"""What is wrong with a coding, by kind, and how right the details of found events are.

A missed event is named by what was coded where it is told, an extra one by what is annotated there; what stands there counts
in the order of ``KINDS``. Found events with a wrong status or date are errors too.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

Event = dict[str, Any]
Pairs = list[tuple[Event, Event]]
KINDS = (
    "told twice", "wrong actor", "wrong recipient", "both parties wrong", "other category", "beside another act", "nothing there",
)  # fmt: skip


def pairs(score: Any, gold: Event, coded: Event) -> Pairs:
    """Annotated and coded events that belong together, as score.py finds them."""
    text, published = coded["article"]["text"], gold["article"]["published"]

    def fits(g: Event, p: Event) -> bool:
        return bool(_same_kind(g, p) and _near(score, g, p, text) and score.same_parties(g, p))

    def quality(g: Event, p: Event) -> float:
        right = score.status_right(g, p) * 4 + score.date_right(g, p, published) * 2
        return float((g["need"] == "must") * 8 + right)

    found = score.match(gold["events"], coded["events"], fits, quality)
    return [(gold["events"][i], coded["events"][j]) for i, j in found]


def errors(score: Any, gold: Event, coded: Event) -> Iterator[str]:
    """Each error's kind, "missed", "extra" or "found" before it."""
    text, published = coded["article"]["text"], gold["article"]["published"]
    found = pairs(score, gold, coded)
    annotated, taken = [g for g, _ in found], [p for _, p in found]
    for g, p in found:
        if g["need"] == "must" and not score.status_right(g, p):
            yield "found: wrong status"
        elif g["need"] == "must" and not score.date_right(g, p, published):
            yield "found: wrong date"
    for g in gold["events"]:
        if g["need"] == "must" and g not in annotated:
            there = [p for p in coded["events"] if _near(score, g, p, text)]
            yield f"missed: {_kind(score, [(g, p) for p in there])}"
    for p in coded["events"]:
        there = [g for g in gold["events"] if _near(score, g, p, text)]
        fits = [g["need"] for g in there if _same_kind(g, p) and score.same_parties(g, p)]
        if p not in taken and ("must" in fits or "may" not in fits):
            yield f"extra: {_kind(score, [(g, p) for g in there])}"


def _kind(score: Any, there: Pairs) -> str:
    return min((_of(score, g, p) for g, p in there), key=KINDS.index, default=KINDS[-1])


def _of(score: Any, g: Event, p: Event) -> str:
    if not _same_kind(g, p):
        return "other category" if score.same_parties(g, p) else "beside another act"
    if score.same_parties(g, p):
        return "told twice"
    wrong = [score.codes(g[side]) != score.codes(p[side]) for side in ("actors", "recipients")]
    return "both parties wrong" if all(wrong) else "wrong actor" if wrong[0] else "wrong recipient"


def _same_kind(g: Event, p: Event) -> bool:
    return p["type"] in (*g["type"], *(g.get("plover") or ()))


def _near(score: Any, g: Event, p: Event, text: str) -> bool:
    return bool(score.near(score.spans_of(g["evidence"], text), score.mentions(p)))


def counted(found: list[str], of: int = 100) -> str:
    """How many errors of each kind, all of them and in a hundred drawn by chance."""
    drawn = Counter(random.Random(0).sample(found, min(of, len(found))))
    lines = [f"{kind:30} {n:5} {drawn[kind]:4}" for kind, n in Counter(found).most_common()]
    return "\n".join([f"{'errors':30} {len(found):5} {drawn.total():4}", *lines])


# ── details of found events ──────────────────────────────────────────────────────────────────────────────


def details(score: Any, gold: Event, coded: Event) -> Counter[str]:
    """Of the must events found, counts of what is right, coded and annotated: mode, contexts, who reports, sectors."""
    out: Counter[str] = Counter()
    for g, p in pairs(score, gold, coded):
        if g["need"] != "must":
            continue
        out += _compared("mode", _mode(g, p), {p["mode"]} if p.get("mode") else set())
        out += _compared("contexts", set(g.get("contexts") or ()), set(p.get("contexts") or ()))
        out += _compared("reported_by", _reporters(g), _reporters(p))
        out += _compared("sector", _sectors(g), _sectors(p))
    return out


def f1(counts: Counter[str], name: str) -> float:
    """F1 of one detail over all found events."""
    return 2 * counts[f"{name} right"] / max(1, counts[f"{name} coded"] + counts[f"{name} annotated"])


def _compared(name: str, annotated: set[Any], coded: set[Any]) -> Counter[str]:
    return Counter(
        {
            f"{name} right": len(annotated & coded),
            f"{name} coded": len(coded),
            f"{name} annotated": len(annotated),
        }
    )


def _mode(g: Event, p: Event) -> set[str]:
    """The annotated mode: of several acceptable ones the coded one, else the first."""
    modes = g.get("mode") or []
    acceptable = modes if isinstance(modes, list) else [modes]
    return {p["mode"]} if p.get("mode") in acceptable else set(acceptable[:1])


def _reporters(e: Event) -> set[str]:
    told = e.get("reported_by") or ()
    return {code for r in told if (code := r if isinstance(r, str) else r.get("code"))}


def _sectors(e: Event) -> set[tuple[str, str]]:
    return {
        (p["code"], p["sector"])
        for p in (*e["actors"], *e["recipients"])
        if p.get("code") and p.get("sector")
    }
