"""Several reports, one happening: which articles repeat another, which tellings are of one act, what they say together."""

from detente.merging.copies import bands, likeness, signature
from detente.merging.evidence import days
from detente.merging.grouping import AHEAD, LATEST, NEAR, group
from detente.merging.happening import merged, surest

__all__ = ["AHEAD", "LATEST", "NEAR", "bands", "days", "group", "likeness", "merged", "signature", "surest"]
