"""``detente user``: who may sign in."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from detente.errors import DetenteError
from detente.web import users


def add(name: str, path: Path) -> int:
    """0; the password is asked for twice without being shown, or is the first line of standard input."""
    users.check(name)
    if users.put(path, name, _password(name)):
        sys.stdout.write(f"{name} may sign in now\n")
    else:
        sys.stdout.write(f"{name} has another password now; open sessions are over\n")
    return 0


def remove(name: str, path: Path) -> int:
    """0; raises DetenteError where there is no such user."""
    users.remove(path, name)
    sys.stdout.write(f"{name} may not sign in any more\n")
    return 0


def _password(name: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline(2_000).rstrip("\r\n")
    told = getpass.getpass(f"Password for {name}: ")
    if getpass.getpass("Once more: ") != told:
        raise DetenteError("the two passwords differ; nothing is changed")
    return told
