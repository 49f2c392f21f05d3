"""Feeds, sitemaps, web archives and packed files, whole and hostile."""

import datetime as dt
import gzip
import io
import json

import pytest

from detente import articles, settings
from detente.articles import feeds
from detente.errors import InputError

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier</title>
<item><title>Talks &amp; tea</title><link>https://courier.example/1</link><pubDate>Mon, 19 Jun 2023 08:00:00 GMT</pubDate>
<description>Ministers met.</description>
<content:encoded><![CDATA[<p>Ministers met in Oslo on Sunday.</p><p>They had tea.</p>]]></content:encoded></item>
<item><title>Short</title><link>https://courier.example/2</link><description>Only a summary &lt;b&gt;here&lt;/b&gt;.</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Echo</title>
<entry><title>Visit</title><link href="https://echo.example/v"/><updated>2024-02-03T10:00:00Z</updated>
<content type="html">&lt;p&gt;The president visited Lima.&lt;/p&gt;</content></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://courier.example/1</loc></url><url><loc> https://courier.example/2 </loc></url></urlset>"""


def read(data, name):
    data = data if isinstance(data, bytes) else data.encode()
    return list(articles.read_bytes(data, name))


def errors(found):
    return [str(item) for item in found if isinstance(item, InputError)]


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a", "a.txt"])
def test_rss(name):
    whole, short, nothing = read(RSS, name)
    assert whole.text == "Talks & tea\n\nMinisters met in Oslo on Sunday.\nThey had tea."
    assert (whole.publisher, whole.url, whole.published) == (
        "The Courier",
        "https://courier.example/1",
        dt.date(2023, 6, 19),
    )
    assert short.text.endswith("Only a summary here.")
    assert "only the summary" in short.warnings[0]
    assert str(nothing) == f"{name}, item 3: the feed has no text of it"


def test_atom():
    (it,) = read(ATOM, "a.atom")
    assert (it.publisher, it.published, it.text) == (
        "The Echo",
        dt.date(2024, 2, 3),
        "Visit\n\nThe president visited Lima.",
    )


def test_sitemap():
    assert [link.url for link in feeds.links(SITEMAP.encode(), "sitemap")] == [
        "https://courier.example/1", "https://courier.example/2",
    ]  # fmt: skip
    assert "holds addresses only" in errors(read(SITEMAP, "s.xml"))[0]


LAUGHS = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "source",
    [LAUGHS + RSS.partition("?>")[2], LAUGHS + SITEMAP.partition("?>")[2], (LAUGHS + ATOM).encode("utf-16")],
)  # fmt: skip
def test_entities_are_refused(source):
    found = read(source, "a.xml")
    assert [e for e in errors(found) if "entities" in e] or all(isinstance(it, InputError) for it in found)


@pytest.mark.parametrize(
    "source",
    [RSS[:200], SITEMAP[:120], "<rss>" + "<a>" * 100_000, "<feed>" + "&" * 10_000, "<urlset>" + "<url>" * 100_000, "<rss></rss>"],
)  # fmt: skip
def test_a_broken_feed_is_an_error_or_what_is_left_of_it(source):
    assert errors(read(source, "a.xml"))


def test_a_text_about_feeds_is_no_feed():
    (it,) = read(json.dumps({"text": "What <rss> and <feed> mean for the ministry, it said."}), "a.json")
    assert it.text.startswith("What <rss>")


def test_packed_lines():
    lines = "".join(json.dumps({"text": f"Minister {i} met the envoy in Oslo."}) + "\n" for i in range(3))
    found = read(gzip.compress(lines[:60].encode()) + gzip.compress(lines[60:].encode()), "a.jsonl.gz")
    assert [it.text for it in found] == [f"Minister {i} met the envoy in Oslo." for i in range(3)]


def test_a_cut_packed_file_gives_what_came_before():
    lines = "".join(
        json.dumps({"text": f"Minister {i} met the envoy in Oslo. {i**99}"}) + "\n" for i in range(3000)
    )
    found = read(gzip.compress(lines.encode())[:-500], "a.jsonl.gz")
    assert len(found) > 1000
    assert "damaged gzip data" in errors(found)[-1]
    assert "damaged gzip data" in errors(read(b"\x1f\x8bnonsense", "a.txt.gz"))[0]


def test_a_bomb_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(settings, "EXPANDED_FLOOR", 1000)
    bomb = gzip.compress(b"\n" * 50_000_000)
    assert "expands to more than 100 times" in errors(read(bomb, "a.jsonl.gz"))[-1]


def warc(*records, packed=True):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, status, kind, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
        )
    return out.getvalue()


PAGE = (
    b"<html><head><title>Talks in Oslo</title><meta property='article:published_time' content='2023-06-19'></head><body>"
    b"<article><p>The ministers of the two states met in Oslo on Sunday, their offices said in a statement.</p></article></body></html>"
)


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_an_archive(packed):
    data = warc(
        ("https://courier.example/1", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://courier.example/2", "404 Not Found", "text/html", PAGE),
        ("https://courier.example/3", "200 OK", "image/png", b"\x89PNG"),
        ("https://courier.example/4", "200 OK", "text/plain", b"The envoy left Lima on Monday."),
        ("https://courier.example/5", "200 OK", "text/html", b""),
        packed=packed,
    )
    page, plain, empty = read(data, "crawl.warc.gz")
    assert (page.title, page.url, page.published) == (
        "Talks in Oslo",
        "https://courier.example/1",
        dt.date(2023, 6, 19),
    )
    assert (plain.text, plain.url) == ("The envoy left Lima on Monday.", "https://courier.example/4")
    assert "crawl.warc.gz, record 5: " in str(empty)


def test_a_damaged_archive_gives_what_came_before():
    data = warc(*[(f"https://courier.example/{i}", "200 OK", "text/html", PAGE) for i in range(3)])
    found = read(data[: 2 * len(data) // 3 + 40] + b"garbage", "a.warc.gz")
    assert found[0].title == "Talks in Oslo"
    assert errors(found)
    assert "no pages in it" in errors(read(b"WARC/1.0\r\n" + b"x" * 100, "a.warc"))[0]
