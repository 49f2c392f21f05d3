"""The trees as numpy reads them say what LightGBM says."""

import numpy as np
import pytest

from detente.events.trees import Forest

lightgbm = pytest.importorskip("lightgbm", reason="lightgbm is only needed for training")


@pytest.mark.parametrize("kind", [np.float32, np.int8])
def test_trees_say_the_same_as_arrays(kind):
    from training.casting import arrays

    rng = np.random.default_rng(0)
    x = (rng.normal(size=(400, 5)) * 3).astype(kind).astype(np.float32)
    y = x[:, 0] + x[:, 1] * x[:, 2] + rng.normal(size=400) > 0
    own = {"objective": "binary", "verbose": -1, "min_data_in_leaf": 5, "max_depth": 6, "num_threads": 1}
    model = lightgbm.train(own, lightgbm.Dataset(x, y), 20)
    known = arrays(model)
    forest = Forest(**(known | {"depth": int(known["depth"])}))
    assert forest.probability(x) == pytest.approx(model.predict(x), abs=1e-5)
