"""What parties bound themselves to: offers, promises, agreements, invitations, plans told to others."""

from __future__ import annotations



from detente.events.parties import codes
from detente.types import Commitment, CommitmentState, Entities, Event


def find(entities: Entities, events: tuple[Event, ...]) -> tuple[Commitment, ...]:
    """Commitments that the events of an article tell."""
    return ()
