"""A small record with two states, a refusal, and an article whose text, title and address mean harm."""

import pytest
from fastapi.testclient import TestClient

from detente import record
from detente.types import Article, Coding, Holder, Party, Quoted, Span, Statement
from detente.web.app import application
from detente.web.guard import Guard
from tests.codings import coding
from tests.happenings import DEFENCE, PRESIDENT, day, event, who

FORD, LI = who("USA", "Ann Ford", **PRESIDENT), who("CHN", "Li Bo", **PRESIDENT)
CODER = {"version": "v", "model": "m", "knowledge": "k"}
HARM = '<script>alert(1)</script><img src=x onerror="alert(2)"> \u202egnp.exe'
LOCAL = "http://127.0.0.1"


def told(name, published, *events, **more):
    rest = " ".join(f"{name}{i}" for i in range(40))  # no copy of the others
    text = f"The presidents of the United States and China spoke. {rest}"
    named = (
        Party("USA", text="United States", start=22, end=35),
        Party("CHN", text="China", start=40, end=45),
    )
    values = {"title": f"Title {name}", "publisher": "The Courier"} | more
    return Coding(
        Article(name, text, published=day(published), **values),
        tuple(events),
        sentences=1,
        named=named,
        holders=(Holder("Ann Ford", "president", "USA", Span(4, 14)),),
    )


def harmful():
    text = f"{HARM} China said {HARM}."
    at = text.rindex(HARM)
    said = Statement(
        "s1", (Party("CHN", HARM, text="China", start=text.index("China"), end=text.index("China") + 5),), (), "direct", None,
        Quoted(at, at + len(HARM), HARM), None, (), (HARM,), HARM,
    )  # fmt: skip
    it = Article("harm", text, HARM, HARM, "javascript:alert(1)", day("2024-07-01"))
    return Coding(it, (event(id="h1", why=HARM, mentions=event().mentions),), (said,), sentences=1)


@pytest.fixture(scope="session")
def opened(tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "record.db"
    with record.open(path, create=True) as found:
        for month in range(1, 10):
            on = f"2024-{month:02}-05"
            found.writer.add(
                told(f"call-{month}", on, event(id=f"c{month}", actors=(FORD,), recipients=(LI,), on=on)),
                CODER,
            )
        refused = event(
            id="r1", actors=(who("CHN", **DEFENCE),), recipients=(who("USA", **DEFENCE),), on="2024-09-20", status="refused",
            plover="REJECT", quad=3, score=-2.0, why="declined governs call",
        )  # fmt: skip
        found.writer.add(told("refusal", "2024-09-21", refused), CODER)
        found.writer.add(harmful(), CODER)
        found.writer.add(coding(), CODER)
        yield found


@pytest.fixture
def client(opened):
    return TestClient(application(opened), base_url=LOCAL, follow_redirects=False)


@pytest.fixture
def closed(opened):
    """A client of a server that asks for a token."""
    return TestClient(
        application(opened, Guard("0.0.0.0", "a token that is long")),
        base_url="http://10.0.0.7",
        follow_redirects=False,
    )


def proof(page):
    """The token that the page's forms carry."""
    return page.text.partition('name="proof" value="')[2].partition('"')[0]
