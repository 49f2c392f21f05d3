"""Several reports, one happening: which articles repeat another, which tellings are of one act, what they say together."""

from detente.merging.copies import bands, likeness, signature
from detente.merging.grouping import group
from detente.merging.happening import merged

__all__ = ["bands", "group", "likeness", "merged", "signature"]
