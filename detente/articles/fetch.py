"""The network's only door: one address at a time, as its host's robots.txt allows, and never inside the private network."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.robotparser import RobotFileParser

import httpx2
import stamina

from detente import __version__, settings
from detente.errors import FetchError

if TYPE_CHECKING:
    from types import TracebackType

AGENT = "detente"
_HEADERS = {"User-Agent": f"{AGENT}/{__version__}", "Accept-Encoding": "gzip"}
_TIMEOUT = httpx2.Timeout(20, connect=10)
_REDIRECTS = 5
_ATTEMPTS = 3
_PAUSE = 1.0  # seconds between two requests to one host, unless its robots.txt asks for more
_LONGEST_PAUSE = 30.0
_AGAIN = {429, 500, 502, 503, 504}
_ROBOTS_LIMIT = 500_000  # bytes of a robots.txt that are read, as RFC 9309 has it
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies under an address; ``url`` is the one that the redirects ended at."""

    url: str
    data: bytes
    kind: str  # the media type, as the server tells it


class _Passing(Exception):  # noqa: N818 - a reason to try again, not an error that anybody sees
    """Something that may be over in a moment."""


def public(address: Address) -> bool:
    """Whether an address is of the open internet; one that carries an IPv4 address is as open as that one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


class _Checked(httpx2.BaseTransport):
    """Looks a name up once, checks what it stands for, and connects to just that."""

    def __init__(self, allowed: Callable[[Address], bool]) -> None:
        # No connection is kept: the pool knows them by the number, which several names may share.
        self._inner = httpx2.HTTPTransport(trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0))
        self._allowed = allowed

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        host = request.url.host
        address = self._address(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        checked = httpx2.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self._inner.handle_request(checked)

    def _address(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"the name {host} cannot be looked up") from error
        for *_, (address, *_) in found:
            if self._allowed(ipaddress.ip_address(str(address).partition("%")[0])):
                return str(address)
        raise FetchError("lies inside a private network, where nothing is fetched")

    def close(self) -> None:
        self._inner.close()


@dataclass(slots=True)
class _Host:
    """What a host allows, and when it may be asked again."""

    robots: RobotFileParser
    pause: float
    next: float = 0.0


@dataclass(slots=True)
class Fetcher:
    """Fetches pages; keeps each host's robots.txt and pace. ``allowed`` says to which addresses it may connect."""

    allowed: Callable[[Address], bool] = public
    pause: float = _PAUSE
    _client: httpx2.Client = field(init=False)
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stamina.instrumentation.set_on_retry_hooks([])  # what finally failed is told, once
        self._client = httpx2.Client(
            transport=_Checked(self.allowed),
            headers=_HEADERS,
            timeout=_TIMEOUT,
            trust_env=False,
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, address: str) -> Fetched:
        """What lies under an http(s) address; raises FetchError, which names it without a password."""
        shown = _without_password(address)
        try:
            url = _url(address)
            return self._followed(url, time.monotonic() + settings.FETCH_SECONDS)
        except FetchError as error:
            raise FetchError(f"{shown}: {error}") from None
        except _Passing as error:
            raise FetchError(f"{shown}: {error}, {_ATTEMPTS} times") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            raise FetchError(f"{shown}: {type(error).__name__}: {error}") from None

    def _followed(self, url: httpx2.URL, deadline: float) -> Fetched:
        for _ in range(_REDIRECTS + 1):
            host = self._host(url, deadline)
            if not host.robots.can_fetch(AGENT, str(url)):
                raise FetchError("robots.txt of the host forbids it")
            found = self._tried(url, settings.FETCH_LIMIT, deadline, host)
            if isinstance(found, Fetched):
                return found
            url = _url(str(url.join(found)))
        raise FetchError(f"more than {_REDIRECTS} redirects")

    def _host(self, url: httpx2.URL, deadline: float) -> _Host:
        """The host of an address, whose robots.txt is read once."""
        root = f"{url.scheme}://{url.netloc.decode()}"
        if root not in self._hosts:
            host = _Host(RobotFileParser(), self.pause)
            self._read_robots(httpx2.URL(f"{root}/robots.txt"), host, deadline)
            asked = host.robots.crawl_delay(AGENT) if host.robots.mtime() else None
            host.pause = float(min(max(self.pause, int(asked or 0)), _LONGEST_PAUSE))
            self._hosts[root] = host
        return self._hosts[root]

    def _read_robots(self, url: httpx2.URL, host: _Host, deadline: float) -> None:
        """As RFC 9309 has it: what is not there allows all, what cannot be had now or be read allows nothing."""
        try:
            found = self._tried(url, _ROBOTS_LIMIT, deadline, host, cut=True)
            for _ in range(_REDIRECTS):
                if isinstance(found, Fetched):
                    break
                url = _url(str(url.join(found)))
                found = self._tried(url, _ROBOTS_LIMIT, deadline, host, cut=True)
            lines = found.data.decode("utf-8", "replace").splitlines() if isinstance(found, Fetched) else []
            host.robots.parse(lines)
        except _StatusError:
            host.robots.parse([])
        except ValueError:  # "Crawl-delay: ²" and "Disallow: //[" are too much for the parser
            host.robots = RobotFileParser()  # which allows nothing before it has read something

    def _tried(
        self, url: httpx2.URL, limit: int, deadline: float, host: _Host, *, cut: bool = False
    ) -> Fetched | str:
        """The page, or where the server sends us instead; tried again where that may help."""
        for attempt in stamina.retry_context(
            on=_Passing, attempts=_ATTEMPTS, wait_initial=self.pause, wait_max=10, timeout=None
        ):
            with attempt:
                return self._once(url, limit, deadline, host, cut=cut)
        raise AssertionError  # the loop returns or raises

    def _once(self, url: httpx2.URL, limit: int, deadline: float, host: _Host, *, cut: bool) -> Fetched | str:
        time.sleep(max(0.0, host.next - time.monotonic()))
        host.next = time.monotonic() + host.pause
        with self._asked(url) as response:
            if response.has_redirect_location:
                return response.headers["location"]
            if response.status_code in _AGAIN:
                raise _Passing(f"the server answers {response.status_code}")
            if response.status_code != 200:
                raise _StatusError(f"the server answers {response.status_code}")
            data = _body(response, limit, deadline, cut=cut)
            return Fetched(
                str(url), data, response.headers.get("content-type", "").partition(";")[0].strip().lower()
            )

    @contextmanager
    def _asked(self, url: httpx2.URL) -> Iterator[httpx2.Response]:
        try:
            with self._client.stream("GET", url) as response:
                yield response
        except (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
            raise _Passing(_reason(error)) from error


class _StatusError(FetchError):
    """The server says no."""


def _url(address: str) -> httpx2.URL:
    try:
        url = httpx2.URL(address)
    except httpx2.InvalidURL as error:
        raise FetchError("this is no address") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError("only http and https addresses are fetched")
    if url.userinfo:
        raise FetchError("an address with a user's name or password is not fetched")
    return url


def _without_password(address: str) -> str:
    scheme, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"[:200]


def _body(response: httpx2.Response, limit: int, deadline: float, *, cut: bool) -> bytes:
    pieces, size = [], 0
    for piece in response.iter_bytes(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > limit and cut:
            break
        if size > limit:
            raise FetchError(f"too long: more than {limit:,} bytes")
        if time.monotonic() > deadline:
            raise FetchError(f"took more than {settings.FETCH_SECONDS} seconds")
    return b"".join(pieces)[:limit]


def _reason(error: Exception) -> str:
    return (
        "no answer in time"
        if isinstance(error, httpx2.TimeoutException)
        else f"no connection ({type(error).__name__})"
    )
