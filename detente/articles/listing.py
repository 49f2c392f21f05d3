"""What a folder's index.yaml tells beside its articles: when each was published, where and by whom."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from detente import settings
from detente.articles.dates import parse_date
from detente.errors import InputError
from detente.types import Article

if TYPE_CHECKING:
    import yaml

NAME = "index.yaml"
_KEYS = frozenset({"file", "published", "publisher", "title", "url"})


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """One article's entry; None is what it does not tell."""

    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None

    def completed(self, item: Article) -> Article:
        """The article with what its entry tells beside the day."""
        return dataclasses.replace(
            item,
            publisher=self.publisher or item.publisher,
            title=self.title or item.title,
            url=self.url or item.url,
        )


def listed(folder: Path) -> dict[str, Listed]:
    """Entries by file name, none where the folder has no index; raises InputError that names file and line."""
    path = folder / NAME
    try:
        with path.open("rb") as stream:
            data = stream.read(settings.OWN_LIMIT + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    if len(data) > settings.OWN_LIMIT:
        raise InputError(f"{path}: too long: more than {settings.OWN_LIMIT:,} bytes")
    return dict(_entries(path, data))


def _entries(path: Path, data: bytes) -> Iterator[tuple[str, Listed]]:
    import yaml  # noqa: PLC0415  most folders have no index

    try:
        root = yaml.compose(data, yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split()) or "nested too deep"
        raise InputError(f"{path}: no valid YAML: {reason}") from None
    if not isinstance(root, yaml.SequenceNode):
        raise InputError(f"{path}: not a list of articles")
    for node in root.value:
        where = f"{path}, line {node.start_mark.line + 1}"
        told = _told(node, where)
        if "file" not in told:
            raise InputError(f"{where}: no file is named")
        yield told.pop("file"), _listed(told, where)


def _told(node: yaml.Node, where: str) -> dict[str, str]:
    """Keys and values of one entry, all as they are written."""
    import yaml  # noqa: PLC0415

    if not isinstance(node, yaml.MappingNode):
        raise InputError(f"{where}: not an article with file, published, publisher, title or url")
    told = {}
    for key, value in node.value:
        plain = isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
        if not plain or key.value not in _KEYS:
            name = repr(key.value[:40]) if isinstance(key, yaml.ScalarNode) else "a list or table"
            raise InputError(f"{where}: {name} is none of {', '.join(sorted(_KEYS))}, or no plain value")
        told[key.value] = value.value
    return told


def _listed(told: dict[str, str], where: str) -> Listed:
    try:
        published = parse_date(told["published"]) if "published" in told else None
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
    return Listed(published, told.get("publisher"), told.get("title"), told.get("url"))
