"""What the regressions learn from, and that they learn it."""

import numpy as np
import pytest

from detente.events.matching import matches
from tests.events.test_acts import known
from training.regression import Regression, Samples


def test_a_regression_learns_what_decides():
    rng, samples = np.random.default_rng(0), Samples()
    for number in range(200):
        told, chance = rng.normal(size=2)
        row = {"bias": 1.0, "told": float(told), "chance": float(chance)}
        samples.add(row | ({"seldom": 1.0} if number == 0 else {}), bool(told > 0), number)
    r = Regression(samples)
    assert "seldom" not in r.names
    weights = r.kept()
    assert weights["told"] > 2 > 5 * abs(weights.get("chance", 0.0))
    assert r.loss() < 0.3
    threshold, f = r.best()
    assert 0.2 <= threshold < 0.8
    assert f > 0.9


def test_a_side_is_missing_only_where_nobody_is_known():
    pytest.importorskip("lightgbm", reason="lightgbm is only needed for training")
    from training.weigh import missing

    for text, side in (
        ("Kenya bombed Somalia.", None),
        ("Kenya mobilised its troops.", "recipient"),
        ("Somalia was bombed.", "actor"),
        ("Kenya held talks with Somalia.", None),
    ):
        found = known(text)
        (m,) = matches(found, found.parse.sentences[0])
        assert missing(m) == side, text
