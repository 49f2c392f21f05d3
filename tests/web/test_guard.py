"""Who may ask, and what is refused before anything is read."""

import time

import pytest
from fastapi.testclient import TestClient

from detente.errors import CodingError, DetenteError, InputError
from detente.record import Reader
from detente.web import paste, serving
from detente.web.app import application
from detente.web.guard import Guard, Rate
from tests.web import works
from tests.web.conftest import LOCAL, proof


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "127.0.0.1.evil.example", "evil.example:8720", "", "localhost:x", "[::1", "[::1]x", "[::1]/static/?",
        "localhost/static/", "[::1]:80/static/?",
    ],
)  # fmt: skip
def test_foreign_names_are_refused_on_loopback_too(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8720", "localhost", "[::1]:8720", "LOCALHOST:1"])
def test_own_names_are_welcome(client, host):
    assert client.get("/paste", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/style.css", "/api/sources", "/static/../app.py"])
def test_every_answer_has_its_headers(client, path):
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/articles", "/api/sources"])
def test_an_answer_about_a_broken_server_has_its_headers_and_tells_nothing(opened, monkeypatch, path):
    def break_down(*_, **__):
        raise RuntimeError("the secret of line 7")

    monkeypatch.setattr(Reader, "articles", break_down)
    monkeypatch.setattr(Reader, "sources", break_down)
    client = TestClient(application(opened), base_url=LOCAL, raise_server_exceptions=False)
    answer = client.get(path)
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "secret" not in answer.text


def test_posts_need_the_token_of_their_session(client):
    page = client.get("/paste")
    assert client.post("/paste", data={"text": "a"}).status_code == 403
    assert client.post("/paste", data={"text": "a", "proof": "é" * 64}).status_code == 403
    token = proof(page)
    client.cookies.clear()
    assert client.post("/paste", data={"text": "a", "proof": token}).status_code == 403


def test_posts_of_other_sites_large_or_endless_ones_are_refused(client):
    data = {"text": "a", "proof": proof(client.get("/paste"))}
    assert client.post("/paste", data=data, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post("/paste", data={"text": "a" * 500_000}).status_code == 413
    assert client.post("/paste", content=iter([b"text=a"])).status_code == 411
    assert client.post("/paste", content=b"&".join([b"a=1"] * 90)).status_code == 400


def test_session_cookie_is_kept_from_scripts(client):
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_elsewhere_one_signs_in(closed):
    assert closed.get("/").headers["location"] == "/sign-in"
    assert closed.get("/api/sources").status_code == 401
    assert closed.get("/static/style.css").status_code == 200
    page = closed.get("/sign-in")
    wrong = closed.post("/sign-in", data={"proof": proof(page), "token": "guess"})
    assert wrong.status_code == 403
    before = closed.cookies.get("detente")
    right = closed.post("/sign-in", data={"proof": proof(page), "token": "a token that is long"})
    assert right.status_code == 303
    assert closed.cookies.get("detente") != before
    home = closed.get("/")
    assert home.status_code == 200
    assert closed.post("/sign-out", data={"proof": proof(home)}).status_code == 303
    assert closed.get("/").status_code == 303


def test_the_api_takes_a_bearer_token(closed):
    assert (
        closed.get("/api/sources", headers={"authorization": "Bearer a token that is long"}).status_code
        == 200
    )
    assert closed.get("/api/sources", headers={"authorization": "Bearer another"}).status_code == 401


def test_guessing_is_slowed_down(closed):
    page = closed.get("/sign-in")
    tries = [closed.post("/sign-in", data={"proof": proof(page), "token": "x"}).status_code for _ in range(8)]
    assert tries[:6] == [403] * 6
    assert 429 in tries


def test_rate_fills_again():
    rate = Rate(2)
    assert [rate.allows("a", 0.0) for _ in range(3)] == [True, True, False]
    assert rate.allows("b", 0.0)
    assert rate.allows("a", 31.0)


def test_a_host_elsewhere_needs_a_token(opened):
    with pytest.raises(DetenteError, match="token"):
        serving.run("none.db", "0.0.0.0", 8720, None)
    with pytest.raises(DetenteError, match="short"):
        serving.run("none.db", "127.0.0.1", 8720, "short")


def test_elsewhere_only_addresses_and_the_own_name_are_names():
    guard = Guard("0.0.0.0", "a token that is long")
    assert guard.refusal("GET", {"host": "evil.example"}, "c").status == 421
    assert guard.refusal("GET", {"host": "10.0.0.7:8720"}, "c") is None


def test_paste_has_limits():
    desk = paste.Desk()
    with pytest.raises(InputError, match="at most"):
        desk.code("a" * (paste.SIZE + 1), None)
    with pytest.raises(InputError):
        desk.code("   ", None)


TEXT = "China called the United States."


@pytest.fixture
def desk():
    found = paste.Desk(work=works.quick)
    yield found
    found.close()
    assert found._worker is None


def test_a_text_is_coded_and_one_that_fails_spoils_no_other(desk):
    assert desk.code(TEXT, None).article.text == TEXT
    worker = desk._worker.process.pid
    with pytest.raises(CodingError, match="ZeroDivisionError"):
        desk.code("China fails.", None)
    assert desk.code(TEXT, None).sentences == 1
    assert desk._worker.process.pid == worker


def test_a_process_that_was_killed_is_followed_by_another(desk):
    desk.code(TEXT, None)
    desk._worker.process.kill()
    desk._worker.process.join()
    assert desk.code(TEXT, None).sentences == 1


def test_a_process_that_dies_at_its_work_is_told(desk):
    with pytest.raises(CodingError, match="ended"):
        desk.code("China dies.", None)
    assert desk.code(TEXT, None).sentences == 1


def test_a_text_that_takes_too_long_is_given_up_with_its_process():
    desk = paste.Desk(seconds=0.1, work=works.endless)
    with pytest.raises(CodingError, match="longer than"):
        desk.code(TEXT, None)
    assert desk._worker is None


def test_the_queue_is_short():
    desk = paste.Desk()
    for _ in range(paste.WAITING):
        desk._places.acquire()
    started = time.monotonic()
    with pytest.raises(paste.BusyError):
        desk.code("China called the United States.", None)
    assert time.monotonic() - started < 20
