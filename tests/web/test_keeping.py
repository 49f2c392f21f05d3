"""Pages are kept as long as nothing changes, and nobody gets another's proof."""

import gzip
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from detente import record
from detente.record import Reader
from detente.web.app import application
from detente.web.keeping import SHARED, Keeping
from tests.recorded import CODER, put_contacts, told
from tests.web.conftest import LOCAL, proof


@pytest.fixture
def own(tmp_path):
    with record.open(tmp_path / "own.db", create=True) as found:
        put_contacts(found)
        yield found


def test_a_page_is_made_once_until_something_changes(own, monkeypatch):
    client, asked = TestClient(application(own), base_url=LOCAL), []
    ask = Reader.articles
    monkeypatch.setattr(Reader, "articles", lambda *a, **k: asked.append(1) or ask(*a, **k))
    first = client.get("/articles").text
    assert client.get("/articles").text == first
    assert len(asked) == 1
    own.writer.add(told("later", "2024-10-01"), CODER)
    assert "Title later" in client.get("/articles").text
    assert len(asked) == 2


def test_signs_of_an_address_in_a_path_are_parts_of_it(own):
    client = TestClient(application(own), base_url=LOCAL)
    for sign in ("%23", "%3F"):
        own.writer.add(told(f"one{unquote(sign)}1", "2024-10-01"), CODER)
        own.writer.add(told(f"one{unquote(sign)}2", "2024-10-02"), CODER)
        for number in (1, 2):
            page = client.get(f"/a/one{sign}{number}").text
            assert f"Title one{unquote(sign)}{number}" in page
            assert f'href="/a/one{sign}{number}">Permalink' in page


def test_another_visitor_gets_a_proof_of_his_own(own):
    app = application(own)
    key = own.reader.happenings()[0].id
    pages = []
    for _ in range(2):
        client = TestClient(app, base_url=LOCAL)
        client.get("/")
        pages.append(client.get(f"/e/{key}"))
        assert (
            client.post(f"/e/{key}/merge", data={"proof": proof(pages[-1]), "other": key}).status_code == 409
        )
    assert proof(pages[0]) != proof(pages[1])
    assert "content-encoding" not in pages[1].headers  # its length would tell the proof


def test_a_large_page_travels_compressed(own):
    client = TestClient(application(own), base_url=LOCAL)
    whole = client.get("/d/USA-CHN", headers={"accept-encoding": "identity"})
    small = client.get("/d/USA-CHN", headers={"accept-encoding": "gzip"})
    assert whole.text == small.text
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < len(whole.content) / 3


def test_what_belongs_to_one_visitor_or_went_wrong_is_not_kept():
    for path in ("/review", "/review/gold.zip", "/paste", "/sign-in", "/static/style.css", "/d"):
        assert SHARED.fullmatch(path) is None


def test_room_is_bounded():
    from fastapi import Response

    keeping = Keeping(room=3_000)
    for number in range(9):
        keeping.put(f"/{number}", "s", Response(), str(number).encode() * 900, "proof")
    assert keeping.find("/0", "s") is None
    assert keeping.find("/8", "s").body == b"8" * 900
    assert keeping.find("/8", "later") is None
    assert gzip.decompress(keeping.put("/x", "s", Response(), b"x" * 5_000, "proof").body) == b"x" * 5_000
