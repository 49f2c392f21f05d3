"""The network's door, tried against a server of the test's own."""

import gzip
import ipaddress
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from detente import settings
from detente.articles import fetch
from detente.articles.fetch import Fetcher, public
from detente.articles.finding import find
from detente.errors import FetchError, InputError
from tests.articles.test_formats import PAGE, RSS

PRIVATE = """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 :: fe80::1
    fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1:: 2001:db8::1""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address):
    assert not public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::"])
def test_public_addresses(address):
    assert public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://[::ffff:7f00:1]/"],
)  # fmt: skip
def test_nothing_private_is_fetched(address):
    with Fetcher(pause=0) as fetcher, pytest.raises(FetchError, match=r"private network|cannot be looked up"):
        fetcher.fetch(address)


@pytest.mark.parametrize(
    "address",
    ["ftp://x.example/", "file:///etc/passwd", "x", "http://", "http://u:secret@x.example/", "http://[::1"],
)
def test_addresses_that_are_not_fetched(address):
    with Fetcher(pause=0) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(address)
    assert "secret" not in str(caught.value)


@contextmanager
def serving(pages):
    """A server; a page is bytes, a status, an address to go to, or a list of such that are given in turn."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            answer = pages.get(self.path, 404)
            answer = answer.pop(0) if isinstance(answer, list) else answer
            body = answer if isinstance(answer, bytes) else b""
            self.send_response(answer if isinstance(answer, int) else 302 if isinstance(answer, str) else 200)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            self.send_header(
                "Content-Type", "text/html" if body.startswith(b"<html") else "application/octet-stream"
            )
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def here(address):
    return address.is_loopback


@pytest.fixture
def fetcher():
    with Fetcher(allowed=here, pause=0) as found:
        yield found


def test_redirects_are_followed_and_checked(fetcher):
    pages = {
        "/a": "/b",
        "/b": PAGE,
        "/in": "http://10.0.0.1/",
        "/file": "file:///etc/passwd",
        "/loop": "/loop",
    }
    with serving(pages) as (base, _):
        assert fetcher.fetch(f"{base}/a").url == f"{base}/b"
        for path, reason in {
            "/in": "private network",
            "/file": "only http and https",
            "/loop": "redirects",
            "/no": "404",
        }.items():
            with pytest.raises(FetchError, match=reason):
                fetcher.fetch(base + path)


def test_robots_are_respected(fetcher):
    pages = {
        "/robots.txt": b"User-agent: *\nDisallow: /inner\n",
        "/inner/a": PAGE,
        "/a": PAGE,
        "/way": "/inner/a",
    }
    with serving(pages) as (base, asked):
        fetcher.fetch(f"{base}/a")
        for path in ("/inner/a", "/way"):
            with pytest.raises(FetchError, match=r"robots\.txt"):
                fetcher.fetch(base + path)
        assert asked == ["/robots.txt", "/a", "/way"]


def test_robots_that_cannot_be_had_allow_nothing(fetcher):
    with (
        serving({"/robots.txt": 503, "/a": PAGE}) as (base, asked),
        pytest.raises(FetchError, match="503, 3 times"),
    ):
        fetcher.fetch(f"{base}/a")
    assert "/a" not in asked


@pytest.mark.parametrize("line", ["Crawl-delay: \u00b2", f"Crawl-delay: {'9' * 5000}", "Disallow: //[x"])
def test_robots_that_cannot_be_read_allow_nothing(fetcher, line):
    pages = {"/robots.txt": f"User-agent: *\n{line}\n".encode(), "/a": PAGE}
    with serving(pages) as (base, asked), pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(f"{base}/a")
    assert "/a" not in asked


def test_a_crawl_delay_has_a_bound(fetcher, monkeypatch):
    monkeypatch.setattr(fetch, "_LONGEST_PAUSE", 0.01)
    pages = {"/robots.txt": f"User-agent: *\nCrawl-delay: {'9' * 400}\n".encode(), "/a": PAGE}
    with serving(pages) as (base, _):
        assert fetcher.fetch(f"{base}/a").data == PAGE


def test_a_redirect_to_nowhere_is_no_page(fetcher):
    with serving({"/a": 302}) as (base, _), pytest.raises(FetchError, match="answers 302"):
        fetcher.fetch(f"{base}/a")


def test_packed_pages_are_not_expanded_into_memory(fetcher, monkeypatch):
    monkeypatch.setattr(settings, "FEED_LIMIT", 100_000)
    pages = {"/a": gzip.compress(b"\0" * 10_000_000), "/b": gzip.compress(PAGE)[:-20]}
    with serving(pages) as (base, _):
        assert [str(item) for item, _ in find([f"{base}/a"], fetcher)] == [
            f"{base}/a: too long: more than {4 * settings.TEXT_LIMIT:,} bytes"
        ]
        (damaged,) = (str(item) for item, _ in find([f"{base}/b"], fetcher))
        assert damaged.startswith(f"{base}/b: damaged gzip data")


def test_what_may_pass_is_tried_again(fetcher):
    with serving({"/a": [503, 429, PAGE], "/b": [500, 500, 500, PAGE]}) as (base, _):
        assert fetcher.fetch(f"{base}/a").data == PAGE
        with pytest.raises(FetchError, match="500, 3 times"):
            fetcher.fetch(f"{base}/b")


def test_too_much_is_not_taken(fetcher, monkeypatch):
    monkeypatch.setattr(settings, "FETCH_LIMIT", 1000)
    with serving({"/a": b"x" * 2000}) as (base, _), pytest.raises(FetchError, match="too long"):
        fetcher.fetch(f"{base}/a")


def test_too_slow_is_not_waited_for(fetcher, monkeypatch):
    monkeypatch.setattr(settings, "FETCH_SECONDS", -1)
    with serving({"/a": PAGE}) as (base, _), pytest.raises(FetchError, match="took more than"):
        fetcher.fetch(f"{base}/a")


def test_a_feed_leads_to_its_pages(fetcher):
    with serving({}) as (base, _):
        pass
    feed = RSS.replace("https://courier.example/2", "BASE/2").replace("https://courier.example/1", "BASE/1")
    pages = {"/2": PAGE}
    with serving(pages) as (base, _):
        pages["/feed"] = feed.replace("BASE", base).encode()
        found = list(find([f"{base}/feed"], fetcher))
        texts = [item.url for item, _ in found if not isinstance(item, InputError)]
        assert texts == [f"{base}/1", f"{base}/2"]
        pages["/2"] = 404
        again = [item for item, _ in find([f"{base}/feed"], fetcher)]
        assert "the server answers 404" in str(again[1])
        assert again[2].text.endswith("Only a summary here.")


def test_sitemaps_lead_to_sitemaps_and_end(fetcher):
    pages = {"/a": PAGE}
    with serving(pages) as (base, _):
        wrap = '<urlset xmlns="s">{}</urlset>'
        pages["/pages.xml"] = gzip.compress(wrap.format(f"<url><loc>{base}/a</loc></url>").encode())
        entries = "".join(
            f"<sitemap><loc>{base}{path}</loc></sitemap>" for path in ("/pages.xml", "/root.xml")
        )
        pages["/root.xml"] = f'<sitemapindex xmlns="s">{entries}</sitemapindex>'.encode()
        found = [item for item, _ in find([f"{base}/root.xml"], fetcher)]
        assert [it.url for it in found] == [f"{base}/a"]


def test_a_name_is_looked_up_once_and_that_is_connected_to(monkeypatch):
    """A name that stands for something else the second time gains nothing."""
    answers = [[(2, 1, 6, "", ("127.0.0.1", 80))], [(2, 1, 6, "", ("8.8.8.8", 80))]]
    monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *_, **__: answers.pop(0))
    with Fetcher(pause=0) as fetcher, pytest.raises(FetchError, match="private network"):
        fetcher.fetch("http://rebound.example/")
    assert len(answers) == 1
