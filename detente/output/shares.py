"""What reviews say, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from detente.output.plain import plain
from detente.output.words import counted
from detente.relations.reviewing import ENOUGH, Agreement, Precision, Share


def board(precisions: Iterable[Precision], agreement: Agreement) -> RenderableType:
    """Precision by category, and how far reviewers agree."""
    table = Table("category", "answered", "right as coded", "right category", box=None, pad_edge=False)
    for p in precisions:
        table.add_row(plain(p.category), str(p.coded.number), share(p.coded), share(p.kept))
    return Group(table if table.row_count else Text("nothing reviewed"), Text(f"\n{agreeing(agreement)}"))


def share(it: Share) -> str:
    """``0.89 [0.77–0.95]``: a share with its interval."""
    return f"{it.value:.2f} [{it.low:.2f}–{it.high:.2f}]"


def agreeing(it: Agreement) -> str:
    """How far reviewers agree, in a sentence without its full stop."""
    items = f"{counted(it.items, 'item')} answered by two or more"
    if it.raw is None:
        return f"Agreement of reviewers: too few to tell ({items}, {ENOUGH} needed)"
    alpha = "cannot be told, for all answers are the same" if it.alpha is None else f"{it.alpha:.2f}"
    return f"Agreement of reviewers: {it.raw:.2f} of answers are the same, Krippendorff's alpha {alpha}; {items}, {it.reviewers} reviewers"
