"""Articles as entries of a bibliography, with one for the data set: BibTeX and CSL-JSON."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from detente.record.formats.provenance import Provenance
from detente.types import Card, Happening, Report

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def cards(rows: Iterable[tuple[Happening, tuple[Report, ...]]]) -> Iterator[Card]:
    """Every source article once; an imported row stands for the article that its address names."""
    seen: set[str] = set()
    for h, reports in rows:
        told = [r.article for r in reports] or _linked(h)
        for card in told:
            if card.id not in seen:
                seen.add(card.id)
                yield card


def _linked(h: Happening) -> list[Card]:
    if not h.url:
        return []
    return [Card(h.url, None, None, h.url, h.first_reported, 0)]


def bibtex(found: Iterable[Card], provenance: Provenance) -> Iterator[str]:
    """Entries, the data set's in front."""
    yield "".join(f"% {line}\n" for line in provenance.lines())
    yield _entry(
        "detente-record", {"title": _title(provenance), "howpublished": "Data set", "note": _note(provenance)}
    )
    for card in found:
        day = card.published
        fields = {
            "title": card.title or card.url or card.id, "howpublished": card.publisher, "url": card.url,
            "year": str(day.year) if day else None, "month": str(day.month) if day else None,
            "day": str(day.day) if day else None,
        }  # fmt: skip
        yield _entry(_key(card), fields)


def _entry(key: str, fields: dict[str, str | None]) -> str:
    inner = "".join(
        f"  {name} = {{{_address(value) if name == 'url' else _escaped(value)}}},\n"
        for name, value in fields.items()
        if value
    )
    return f"@misc{{{key},\n{inner}}}\n\n"


def _escaped(value: str) -> str:
    return "".join(_SPECIAL.get(c, c) for c in _clean(value))


def _address(value: str) -> str:
    """An address with what would end the field written as its code."""
    return _clean(value).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")


def _clean(value: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def _key(card: Card) -> str:
    name = unicodedata.normalize("NFKD", card.publisher or "article").encode("ascii", "ignore").decode()
    first = re.sub(r"[^a-z0-9]+", "", name.lower())[:20] or "article"
    year = card.published.year if card.published else "undated"
    return f"{first}-{year}-{hashlib.sha256(card.id.encode('utf-8', 'replace')).hexdigest()[:8]}"


def csl(found: Iterable[Card], provenance: Provenance) -> Iterator[str]:
    """The same as CSL-JSON."""
    dataset = {
        "id": "detente-record",
        "type": "dataset",
        "title": _title(provenance),
        "note": _note(provenance),
    }
    yield "[\n" + json.dumps(dataset, ensure_ascii=False)
    for card in found:
        yield ",\n" + json.dumps(_item(card), ensure_ascii=False)
    yield "\n]\n"


def _item(card: Card) -> dict[str, Any]:
    day = card.published
    known = {
        "id": _key(card), "type": "article-newspaper" if card.publisher else "webpage",
        "title": card.title or card.url or card.id, "container-title": card.publisher, "URL": card.url,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
    }  # fmt: skip
    return {name: value for name, value in known.items() if value}


def _title(provenance: Provenance) -> str:
    return f"Record of how states deal with one another, coded by {provenance.coder}"


def _note(provenance: Provenance) -> str:
    coders = "; ".join(
        " ".join(f"{name} {value}" for name, value in coder.items()) for coder in provenance.coders
    )
    imported = ", ".join(dict.fromkeys(str(batch["format"]) for batch in provenance.imported))
    told = {
        "query": provenance.query or "everything", "coders": coders, "imported": imported,
        "last change": provenance.changed, "exported": provenance.exported,
    }  # fmt: skip
    return ". ".join(f"{name}: {value}" for name, value in told.items() if value)
