"""A small record with two states, a refusal, and an article whose text, title and address mean harm."""

import pytest
from fastapi.testclient import TestClient

from detente import record
from detente.types import Article, Coding, Party, Quoted, Statement
from detente.web.app import application
from detente.web.guard import Guard
from tests.codings import coding
from tests.happenings import day, event
from tests.recorded import CODER, put_contacts

HARM = '<script>alert(1)</script><img src=x onerror="alert(2)"> \u202egnp.exe'
LOCAL = "http://127.0.0.1"


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
        put_contacts(found)
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
