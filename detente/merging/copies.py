"""Near-duplicate articles by MinHash over runs of words (Broder 1997, "On the resemblance and containment of documents").

Two texts share a band of their signatures with probability 1 - (1 - s^4)^16 where s is their likeness: 0.999 at 0.8, 0.65 at
0.5, 0.03 at 0.2. Whoever shares a band is compared by the whole signature.
"""

from __future__ import annotations

import re
import zlib

import numpy as np
import numpy.typing as npt

COPY = 0.6  # likeness from which an article counts as a copy of an earlier one
_RUN = 4  # words in a shingle
_PERMUTATIONS = 64
_PER_BAND = 4
_PRIME = (1 << 61) - 1
_WORDS = re.compile(r"\w+")

_random = np.random.default_rng(1997)
_FACTORS = _random.integers(0, 1 << 63, (_PERMUTATIONS, 1), dtype=np.uint64) * np.uint64(2) + np.uint64(1)


def signature(text: str) -> tuple[int, ...]:
    """64 numbers below 2**32; the share of them that two texts have in common estimates the share of their shingles."""
    hashes = _shingles(text)
    # The high half of an odd multiple, modulo 2**64, is a hash of its own for each factor (Dietzfelbinger et al. 1997).
    return tuple(int(x) for x in ((_FACTORS * hashes) >> np.uint64(32)).min(axis=1))


def bands(found: tuple[int, ...]) -> tuple[int, ...]:
    """16 numbers (63 bits) by which likely copies are looked up: equal in one place or more."""
    runs = (found[i : i + _PER_BAND] for i in range(0, _PERMUTATIONS, _PER_BAND))
    return tuple(_digest(number, run) for number, run in enumerate(runs))


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimated share of shingles in common (0-1)."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / _PERMUTATIONS


def _shingles(text: str) -> npt.NDArray[np.uint64]:
    words = [zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in _WORDS.findall(text.lower())] or [0]
    row = np.array(words, dtype=np.uint64)
    count = max(len(words) - _RUN + 1, 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for i in range(min(_RUN, len(words))):
        mixed = _scattered(mixed + row[i : i + count])
    return np.unique(mixed)


def _scattered(x: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Each bit of the input in about half of the output's (the finaliser of SplitMix64, Steele et al. 2014)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (x ^ (x >> np.uint64(31))) + np.uint64(0x9E3779B97F4A7C15)


def _digest(number: int, run: tuple[int, ...]) -> int:
    value = number + 1
    for x in run:
        value = (value * 0x9E3779B97F4A7C15 + x) % _PRIME
    return value
