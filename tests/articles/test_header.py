"""Title, publisher, dateline and date, found where they are there."""

import datetime as dt

import pytest

from detente.articles import article
from detente.articles.header import find_dateline, find_published, find_publisher, find_title

BODY = "The foreign ministers of Norway and Denmark met on Monday and agreed to meet again."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ministers agree on fish\n\n{BODY}", "Ministers agree on fish"),
        (f"Ministers agree on fish\nOSLO — {BODY}", "Ministers agree on fish"),
        (f"Ministers agree on fish\nBy Jane Roe\nOSLO (AP) — {BODY}", "Ministers agree on fish"),
        (f"Will ministers agree?\n\n{BODY}", "Will ministers agree?"),
        (f"Envoys fly to the U.S.\n\n{BODY}", "Envoys fly to the U.S."),
        (f"Ministers agree\n{BODY * 3}", "Ministers agree"),
        (f"{BODY}\n\n{BODY}", None),
        (f"OSLO — Ministers agree on\n\n{BODY}", None),
        (f"June 19, 2023\n\n{BODY}", None),
        ("The ministers met on Monday\nand agreed to meet again.", None),
        ("Ministers agree on fish", None),
        (f"{'Ministers ' * 40}\n\n{BODY}", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert find_title(text) == title


@pytest.mark.parametrize(
    ("line", "place", "country", "span"),
    [
        ("BEIJING (AP) — Ministers met.", "BEIJING", "CHN", "BEIJING (AP) —"),
        ("BEIJING — Ministers met.", "BEIJING", "CHN", "BEIJING —"),
        ("BEIJING - Ministers met.", "BEIJING", "CHN", "BEIJING -"),
        (
            "WASHINGTON, June 3 (Reuters) - Ministers met.",
            "WASHINGTON",
            "USA",
            "WASHINGTON, June 3 (Reuters) -",
        ),
        ("Paris, March 5 (Xinhua) -- Ministers met.", "Paris", "FRA", "Paris, March 5 (Xinhua) --"),
        ("CAPE TOWN, South Africa (AP) --", "CAPE TOWN", "ZAF", "CAPE TOWN, South Africa (AP) --"),
        ("TBILISI, Georgia — Ministers met.", "TBILISI", "GEO", "TBILISI, Georgia —"),
        ("UNITED NATIONS (AP) _ The council met.", "UNITED NATIONS", None, "UNITED NATIONS (AP) _"),
        (
            "WASHINGTON/BEIJING (Reuters) - They met.",
            "WASHINGTON/BEIJING",
            None,
            "WASHINGTON/BEIJING (Reuters) -",
        ),
    ],
)
def test_dateline(line: str, place: str, country: str | None, span: str) -> None:
    text = f"Ministers meet\n\n{line}"
    found = find_dateline(text, "Ministers meet")
    assert found is not None
    assert (found.place, found.country) == (place, country)
    assert text[found.span.start : found.span.end] == span


@pytest.mark.parametrize(
    "line",
    [
        "EXCLUSIVE - Ministers met.", "UPDATE 2-Ministers met.", "NATO — the alliance — met.", "China-U.S. talks began.",
        "U.S. - China talks began.", "NATO-Russia talks began.", "Ministers — all of them — met.", "He met Xi (AP).",
        "On November 15 - a Monday - they met.", "From May 3, 2021 — the day — on.",
    ],
)  # fmt: skip
def test_no_dateline(line: str) -> None:
    assert find_dateline(line, None) is None


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"{BODY}\nSource: abc news", "abc news"),
        (f"{BODY}\n\nSOURCE: The Daily Test\n\n", "The Daily Test"),
        (f"{BODY}\nSource:", None),
        (f"Source: here\n{BODY}", None),
        (f"{BODY}\nA source: nobody", None),
    ],
)
def test_publisher(text: str, publisher: str | None) -> None:
    assert find_publisher(text) == publisher


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Ministers meet\n\nSunday, January 20, 2008\n\n{BODY}", dt.date(2008, 1, 20)),
        (f"Ministers meet\n\nPublished: 3 May 2021 10:30 GMT\n\n{BODY}", dt.date(2021, 5, 3)),
        (f"Ministers meet\n\nUpdated 2021-05-03\n\n{BODY}", dt.date(2021, 5, 3)),
        (f"Ministers meet\n\nOSLO, May 3, 2021 (AP) — {BODY}", dt.date(2021, 5, 3)),
        (f"Ministers meet\n\nOSLO, May 3 (AP) — {BODY}", None),
        (f"Ministers meet\n\nOn May 3, 2021 {BODY}", None),
        (f"{BODY * 4}\nMay 3, 2021", None),
    ],
)
def test_published(text: str, day: dt.date | None) -> None:
    assert find_published(text, find_title(text)) == day


def test_an_impossible_date_in_the_text_is_named() -> None:
    found = article(f"Ministers meet\n\nFebruary 30, 2021\n\n{BODY}")
    assert found.published is None
    assert "February 30, 2021" in found.warnings[0]


def test_a_title_handed_in_opens_the_text() -> None:
    found = article(BODY, title=" Ministers\n agree ")
    assert found.title == "Ministers agree"
    assert found.text == f"Ministers agree\n\n{BODY}"
    assert article(found.text, title="Ministers agree").text == found.text


def test_the_id_is_the_contents() -> None:
    assert article(BODY).id == article(BODY + "", published="2021-05-03").id
    assert article(BODY).id != article(BODY + " Then").id
    assert len(article(BODY).id) == 16
