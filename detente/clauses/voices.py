"""What the speech model says of packs, as voices: who says what by which words."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.clauses.lemmas import lemma
from detente.clauses.packs import Pack
from detente.inference import Floats, Prediction, Speech
from detente.knowledge.speaking import speech
from detente.types import Span, Voice

_MARKS = frozenset('"“”„«»`')
_SOURCE, _CUE, _CONTENT = 1, 2, 3
_SURE = 3.0  # how much likelier, in nats, none must be than an owner; annotators nearly always give one
_LIKE = 5.0  # how much less likely a content's second cue may be than its first
_OPENS = np.arange(7) % 2 == 1
_MAY_FOLLOW = np.array([[_OPENS[t] or t == 0 or p in (t, t - 1) for t in range(7)] for p in range(7)])


def is_told(text: str, pack: Pack, upos: Sequence[str]) -> bool:
    """Whether a pack has a word that may be the cue of a statement, by its part of speech."""
    return any(
        word.lower() == "according" or lemma(word, tag).lower() in _cues().get(tag, ())
        for word, tag in zip((text[w.start : w.end] for w in pack.words), upos, strict=True)
    )


@functools.cache
def _cues() -> dict[str, Collection[str]]:
    """Lemmas of cues by part of speech."""
    known = speech()
    return {"VERB": known.verbs, "AUX": known.verbs, "NOUN": known.nouns, "ADJ": known.adjectives}


def is_spoken(text: str, pack: Pack) -> bool:
    """Whether a pack has a quotation mark or a word that may tell of speech or of an attitude."""
    return any(text[w.start] in _MARKS or _may_tell(text[w.start : w.end].lower()) for w in pack.words)


@functools.lru_cache(50_000)
def _may_tell(word: str) -> bool:
    return not speech().telling.isdisjoint((word, lemma(word, "VERB"), lemma(word, "NOUN")))


def voices(packs: Iterable[Pack], predictions: Iterable[Prediction]) -> Iterator[Voice]:
    """Voices of an article, pack by pack."""
    spoken = [(pack.words, said.speech) for pack, said in zip(packs, predictions, strict=True) if said.speech]
    for (words, _), found in zip(spoken, heard([said for _, said in spoken]), strict=True):
        for voice in found:
            content = (Span(words[c.start].start, words[c.end - 1].end) for c in voice.content)
            yield Voice(_told(words, voice.source), _told(words, voice.cue), tuple(content))


def _told(words: Sequence[Span], run: Span | None) -> Span | None:
    return run and Span(words[run.start].start, words[run.end - 1].end)


def heard(spoken: Sequence[Speech]) -> list[list[Voice]]:
    """Voices of each pack, spans counting its words."""
    return [_together(tags, said.whose) for tags, said in zip(paths(spoken), spoken, strict=True)]


def _together(tags: list[int], whose: Floats) -> list[Voice]:
    """Voices of a pack from the tags of its words.

    Each run of a content goes to the cue that its words choose, each cue to its source. A content without a cue and a source
    without one stand by themselves.
    """
    runs = list(_runs(tags))
    sources, cues, contents = ([r for kind, r in runs if kind == k] for k in (_SOURCE, _CUE, _CONTENT))
    chosen = _said_by(whose, contents, cues)
    found = [
        Voice(_choice(whose, c, sources), c, tuple(r for r, cue in chosen.items() if cue == c)) for c in cues
    ]
    found += [Voice(None, None, (run,)) for run, cue in chosen.items() if cue is None]
    speaking = {v.source for v in found}
    return found + [Voice(run, None, ()) for run in sources if run not in speaking]


def _said_by(whose: Floats, contents: list[Span], cues: list[Span]) -> dict[Span, Span | None]:
    """The cue of each run of a content; a cue that none chose takes the likeliest of those whose cue has others."""
    chosen = {run: _choice(whose, run, cues) for run in contents}
    for cue in cues:
        had = Counter(chosen.values())
        if cue in had:
            continue
        free = [r for r, c in chosen.items() if c is None or had[c] > 1]
        gains = {r: _score(whose, r, cue) - _score(whose, r, chosen[r]) for r in free}
        best = max(free, key=gains.__getitem__, default=None)
        if best and gains[best] > -_LIKE:
            chosen[best] = cue
    return chosen


def _choice(whose: Floats, run: Span, among: list[Span]) -> Span | None:
    """The run whose first word these words choose together, None where none is far likelier."""
    best = max(among, key=lambda r: _score(whose, run, r), default=None)
    return best if best and _score(whose, run, best) > _score(whose, run, None) - _SURE else None


def _score(whose: Floats, run: Span, owner: Span | None) -> float:
    """Mean log-probability that the words of a run have this owner."""
    return float(whose[run.start : run.end, owner.start + 1 if owner else 0].mean())


def paths(spoken: Sequence[Speech]) -> list[list[int]]:
    """The likeliest tags of each pack's words (Viterbi, all packs at once).

    A word goes on only with what the word before it began.
    """
    if not spoken:
        return []
    sizes, steps = [len(s.roles) for s in spoken], spoken[0].steps
    roles = np.zeros((max(sizes), len(spoken), 7), dtype=np.float32)
    for k, said in enumerate(spoken):
        roles[: sizes[k], k] = said.roles
    moves = np.where(_MAY_FOLLOW, steps[:7], -1e9).T
    best = [np.where(_MAY_FOLLOW[0], steps[7] + roles[0], -1e9)]
    back = []
    for row in roles[1:]:
        scores = best[-1][:, None] + moves  # pack, tag, tag before
        back.append(scores.argmax(2))
        best.append(scores.max(2) + row)
    return [_traced(int(best[n - 1][k].argmax()), back[: n - 1], k) for k, n in enumerate(sizes)]


def _traced(last: int, back: list[NDArray[np.int64]], k: int) -> list[int]:
    """Tags of pack k from its last one backwards."""
    tags = [last]
    for choice in reversed(back):
        tags.append(int(choice[k, tags[-1]]))
    return tags[::-1]


def _runs(tags: list[int]) -> Iterator[tuple[int, Span]]:
    """Kind and words of each run; tags are 0 for none, 2k - 1 and 2k for begin and inside of kind k."""
    first = 0
    for i, tag in enumerate(tags):
        kind = (tag + 1) // 2
        if tag % 2 == 1:
            first = i
        if kind and tags[i + 1 : i + 2] != [2 * kind]:
            yield kind, Span(first, i + 1)
