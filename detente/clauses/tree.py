"""Arc scores to trees: greedy heads where they form one, a maximum spanning tree (Chu-Liu/Edmonds) elsewhere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def heads(arcs: NDArray[np.float32]) -> list[int]:
    """Heads of W words from arc scores (W, W+1), column 0 the root; -1 marks the one root."""
    n = len(arcs)
    greedy = [int(h) - 1 for h in arcs.argmax(1)]
    if _is_tree(greedy):
        return greedy
    best = int((arcs[:, 0] - np.delete(arcs, 0, axis=1).max(1)).argmax()) if n > 1 else 0
    scores = np.full((n + 1, n + 1), -1e9)
    scores[1:] = arcs
    scores[1:, 0] = -1e9
    scores[best + 1, 0] = 0.0
    np.fill_diagonal(scores, -1e9)
    return [h - 1 for h in _spanning(scores)[1:]]


def _is_tree(found: list[int]) -> bool:
    if sum(h < 0 for h in found) != 1:
        return False
    return _cycle([-1, *(h + 1 for h in found)]) is None


def _cycle(parent: list[int]) -> list[int] | None:
    """Nodes of one cycle, node 0 being the root."""
    state = [0] * len(parent)
    state[0] = 2
    for start in range(1, len(parent)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = parent[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for done in path:
            state[done] = 2
    return None


def _spanning(scores: NDArray[np.float64]) -> list[int]:
    """Best parent of each node (row: node, column: parent); node 0 is the root and its parent is meaningless."""
    size = len(scores)
    parent = [-1, *(int(p) for p in scores[1:].argmax(1))]
    cycle = _cycle(parent)
    if cycle is None:
        return parent
    rest = [i for i in range(size) if i not in set(cycle)]
    small = np.full((len(rest) + 1, len(rest) + 1), -1e9)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    kept = np.array([scores[c, parent[c]] for c in cycle])
    out_of = scores[np.ix_(rest, cycle)]  # a node outside hangs on one in the cycle
    small[:-1, -1] = out_of.max(1)
    # The cycle is broken where an outer parent costs least.
    into = scores[np.ix_(cycle, rest)] - kept[:, None]
    small[-1, :-1] = into.max(0)
    solved = _spanning(small)
    for k, node in enumerate(rest[1:], start=1):
        parent[node] = cycle[int(out_of[k].argmax())] if solved[k] == len(rest) else rest[solved[k]]
    outer = solved[-1]
    parent[cycle[int(into[:, outer].argmax())]] = rest[outer]
    return parent
