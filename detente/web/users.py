"""Who may sign in: a file with a name and an argon2 hash a line."""

from __future__ import annotations

import os
import re
import secrets
import threading
import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from detente.errors import DetenteError, InputError
from detente.output.files import replacing

SHORTEST = 12  # characters of a password
_LONGEST = 1_000
_SIZE = 1_000_000  # bytes of the file
_NAME = re.compile(r"[^\W_][\w.-]{0,39}")
_hasher = PasswordHasher()


def fit_name(name: str) -> bool:
    """Whether this can be the name of a user or reviewer."""
    return bool(_NAME.fullmatch(name)) and unicodedata.is_normalized("NFC", name)


def check(name: str) -> None:
    """Raises DetenteError for what cannot be a name."""
    if not fit_name(name):
        raise DetenteError(
            f"{name!r} is no name: 1 to 40 letters, digits, dots, hyphens or underscores, a letter or digit first"
        )


class Users:
    """The users of a file; a change of the file holds from the next question on, a broken file lets nobody in."""

    def __init__(self, path: Path) -> None:
        """Raises InputError for a file that cannot be read, is broken or names nobody."""
        self._path = path
        self._hashes = read(path)
        if not self._hashes:
            raise InputError(f"{path}: names no user; detente user add NAME --users {path} adds one")
        self._changed = _changed(path)
        self._nobody = _hasher.hash(secrets.token_urlsafe())
        self._turn = threading.Lock()  # a hash takes 64 MB to reckon: one at a time

    def mark(self, name: str) -> str | None:
        """The user's hash, None where there is no such user."""
        changed = _changed(self._path)
        if changed != self._changed:
            try:
                self._hashes = read(self._path)
            except InputError:
                self._hashes = {}
            self._changed = changed
        return self._hashes.get(name)

    def fits(self, name: str, password: str) -> bool:
        """Whether this is the user's password; reckons as long where there is no such user."""
        known = self.mark(name)
        with self._turn:
            try:
                right = _hasher.verify(known or self._nobody, password[:_LONGEST])
            except (VerificationError, InvalidHashError):
                return False
        return right and known is not None


def read(path: Path) -> dict[str, str]:
    """Hashes by names; raises InputError that names file and line."""
    try:
        with path.open("rb") as file:
            text = file.read(_SIZE + 1).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a file of users: {_reason(error)}") from None
    if len(text) > _SIZE:
        raise InputError(f"{path}: is too large for a file of users")
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        name, _, mark = line.partition(" ")
        if not fit_name(name) or not mark.startswith("$argon2id$") or name in found:
            raise InputError(f"{path}, line {number}: is no name with its argon2 hash, or a name once more")
        found[name] = mark
    return found


def put(path: Path, name: str, password: str) -> bool:
    """Give a user a password; whether the user is new. The file is made where there is none."""
    check(name)
    if not SHORTEST <= len(password) <= _LONGEST:
        raise DetenteError(f"a password has at least {SHORTEST} characters (and at most {_LONGEST})")
    known = read(path) if path.exists() else {}
    _write(path, {**known, name: _hasher.hash(password)})
    return name not in known


def remove(path: Path, name: str) -> None:
    """Take a user out; raises DetenteError where there is none of the name."""
    known = read(path)
    if name not in known:
        raise DetenteError(f"{path}: has no user {name!r}")
    _write(path, {other: mark for other, mark in known.items() if other != name})


def _write(path: Path, hashes: dict[str, str]) -> None:
    """The file is whole at any moment, and nobody else may read it."""
    text = "".join(f"{name} {mark}\n" for name, mark in sorted(hashes.items()))
    with (
        replacing(path) as part,
        os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file,
    ):
        file.write(text)


def _changed(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "" if isinstance(error, OSError) else "not UTF-8"
