"""``detente add``: articles go into the record, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente import adding, record
from detente.articles.fetch import Fetcher
from detente.articles.finding import find
from detente.commands.running import followed
from detente.commands.streams import remark
from detente.errors import DetenteError
from detente.knowledge.own import NOTHING, Own


def run(
    paths: Sequence[str],
    name: str,
    *,
    published: dt.date | None = None,
    follow: bool = False,
    workers: int = 1,
    quiet: bool = False,
    own: Own = NOTHING,
) -> int:
    """0 if everything could be read and coded, 1 if some input could not."""
    with record.open(name, create=True) as kept, Fetcher() as fetcher:
        found = find(paths, fetcher, published=published, follow=follow)
        tallies = adding.add(kept, found, workers=workers, own=own, on_error=_tell)
        return followed(tallies, quiet=quiet)


def _tell(error: DetenteError) -> None:
    remark(str(error))
