"""``detente demo``: the articles that come with detente, coded."""

from __future__ import annotations

from importlib import resources

from detente import pipeline
from detente.articles import read
from detente.articles.listing import Listed, listed
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


def index() -> dict[str, Listed]:
    """Day of publication and publisher of each sample, by file name."""
    with resources.as_file(_SAMPLES) as folder:
        return listed(folder)


def sample(name: str) -> Article:
    """One of the invented articles."""
    told = index()[name]
    with resources.as_file(_SAMPLES.joinpath(name)) as path:
        article = next(iter(read(path, published=told.published)))
    if isinstance(article, InputError):
        raise article
    return told.completed(article)
