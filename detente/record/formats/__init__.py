"""Other data sets' rows come in as happenings, and happenings go out in their forms (docs/formats.md).

No SQL here: what is read goes to :class:`detente.record.Writer`, what is written comes from its reader.
"""

from __future__ import annotations

from detente.record.formats.files import digest
from detente.record.formats.mentions import Mention, together
from detente.record.formats.mentions import read as read_mentions
from detente.record.formats.provenance import Provenance
from detente.record.formats.reading import ORIGINS, read, recognise
from detente.record.formats.writing import FORMATS, SAYS_ITSELF, Tally, Told, write, write_parquet

__all__ = [
    "FORMATS", "ORIGINS", "SAYS_ITSELF", "Mention", "Provenance", "Tally", "Told", "digest", "read", "read_mentions",
    "recognise", "together", "write", "write_parquet",
]  # fmt: skip
