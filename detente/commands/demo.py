"""``detente demo``: the articles that come with detente, coded."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from typing import Any

import yaml

from detente import pipeline
from detente.articles import read
from detente.commands.streams import results, whole
from detente.errors import InputError
from detente.output.table import write_table
from detente.types import Article

_SAMPLES = resources.files("detente").joinpath("samples")


def run() -> int:
    """0; the articles are known to be coded."""
    with results(None) as out:
        write_table(pipeline.code_all(map(sample, index()), workers=1), out, whole(out))
    return 0


def index() -> dict[str, dict[str, Any]]:
    """Day of publication and publisher of each sample, by file name."""
    entries = yaml.safe_load(_SAMPLES.joinpath("index.yaml").read_text(encoding="utf-8"))
    return {entry.pop("file"): entry for entry in entries}


def sample(name: str) -> Article:
    """One of the invented articles."""
    told = index()[name]
    with resources.as_file(_SAMPLES.joinpath(name)) as path:
        article = next(iter(read(path, published=told["published"])))
    if isinstance(article, InputError):
        raise article
    return replace(article, publisher=told["publisher"])
