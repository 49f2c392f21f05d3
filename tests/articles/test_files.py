"""Files and standard input: formats told, broken parts named, the rest read."""

import datetime as dt
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import articles
from detente.errors import InputError
from detente.types import Article

BODY = "The foreign ministers of Norway and Denmark met on Monday and agreed to meet again."
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Ministers meet | The Daily Test</title>
<meta property="og:title" content="Ministers meet in Malmö"><meta property="og:site_name" content="The Daily Test">
<meta property="article:published_time" content="2023-06-19T08:00:00Z">
<link rel="canonical" href="https://example.org/a"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ministers meet in Malmö</h1>
<p>MALMÖ, Sweden (AP) — The foreign ministers of Norway and Denmark met on Monday to discuss “fisheries”.</p>
<p>They agreed to meet again, the Swedish hosts said &amp; hoped, and that was the end of the day for them.</p>
<script>document.write("evil")</script></article><footer>Copyright</footer></body></html>"""


def read(data: bytes, name: str = "x") -> list[Article | InputError]:
    return list(articles.read_bytes(data, name))


def one(data: bytes, name: str = "x") -> Article:
    (found,) = read(data, name)
    assert isinstance(found, Article), found
    return found


def failure(data: bytes, name: str = "x") -> str:
    (found,) = read(data, name)
    assert isinstance(found, InputError)
    return str(found)


# ── plain text and encodings ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("encoding", "warns"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", True), ("utf-32", True), ("cp1252", True)],
)
def test_encodings(encoding: str, warns: bool) -> None:
    text = f"{BODY} The château’s owner in Málaga said: “déjà vu” — and that was all."
    found = one(text.encode(encoding), "a.txt")
    assert found.text == text
    assert bool(found.warnings) == warns


def test_one_damaged_byte_keeps_the_rest_of_utf_8() -> None:
    found = one(f"{BODY} “Málaga” ".encode() + b"\xe2\x80 " + "“déjà vu”".encode())
    assert "“Málaga” \ufffd “déjà vu”" in found.text
    assert "damaged" in found.warnings[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"), (b" \r\n ", "empty"), (b"\xef\xbb\xbf", "empty"), (b"%PDF-1.7 ...", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"), (b"text\0text", "binary"), (bytes(range(1, 32)) * 9, "binary"),
        (b"a" * 50_000_000, "too long"), (b"\x1b[0m\x1b[1m\n", "no text"), (b"word " * 500_000, "too long"),
    ],
)  # fmt: skip
def test_no_text(data: bytes, reason: str) -> None:
    assert failure(data, "some.txt").startswith("some.txt: ")
    assert reason in failure(data, "some.txt")


def test_a_file_and_its_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Ministers meet\n\nMay 3, 2021\n\n{BODY}\nSource: abc news\n", encoding="utf-8")
    (found,) = articles.read(path)
    (given_date,) = articles.read(str(path), published=dt.date(2022, 1, 1))
    assert isinstance(found, Article)
    assert isinstance(given_date, Article)
    assert (found.title, found.publisher, found.published) == (
        "Ministers meet",
        "abc news",
        dt.date(2021, 5, 3),
    )
    assert given_date.published == dt.date(2022, 1, 1)


@pytest.mark.parametrize("name", ["missing.txt", "", "a\0b"])
def test_no_file(tmp_path: Path, name: str) -> None:
    (found,) = articles.read(f"{tmp_path}/{name}")
    assert isinstance(found, InputError)
    assert "cannot be read" in str(found)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"text": BODY}).encode())))
    (found,) = articles.read_stdin()
    assert isinstance(found, Article)
    assert found.text == BODY


def test_other_languages_are_told() -> None:
    french = "Le ministre des affaires étrangères a rencontré son homologue à Paris et ils ont discuté de la pêche dans la mer."
    assert one(french.encode()).language == "fr"
    assert "not in English (fr)" in one(french.encode()).warnings[0]
    assert "not recognised" in one("Ꮳꮃꭹ ꭶꮼꮒꭿꮝꮧ ꮥꮎꮑꮝꭹ ꭰꮄ ꭴꮒꮣ".encode()).warnings[0]
    assert one(BODY.encode()).language == "en"
    assert one(b"Talks end").warnings == ()


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
@pytest.mark.parametrize("name", ["a.html", "standard input"])
def test_page(charset: str, name: str) -> None:
    encoding = "cp1252" if charset == "iso-8859-1" else charset
    found = one(PAGE.format(charset=charset).encode(encoding), name)
    assert found.text.startswith("Ministers meet in Malmö\n\nMALMÖ, Sweden (AP) — The foreign")
    assert found.text.count("Ministers meet in Malmö") == 1
    assert "“fisheries”" in found.text
    assert "evil" not in found.text
    assert "Copyright" not in found.text
    assert (found.title, found.publisher) == ("Ministers meet in Malmö", "The Daily Test")
    assert (found.url, found.published) == ("https://example.org/a", dt.date(2023, 6, 19))
    assert found.dateline is not None
    assert found.dateline.country == "SWE"


@pytest.mark.parametrize("opening", ["<div>", "<x-y>", "<div></p>", "<b><i>", "<ul><li>", "<table><tr><td>"])
def test_a_page_a_million_deep(opening: str) -> None:
    found = one(
        b"<html><body>" + opening.encode() * 300_000 + f"<p>{BODY}</p><script>evil()".encode(), "a.html"
    )
    assert found.text.endswith(BODY)
    assert "too deeply" in found.warnings[0]


@pytest.mark.parametrize(
    "data", ["<" * 200_000, "<meta " * 200_000, "<!--<" * 200_000, "<script>" * 200_000, "<a b='" * 200_000]
)
def test_hostile_pages_end_soon(data: str) -> None:
    start = time.perf_counter()
    read(data.encode(), "a.html")
    assert time.perf_counter() - start < 10


def test_entities_are_not_expanded_without_end() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><html><body><p>&b;&b; was said in the house</p>'
    assert "aaaaaaaaaa" * 2 not in one(bomb.encode(), "a.html").text


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_usual_keys() -> None:
    item = {"headline": "Ministers agree", "content": BODY, "source": {"id": 1, "name": "The Daily Test"},
            "publishedAt": "2023-06-19T10:00:00Z", "link": "https://example.org/a"}  # fmt: skip
    found = one(json.dumps(item).encode(), "a.json")
    assert found.text == f"Ministers agree\n\n{BODY}"
    assert (found.title, found.publisher, found.url) == (
        "Ministers agree",
        "The Daily Test",
        "https://example.org/a",
    )
    assert found.published == dt.date(2023, 6, 19)


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: {"status": "ok", "articles": x}])
def test_lists(wrap) -> None:
    first, second, third = read(
        json.dumps(wrap([{"text": BODY}, 7, {"text": f"{BODY} Then."}])).encode(), "a.json"
    )
    assert isinstance(first, Article)
    assert str(second) == "a.json, article 2: an article must be a JSON object, not a number"
    assert isinstance(third, Article)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "standard input"])
def test_a_broken_line_is_named_and_the_rest_read(name: str) -> None:
    good = json.dumps({"text": BODY})
    found = read(f'{good}\n{{"text": \n\n{good}\n{{"title": "x"}}\n'.encode(), name)
    assert [isinstance(item, Article) for item in found] == [True, False, True, False]
    assert str(found[1]).startswith(f"{name}, line 2: broken JSON")
    assert str(found[3]).startswith(f"{name}, line 5: no text in it")


@pytest.mark.parametrize(
    "data",
    [b"[" * 1_000_000, b'{"a":' * 1_000_000, b'[{"a":' * 1_000_000, b'{"text": ' + b"9" * 10_000 + b"}"],
)
def test_hostile_json(data: bytes) -> None:
    assert "broken JSON" in failure(data, "a.json")


def test_a_line_too_long_is_passed_over() -> None:
    long, good = read(b'{"text":"' + b"a" * 20_000_000 + b'"}\n{"text":"Ministers met."}', "a.jsonl")
    assert str(long).startswith("a.jsonl, line 1: too long")
    assert isinstance(good, Article)


@pytest.mark.parametrize("value", ["0001-01-01", "soon", 10**18, "06/07/2023"])
def test_a_date_that_is_none_is_named(value: object) -> None:
    found = one(json.dumps({"text": BODY, "date": value}).encode(), "a.jsonl")
    assert found.published is None
    assert found.warnings[0].startswith("a.jsonl, line 1: date not used: date: ")


def test_half_a_surrogate_can_be_written_out() -> None:
    found = one(b'{"text": "Ministers \\ud800 met."}', "a.json")
    assert found.text.encode()
    assert "surrogate" in found.warnings[0]


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)),
    st.sampled_from(["", ".html", ".json", ".jsonl"]),
)
@settings(max_examples=150, deadline=None)
def test_nothing_from_outside_raises(data: bytes, suffix: str) -> None:
    for found in articles.read_bytes(data, f"x{suffix}"):
        assert isinstance(found, Article | InputError)


def test_importing_is_cheap() -> None:
    heavy = ["ftfy", "trafilatura", "lxml", "resiliparse", "yaml"]
    code = f"import sys, detente.articles; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
