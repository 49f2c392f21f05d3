"""Precision by category with its interval, and how far reviewers agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.relations.reviewing import ENOUGH, agreement, alpha, precisions, wilson
from detente.types import Judgement


def judged(number, reviewer="ann", verdict="accept", category="CONSULT", kept=None):
    kept = verdict == "accept" if kept is None else kept
    return Judgement(("a", number, number + 1, "f"), category, reviewer, verdict, kept)


@pytest.mark.parametrize(
    ("right", "number", "low", "high"),
    [(41, 46, 0.770, 0.953), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (1, 2, 0.095, 0.905), (0, 0, 0, 1)],
)
def test_interval_is_wilsons(right, number, low, high):
    found = wilson(right, number)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.001)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_the_share(told):
    right, number = told
    found = wilson(right, number)
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_precision_by_category_counts_each_item_once():
    told = [
        judged(1), judged(1, "ben", "reject"), judged(2, verdict="edit", kept=True), judged(3, verdict="duplicate"),
        judged(4, category="REJECT", verdict="reject"),
    ]  # fmt: skip
    consult, reject = precisions(told)
    assert (consult.category, consult.coded.right, consult.coded.number, consult.kept.right) == (
        "CONSULT", 1, 3, 2,
    )  # fmt: skip
    assert (reject.coded.right, reject.coded.number) == (0, 1)
    assert precisions([]) == ()


# Two coders, ten items: in K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part A: alpha 0.095.
ONE, OTHER = "0100000000", "1110010100"


def test_alpha_is_that_of_the_literature():
    assert alpha([list(unit) for unit in zip(ONE, OTHER, strict=True)]) == pytest.approx(0.095, abs=0.001)


# The same, part C: four observers, twelve units, values missing: alpha 0.743.
MATRIX = [
    "1 2 3 3 2 1 4 1 2 * * *", "1 2 3 3 2 2 4 1 2 5 * 3", "* 3 3 3 2 3 4 2 2 5 1 *", "1 2 3 3 2 4 4 1 2 5 1 *",
]  # fmt: skip


def test_alpha_with_several_reviewers_and_gaps():
    units = [[v for v in unit if v != "*"] for unit in zip(*(row.split() for row in MATRIX), strict=True)]
    assert alpha([unit for unit in units if len(unit) > 1]) == pytest.approx(0.743, abs=0.001)


def test_agreement_of_few_is_not_told():
    told = [judged(n, who) for n in range(ENOUGH - 1) for who in ("ann", "ben")]
    found = agreement([*told, judged(99)])
    assert (found.items, found.reviewers, found.raw, found.alpha) == (ENOUGH - 1, 2, None, None)


def test_agreement_where_all_say_the_same_has_no_alpha():
    found = agreement([judged(n, who) for n in range(ENOUGH) for who in ("ann", "ben")])
    assert (found.raw, found.alpha) == (1.0, None)


def test_raw_agreement_is_of_pairs():
    told = [judged(n, who) for n in range(ENOUGH) for who in ("ann", "ben")]
    told += [judged(50, "ann"), judged(50, "ben"), judged(50, "cy", "reject")]
    found = agreement(told)
    assert found.raw == pytest.approx((ENOUGH + 1) / (ENOUGH + 3))
    assert found.reviewers == 3
