"""Fit the regressions that weigh lexicon and event model (events/learnt.py) on annotated records.

    python -m training.weigh --folds training/runs/events

The event model's readings come from training.events --fold, so that they are of text it had not seen. Fitted are, in
turn: whether a phrase is an act's actor or recipient, who is understood, which status an act has, the trees that choose category
and parties (training/casting.py), whether a telling is right, that is whether some annotated event, must or may, has its
type and parties near it, and whether that is a must event. Figures printed are cross-validated by document; the last
threshold is the one with the best F1 there on real articles, since invented ones are fuller of events. Last the errors
on real articles by kind, counted on all and on a hundred drawn by chance.
"""

from __future__ import annotations

import argparse
import functools
import json
import pathlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from benchmarks.coding import errors
from benchmarks.scorers import scorer
from detente import clauses, entities
from detente.events import coder, learnt, matching, sides, status
from detente.events.acts import STATUSES, Reading
from detente.events.matching import Match
from detente.events.parties import codes
from detente.events.retelling import Telling, one_sided
from detente.events.signs import Told
from detente.events.understood import Story
from detente.knowledge import lexicon
from detente.output.json import event_row
from detente.types import Entities, Event, Mention, Sentence
from training import casting, retelling
from training.records import Act, Record, Side, everything
from training.regression import Regression, Samples
from training.triggers import trigger_of

SURE = 0.7  # of a phrase beside empty slots: a side left open may still be understood, a wrong party is lost
MENTION = 0.25  # worth from which a telling may be a further mention of an act
OUT = pathlib.Path("detente/weights/weighing.json")
PARTS = ("category", "must", "status", "sides")


@dataclass
class Document:
    """One annotated article as detente reads it, with the event model's word on its sentences."""

    record: Record
    found: Entities
    readings: dict[int, Reading] = field(default_factory=dict)
    told: list[Telling] = field(default_factory=list)
    tells: list[frozenset[int]] = field(default_factory=list)  # annotated events that each telling tells,
    around: list[frozenset[int]] = field(default_factory=list)  # or tells with a side left open

    @property
    def is_invented(self) -> bool:
        return self.record.doc.startswith("invented")


def readings(folder: pathlib.Path) -> dict[str, Reading]:
    """What the model says of each sentence, by "document TAB words"."""
    out = {}
    for file in sorted(folder.glob("fold-*.npz")):
        data = np.load(file)
        for n, key in enumerate(data["keys"]):
            out[str(key)] = Reading(*(data[f"{n}/{part}"].astype(np.float32) for part in PARTS))
    return out


def read(folder: pathlib.Path) -> list[Document]:
    known, records = readings(folder), everything()
    out = []
    for record, parse in zip(records, clauses.parse_all([r.article for r in records]), strict=True):
        d = Document(record, entities.resolve(parse))
        for s in parse.sentences:
            r = known.get(f"{record.doc}\t{' '.join(w.text for w in s.words)}")
            if r:
                d.readings[s.number] = r
        out.append(d)
    return out


# ── the regressions ──────────────────────────────────────────────────────────────────────────────────────


def keep(question: str, weights: dict[str, float], threshold: float | None = None) -> None:
    """Write one question's weights, and its threshold where events are chosen by one; what is fitted next builds on it."""
    known = json.loads(OUT.read_text(encoding="utf-8")) if OUT.exists() else {}
    if threshold is not None:
        known.setdefault("thresholds", {})[question] = threshold
    known[question] = weights
    OUT.write_text(json.dumps(known, indent=0) + "\n", encoding="utf-8")
    learnt.weights.cache_clear()


# ── who acts on whom ─────────────────────────────────────────────────────────────────────────────────────


def told(d: Document) -> Iterator[tuple[Act, Sentence, int, bool]]:
    """Annotated tellings: act, sentence, trigger, and whether it is the one beside which the parties are marked."""
    for act in d.record.acts:
        for n, telling in enumerate(act.told):
            span = telling.trigger
            s = next((s for s in d.found.parse.sentences if span and s.start <= span[0] < s.end), None)
            word = trigger_of(s, span)[0] if s and span else None
            if s and word is not None and s.number in d.readings:
                yield act, s, word, n == 0


def names(m: Mention, parties: tuple[Side, ...]) -> bool:
    """Whether a phrase is one that the annotation gives to one of these parties."""
    return any(p.words and m.start < p.words[1] and m.end > p.words[0] for p in parties)


def fit_sides(documents: list[Document]) -> None:
    samples = {role: Samples() for role in sides.ROLES}
    for number, d in enumerate(documents):
        for act, s, word, first in told(d):
            proposed = [lexicon.proposals()[t] for t in act.types]
            fits = ((f, e) for f, e in matching.fitting(d.found, s, word, proposed) if e.type in act.types)
            frame, entry = next(fits, (None, None))
            if not first or frame is None or entry is None:
                continue
            slots, reading = matching.slots(d.found, frame, entry), d.readings[s.number]
            asked = sides.Asked(s, word, slots, reading, entry.reciprocal)
            for m in sides.mentions(d.found, s):
                for side, parties in enumerate((act.actors, act.recipients)):
                    row = sides.features(asked, sides.look(asked, m), side)
                    samples[sides.ROLES[side]].add(row, names(m, parties), number)
    for role, own in samples.items():
        r = Regression(own, seldom=20)
        threshold, f = r.best()
        print(f"{role}: {len(r.y)} phrases, log loss {r.loss():.3f}, F1 {f:.3f} at {threshold}")
        keep(role, r.kept(), SURE)


# ── who is understood ────────────────────────────────────────────────────────────────────────────────────


def missing(m: Match) -> str | None:
    """The side that no resolved party fills, or whose recipient only repeats the actor's state.

    Of a two-sided act with one party it is the recipient.
    """
    actors, recipients = codes(m.actors), codes(m.recipients)
    if m.entry.reciprocal:
        return "recipient" if len(actors | recipients) == 1 else None
    if actors and recipients:
        return "recipient" if actors == recipients and len(actors) == 1 else None
    return "actor" if recipients else "recipient"


def fit_understood(documents: list[Document]) -> None:
    samples = {role: Samples() for role in sides.ROLES}
    for number, d in enumerate(documents):
        story, known = Story(d.found), {(s.number, word): act for act, s, word, first in told(d) if first}
        for s in d.found.parse.sentences:
            if s.number not in d.readings:
                continue
            found = matching.matches(d.found, s, d.readings[s.number])
            for m in found:
                act, role = known.get((s.number, m.word)), missing(m)
                if role is None or act is None or m.entry.type not in act.types:
                    continue
                wanted = {p.code for p in (act.recipients if role == "recipient" else act.actors)}
                if m.entry.reciprocal:
                    wanted = {p.code for p in (*act.actors, *act.recipients)} - codes(m.actors + m.recipients)
                for code, row in story.candidates(m, role, d.readings[s.number]).items():
                    samples[role].add(row, wanted == {code}, number)
            story.told(found)
    for role, own in samples.items():
        r = Regression(own)
        threshold, f = r.best()
        print(f"understood {role}: {len(r.y)} candidates, {int(r.y.sum())} right, F1 {f:.3f} at {threshold}")
        keep(f"understood {role}", r.kept())


# ── what became of it ────────────────────────────────────────────────────────────────────────────────────


def fit_status(documents: list[Document]) -> None:
    samples, rules, right = Samples(), Counter[bool](), Counter[bool]()
    wanted: list[tuple[str, ...]] = []
    for number, d in enumerate(documents):
        for act, s, word, _ in told(d):
            by_word = {m.word: m for m in matching.matches(d.found, s, d.readings[s.number])}
            if word not in by_word:
                continue
            asked = Told(s, word, by_word, d.readings[s.number])
            rule, _ = status.status_of(asked)
            rules[rule in act.status] += 1
            wanted.append(act.status)
            for one in STATUSES:
                samples.add(status.features(asked, one), one in act.status, number)
    r = Regression(samples)
    for acceptable, p in zip(wanted, r.p.reshape(-1, len(STATUSES)), strict=True):
        right[STATUSES[int(p.argmax())] in acceptable] += 1
    print(f"status: rules {rules[True] / rules.total():.3f} right, weighed {right[True] / right.total():.3f}")
    keep("status", r.kept())


# ── is it right ──────────────────────────────────────────────────────────────────────────────────────────


def told_of(
    score: Any, gold: dict[str, Any], found: Entities, t: Telling
) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of the annotated events, must or may, that have a telling's category near it.

    First those with its parties, then also those with its parties and others, where it leaves a side open.
    """
    event, text = event_row(coder.told_once(found, [t])[0]), found.parse.article.text
    exactly, around = set[int](), set[int]()
    for n, g in enumerate(gold["events"]):
        kind = event["type"] in g["type"] or event["type"] in (g.get("plover") or [])
        if not (kind and score.near(score.spans_of(g["evidence"], text), score.mentions(event))):
            continue
        if one_sided(t.match) and t.match.party_codes <= score.codes(g["actors"]) | score.codes(
            g["recipients"]
        ):
            around.add(n)
        if score.same_parties(g, event):
            exactly.add(n)
    return frozenset(exactly), frozenset(around | exactly)


def is_must(d: Document, told: frozenset[int]) -> bool:
    return any(d.record.gold["events"][n]["need"] == "must" for n in told)


def remembering(score: Any) -> Any:
    """The scorer, which looks for the evidence of a text only once."""
    seek = functools.cache(lambda evidence, text, spans_of=score.spans_of: spans_of(evidence, text))
    score.spans_of = lambda evidence, text: seek(tuple(evidence), text)
    return score


def coding(d: Document, events: tuple[Event, ...]) -> dict[str, Any]:
    return {"article": {"text": d.found.parse.article.text}, "events": [event_row(e) for e in events]}


def scored(score: Any, d: Document, events: tuple[Event, ...]) -> Counter[str]:
    coded = coding(d, events)
    return Counter({k: v for k, v in score.score_events(d.record.gold, coded).items() if isinstance(v, int)})


def calibration(p: np.ndarray, y: np.ndarray, bins: int = 15) -> str:
    """Expected calibration error over bins of equal count, area under the curve, Brier score beside the constant's."""
    order = np.argsort(p, kind="stable")
    parts = np.array_split(order, bins)
    error = sum(len(b) * abs(p[b].mean() - y[b].mean()) for b in parts) / len(p)
    ranks = np.empty(len(p))
    ranks[order] = np.arange(1, len(p) + 1)
    yes = y.sum()
    area = (ranks[y > 0].sum() - yes * (yes + 1) / 2) / (yes * (len(y) - yes))
    brier, constant = ((p - y) ** 2).mean(), y.mean() * (1 - y.mean())
    return f"confidence: calibration error {error:.3f}, area under the curve {area:.3f}, Brier {brier:.3f} (constant {constant:.3f})"


def weigh_tellings(documents: list[Document], score: Any, grown: casting.Grown) -> str:
    """Fit what says whether a telling is right, and whether a must event; each telling gets its worth as of text not seen."""
    samples, must = Samples(), Samples()
    for number, d in enumerate(documents):
        with grown.unseen(number):
            d.told = coder.tellings(d.found, d.readings)
        answers = [told_of(score, d.record.gold, d.found, t) for t in d.told]
        d.tells, d.around = [exactly for exactly, _ in answers], [around for _, around in answers]
        for t, answer in zip(d.told, d.tells, strict=True):
            samples.add(t.features, bool(answer), number)
            must.add(t.features, is_must(d, answer), number)
    r, m = Regression(samples), Regression(must, among=np.array(samples.answers))
    print(f"right: {len(r.y)} tellings, {r.y.mean():.3f} right, log loss {r.loss():.3f}")
    worth = iter(r.p * m.p / (r.p * m.p + 1 - r.p))
    for d in documents:
        d.told = [replace(t, worth=float(next(worth))) for t in d.told]
    keep("right", r.kept())
    keep("must", m.kept())
    return calibration(r.p, r.y)


def fit_worth(documents: list[Document], score: Any, same: retelling.Same) -> None:
    """Choose the threshold with the best F1, and print what becomes of real articles."""
    real = [(n, d) for n, d in enumerate(documents) if not d.is_invented]
    groups = [same.grouped(n, d.told) for n, d in real]
    best = (0.0, 0.5)
    for threshold in np.arange(0.25, 0.6, 0.05):
        total = Counter[str]()
        for (_, d), own in zip(real, groups, strict=True):
            total.update(scored(score, d, coder.joined_events(d.found, coder.worthy(own, threshold))))
        precision, recall, f = score.prf(total["found"], total["missed"], total["extra"])
        strict = score.prf(total["strict"], total["found"] + total["missed"] - total["strict"],
                           total["extra"] + total["found"] - total["strict"])[2]  # fmt: skip
        print(
            f"threshold {threshold:.2f} precision {precision:.3f} recall {recall:.3f} F1 {f:.3f} strict {strict:.3f}"
            f" other status {total['other_right'] / max(1, total['other']):.3f}"
        )
        best = max(best, (f, float(threshold)))
    found = list[str]()
    for (_, d), own in zip(real, groups, strict=True):
        coded = coding(d, coder.joined_events(d.found, coder.worthy(own, best[1])))
        found += errors.errors(score, d.record.gold, coded)
    print(errors.counted(found))
    keep("worth", {}, round(best[1], 2))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--folds", type=pathlib.Path, default=pathlib.Path("training/runs/events"))
    a = ap.parse_args()
    documents = read(a.folds)
    known = sum(len(d.readings) for d in documents)
    print(
        len(documents),
        "articles,",
        known,
        "of",
        sum(len(d.found.parse.sentences) for d in documents),
        "sentences read",
    )
    OUT.write_text("{}", encoding="utf-8")
    for question in ("right", "must"):
        keep(question, {})
    keep("worth", {}, 0.5)
    keep("same act", {}, retelling.LIKELY)
    keep("mention", {}, MENTION)
    fit_sides(documents)
    fit_understood(documents)
    fit_status(documents)
    score = remembering(scorer("gold/score.py"))
    confidence = weigh_tellings(documents, score, casting.grow(documents, score))
    same = retelling.fit(documents)
    keep("same act", same.weights, retelling.LIKELY)
    fit_worth(documents, score, same)
    print(confidence)


if __name__ == "__main__":
    main()
