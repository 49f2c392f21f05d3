"""Who may ask: names of this machine only, a token or users elsewhere, signed sessions, limits, and headers."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.web.users import Users

BODY_LIMIT = 400_000  # bytes of a post: a pasted article, percent-encoded
SIGNED_IN = 12 * 3600  # seconds that a session lasts
_KEPT = 4_096  # sessions, and addresses whose rate is known
_SHORTEST = 16  # characters of a token
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^\[\]:/?#@\\\s]*))(?::[0-9]+)?")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered."""

    status: int
    reason: str


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host in _LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def weak(token: str | None) -> bool:
    """Whether a token is none, or short enough to be guessed."""
    return token is None or len(token) < _SHORTEST


@dataclass(slots=True)
class Rate:
    """So many requests a minute from one address, and as many at once; the oldest addresses are forgotten."""

    per_minute: float
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, client: str, now: float) -> bool:
        with self._lock:
            left, then = self._left.pop(client, (self.per_minute, now))
            left = min(self.per_minute, left + (now - then) * self.per_minute / 60)
            self._left[client] = (left - 1 if left >= 1 else left, now)
            while len(self._left) > _KEPT:
                self._left.popitem(last=False)
            return left >= 1


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in and until when; a user's ``mark`` changes with the password."""

    until: float
    user: str | None = None
    mark: str | None = None


class Guard:
    """The rules of one server; without token and users everybody is let in who reaches it (loopback only)."""

    def __init__(
        self,
        host: str = "127.0.0.1",
        token: str | None = None,
        users: Users | None = None,
        *,
        per_minute: float = 1_200,
        tries: float = 6,
    ) -> None:
        self.host = host
        self._token = token
        self._users = users
        self._secret = secrets.token_bytes(32)
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._rate, self._tries = Rate(per_minute), Rate(tries)
        self._tries_of_user = Rate(2 * tries)  # so that one address alone cannot keep a user out

    @property
    def closed(self) -> bool:
        """Whether one has to sign in."""
        return self._token is not None or self.named

    @property
    def named(self) -> bool:
        """Whether one signs in under a name."""
        return self._users is not None

    def refusal(self, method: str, headers: Mapping[str, str], client: str) -> Refusal | None:
        """Why a request is refused before anything is read of it, None where it is not."""
        if not self._named(headers.get("host", "")):
            return Refusal(421, "this name is not the server's")
        if not self._rate.allows(client, time.monotonic()):
            return Refusal(429, "too many requests; wait a minute")
        if method not in ("GET", "HEAD"):
            return _unfit(headers)
        return None

    def may_try(self, client: str, user: str = "") -> bool:
        """Whether this address may try now, and whether anybody may as this user, known or not."""
        now = time.monotonic()
        return self._tries.allows(client, now) and (not user or self._tries_of_user.allows(user[:40], now))

    def opens(self, token: str) -> bool:
        """Whether this is the server's token; takes the same time for any that is not."""
        told, known = (
            hashlib.sha256((word or "").encode("utf-8", "replace")).digest() for word in (token, self._token)
        )
        return self._token is not None and hmac.compare_digest(told, known)

    def knows(self, user: str, password: str) -> bool:
        """Whether this is a user's password; takes the same time for any that is not, and for users that are none."""
        return self._users is not None and self._users.fits(user, password)

    def sign_in(self, user: str | None = None) -> str:
        """A new session for whoever knew the token, or for this user."""
        session = self.new_session()
        mark = self._users.mark(user) if self._users and user else None
        self._sessions[session] = Session(time.monotonic() + SIGNED_IN, user, mark)
        while len(self._sessions) > _KEPT:
            self._sessions.popitem(last=False)
        return session

    def sign_out(self, session: str) -> None:
        self._sessions.pop(session, None)

    def is_in(self, session: str, authorization: str) -> bool:
        """Whether the session, or the bearer token of the API, may read."""
        if not self.closed or self._live(session):
            return True
        scheme, _, token = authorization.partition(" ")
        return scheme.lower() == "bearer" and self.opens(token.strip())

    def user(self, session: str) -> str | None:
        """Under which name the session is signed in."""
        found = self._live(session)
        return found.user if found else None

    def _live(self, session: str) -> Session | None:
        """The session, unless it is over or its user is gone or has another password since."""
        found = self._sessions.get(session)
        if found is None or found.until <= time.monotonic():
            return None
        return found if found.user is None or self._is_still(found.user, found.mark) else None

    def _is_still(self, user: str, mark: str | None) -> bool:
        """Whether the user has the password of this mark; one who was taken out while signing in has none."""
        return self._users is not None and mark is not None and self._users.mark(user) == mark

    def new_session(self) -> str:
        """A name that cannot be guessed, signed, so that none can be planted."""
        name = secrets.token_urlsafe(24)
        return f"{name}.{self._signed(f'session {name}')}"

    def minted(self, session: str) -> bool:
        """Whether this server made up the name."""
        name, _, signature = session.partition(".")
        return hmac.compare_digest(
            self._signed(f"session {name}").encode(), signature.encode("utf-8", "replace")
        )

    def proof(self, session: str) -> str:
        """What a form of this session carries, so that no other site can post in its name."""
        return self._signed(f"form {session}")

    def proves(self, session: str, told: str) -> bool:
        return hmac.compare_digest(self.proof(session).encode(), told.encode("utf-8", "replace"))

    def _signed(self, what: str) -> str:
        return hmac.new(self._secret, what.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def _named(self, host: str) -> bool:
        """Whether the Host header names this server; another name may be an attacker's that leads here."""
        name = _without_port(host)
        if is_loopback(self.host):
            return name in _LOOPBACK or name == self.host
        wild = self.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
        return (
            name in _LOOPBACK
            or name == self.host
            or (wild and (_is_address(name) or name == socket.gethostname().lower()))
        )


def _unfit(headers: Mapping[str, str]) -> Refusal | None:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return Refusal(403, "posts from other sites are refused")
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        return Refusal(411, "a post has to say its length")
    if len(length) > 12 or int(length) > BODY_LIMIT:
        return Refusal(413, f"more than {BODY_LIMIT:,} bytes are not taken")
    return None


def _without_port(host: str) -> str:
    host = host.strip().lower()
    found = _HOST.fullmatch(host)
    return found["six"] or found["name"] if found else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
