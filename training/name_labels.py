"""Labels for names by which the name head learns: PER, ORG, LOC as news has them, peoples and titles left out.

EWT marks no names. Their borders come from its trees; their kinds from lists (treebank.Gazetteer), from an earlier parser
(``training.names``), and before both from ``name_kinds.csv``: 1,200 of its names, read one by one by us. GUM's kinds are those of its
entities. Hotels, restaurants, hospitals and the like are places. "?" is learnt neither way.
"""

from __future__ import annotations

import csv
import functools
import json
import pathlib
import re

import yaml

from detente import knowledge
from training.treebank import NAME_TYPES, TITLES, Gazetteer, Sent, gum_spans, label, name_chunks

HERE = pathlib.Path(__file__).parent
WORDS = yaml.safe_load((HERE / "name_words.yaml").read_text(encoding="utf-8"))
VENUE = re.compile(rf"\b({'|'.join(WORDS['venues'])})\b", re.IGNORECASE)
BODIES, LINKS, ARTICLES, BELIEVERS = (
    frozenset(WORDS[k]) for k in ("bodies", "links", "articles", "believers")
)
RANKS = TITLES | frozenset(WORDS["ranks"])

Typed = list[tuple[list[int], str | None]]


@functools.cache
def read_kinds() -> dict[str, str]:
    """Kinds of EWT's names by close reading."""
    with (HERE / "name_kinds.csv").open(encoding="utf-8", newline="") as file:
        return {r["name"]: r["kind"] for r in csv.DictReader(file)}


@functools.cache
def _lists() -> Gazetteer:
    return Gazetteer()


@functools.cache
def _peoples() -> frozenset[str]:
    states = {c.name.lower() for c in knowledge.countries()}
    return BELIEVERS | {w.lower() for c in knowledge.countries() for w in (*c.people, *c.adjectives)} - states


@functools.cache
def earlier(file: pathlib.Path) -> dict[str, dict[str, str]]:
    """Kinds by ``training.names``: sentence, then number of the name's first word."""
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def label_ewt(s: Sent, types: dict[str, dict[str, str]]) -> None:
    """Write the labels of a sentence of EWT."""
    old = types.get(" ".join(s.words), {})
    typed: Typed = []
    for run in name_chunks(s):
        name = " ".join(s.words[i] for i in run)
        kind = read_kinds().get(name)
        if kind is None:
            kind = _lists().kind(s, run) or old.get(str(run[0]), "?")
            kind = "LOC" if kind == "ORG" and VENUE.search(name) else kind
        typed.append((run, None if kind == "?" else kind))
    label(s, _merged(s, typed))


def label_gum(s: Sent) -> None:
    """Write the labels of a sentence of GUM, by the smallest entity that holds a name's head."""
    spans, typed = gum_spans(s), Typed()
    for run in name_chunks(s):
        head = next((i for i in run if s.head[i] not in run), run[0])
        around = sorted((b - a, kind, a, b) for a, b, kind in spans if a <= head <= b)
        outer = (s.head[head] not in run, s.head[head])
        kind = next(
            (k for _, k, a, b in around if not (a < run[0] and outer[0] and a <= outer[1] <= b)), None
        )
        typed.append((run, _gum_kind(s, run, kind)))
    label(s, _merged(s, typed))


def _gum_kind(s: Sent, run: list[int], kind: str | None) -> str | None:
    words = [s.words[i].lower().rstrip(".") for i in run]
    name = " ".join(s.words[i] for i in run)
    if all(w in RANKS or w in _peoples() for w in words):
        return "O"
    if len(run) == 1 and s.xpos[run[0]] == "NNPS" and kind == "person":
        return "O"
    if kind is None:
        return "LOC" if name.lower() in _lists().loc else None
    label = NAME_TYPES.get(kind, "O")
    known = read_kinds().get(name) == "ORG" or name.lower() in _lists().org
    return None if label == "O" and known else label


def _merged(s: Sent, typed: Typed) -> Typed:
    """Names parted by a hyphen, and bodies with what they are for, are one."""
    out: Typed = []
    for run, kind in sorted(typed, key=lambda t: t[0][0]):
        if out and (joint := _joint(s, out[-1], (run, kind))):
            out[-1] = (list(range(out[-1][0][0], run[-1] + 1)), joint)
        else:
            out.append((run, kind))
    return out


def _joint(s: Sent, one: tuple[list[int], str | None], other: tuple[list[int], str | None]) -> str | None:
    """The kind of two neighbours that are one name, None where they are two."""
    (a, kind), (b, following) = one, other
    gap = [s.words[i].lower() for i in range(a[-1] + 1, b[0])]
    spaced = any(s.space_after[i] for i in range(a[-1], b[0]))
    named = {kind, following} <= {"PER", "ORG", "LOC"}
    if gap == ["-"] and s.words[a[-1]].lower() in ARTICLES:
        return kind if kind not in {"O", None} else following
    if gap and set(gap) <= {"-", "/"} and not spaced and named:
        return kind
    head = next((i for i in b if s.head[i] not in b), b[0])
    if not gap or s.head[head] not in a:
        return None
    if gap[0] in {"of", "for"} and set(gap) <= LINKS and s.words[a[-1]].lower() in BODIES:
        return "ORG"
    joined = gap[0] in {"and", "&"} and len(gap) == 1 and s.deprel[head] == "conj"
    return kind if joined and any(s.words[i].lower() in {"of", "for"} for i in a) else None
