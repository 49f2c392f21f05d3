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
