"""What can go wrong, one class each; the message is the sentence that a user reads."""

from __future__ import annotations


class DetenteError(Exception):
    """Base of all errors that detente raises on purpose."""


class InputError(DetenteError):
    """Something handed in cannot be read; the message names the file (and line)."""


class KnowledgeError(DetenteError):
    """A file of knowledge/ breaks its schema; the message names file and entry."""


class WeightsError(DetenteError):
    """The trained model is missing or does not fit this version."""


class CodingError(DetenteError):
    """An article could not be coded; the message names it and what went wrong. The run goes on."""


class OwnFileError(DetenteError):
    """A user's own codebook or actors break their format; ``problems`` are lines that name file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class QueryError(DetenteError):
    """A query that cannot be read; the message names the place in it and what would be right."""


class RecordError(DetenteError):
    """The record cannot be used; the message names it (without a password) and what to do."""


class NoRecordError(RecordError):
    """There is no record under this name, or what is there is no record."""


class NewerRecordError(RecordError):
    """The record was made by a newer detente."""


class MigrationError(RecordError):
    """Bringing the record to this version failed; it is as it was before."""


class BusyRecordError(RecordError):
    """Another process kept the record locked for too long."""


class FullDiskError(RecordError):
    """No room is left where the record lies; what was finished before is safe."""


class FetchError(InputError):
    """An address could not be fetched; the message names it and the reason."""
