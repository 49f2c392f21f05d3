"""Users of a file: what it may hold, who gets in, and when a session is over."""

import io
import re
import stat
import time

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from detente.cli import run
from detente.errors import DetenteError, InputError
from detente.web import guard as guards
from detente.web import serving, users
from detente.web.app import application
from detente.web.guard import Guard
from detente.web.users import Users
from tests.web.conftest import proof

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(users, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "users"
    users.put(found, "ann", PASSWORD)
    users.put(found, "Béa.2", PASSWORD + "!")
    return found


@pytest.fixture
def guard(path):
    return Guard("0.0.0.0", users=Users(path))


@pytest.fixture
def client(opened, guard):
    return TestClient(application(opened, guard), base_url="http://10.0.0.7", follow_redirects=False)


def sign_in(client, name="ann", password=PASSWORD):
    page = client.get("/sign-in")
    return client.post("/sign-in", data={"proof": proof(page), "name": name, "password": password})


def test_the_file_holds_no_password_and_is_its_owners(path):
    assert PASSWORD not in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(users.read(path)) == ["Béa.2", "ann"]
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", ["", "a b", "a:b", "-a", ".a", "a" * 41, "a\n", "<b>", "e\u0301", "\0"])
def test_what_is_no_name(path, name):
    with pytest.raises(DetenteError, match="is no name"):
        users.put(path, name, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "a" * 1001])
def test_a_password_has_a_length(path, password):
    with pytest.raises(DetenteError, match="a password has"):
        users.put(path, "ann", password)
    assert Users(path).fits("ann", PASSWORD)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"ann\n", "line 1"),
        (b"ann plain-text\n", "line 1"),
        (b"ann $argon2id$x\nann $argon2id$y\n", "line 2"),
        (b"a b $argon2id$x\n", "line 1"),
        (b"\xff\xfe", "not UTF-8"),
        (b"", "names no user"),
        (b"x" * 1_000_001, "too large"),
    ],
)
def test_a_broken_file_is_told_by_its_line(tmp_path, text, says):
    path = tmp_path / "users"
    path.write_bytes(text)
    with pytest.raises(InputError, match=says) as caught:
        Users(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        Users(tmp_path / "none")


def test_one_signs_in_with_name_and_password(client):
    assert client.get("/").headers["location"] == "/sign-in"
    assert 'name="token"' not in client.get("/sign-in").text
    before = client.cookies.get("detente")
    led = sign_in(client)
    assert led.status_code == 303
    cookie = led.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "max-age=43200"))
    assert client.cookies.get("detente") != before
    home = client.get("/")
    assert home.status_code == 200
    assert client.get("/api/sources").status_code == 200
    client.post("/sign-out", data={"proof": proof(home)})
    assert client.get("/").status_code == 303
    part = client.get("/events", headers={"hx-request": "true"})  # would be put into the page that is open
    assert (part.status_code, "your session is over" in part.text) == (401, True)


@pytest.mark.parametrize(
    ("name", "password"), [("ann", "wrong"), ("ann", ""), ("nobody", PASSWORD), ("", ""), ("ANN", PASSWORD)]
)
def test_wrong_ones_are_told_alike(client, name, password):
    answer = sign_in(client, name, password)
    assert answer.status_code == 403
    assert "this is not the password of a user" in answer.text
    assert client.get("/").status_code == 303


def test_a_name_that_is_none_is_reckoned_for_as_well(path, monkeypatch):
    known, asked = Users(path), []

    class Hasher:
        def verify(self, mark, password):
            asked.append(mark)
            return True  # even then nobody gets in who is not known

    monkeypatch.setattr(users, "_hasher", Hasher())
    assert known.fits("ann", "x")
    assert not known.fits("nobody", "x")
    assert len(set(asked)) == 2
    same = re.compile(r"\$argon2id\$v=\d+\$(m=\d+,t=\d+,p=\d+)\$")
    assert same.match(asked[0])[1] == same.match(asked[1])[1]


def test_one_reviews_under_the_name_that_one_signed_in_with(client):
    sign_in(client)
    client.cookies.set("detente-name", "boss")
    assert "ann: 0 answers" in client.get("/review").text


def test_guessing_is_slowed_down_by_address_and_by_name(guard):
    tries = [guard.may_try("10.0.0.1", "ann") for _ in range(8)]
    assert tries == [True] * 6 + [False] * 2
    assert guard.may_try("10.0.0.2", "ann")
    others = [guard.may_try(f"10.0.1.{n}", "ann") for n in range(20)]
    assert not any(others[6:])
    assert guard.may_try("10.0.2.1", "cy")


def test_a_session_ends_with_its_time_its_password_and_its_user(path, guard, monkeypatch):
    ann, bea = guard.sign_in("ann"), guard.sign_in("Béa.2")
    assert guard.user(ann) == "ann"
    users.put(path, "ann", "another long password")
    assert guard.user(ann) is None
    assert not guard.is_in(ann, "")
    assert guard.is_in(bea, "")
    users.remove(path, "Béa.2")
    assert not guard.is_in(bea, "")
    again = guard.sign_in("ann")
    assert guard.is_in(again, "")
    now = time.monotonic()
    monkeypatch.setattr(guards.time, "monotonic", lambda: now + 12 * 3600 + 1)
    assert not guard.is_in(again, "")


def test_a_file_that_breaks_lets_nobody_in(path, guard):
    session = guard.sign_in("ann")
    whole = path.read_text()
    path.write_text("nonsense")
    assert not guard.is_in(session, "")
    assert not guard.knows("ann", PASSWORD)
    path.unlink()
    assert not guard.knows("ann", PASSWORD)
    path.write_text(whole)
    assert guard.knows("ann", PASSWORD)


def test_a_session_that_was_made_up_is_none(opened, client, guard):
    for planted in ("planted", "planted.", f"planted.{guard.proof('planted')}", ""):
        client.cookies.set("detente", planted)
        page = client.get("/sign-in")
        assert page.headers["set-cookie"].startswith("detente=")
        assert not guard.minted(planted)
        client.cookies.clear()


@pytest.mark.parametrize("planted", ["é.é", "\udc80", "."])
def test_odd_names_of_sessions_are_none(guard, planted):
    assert not guard.minted(planted)
    assert guard.minted(guard.new_session())


def test_the_token_still_serves_the_api(opened, path):
    guard = Guard("0.0.0.0", "a token that is long", Users(path))
    client = TestClient(application(opened, guard), base_url="http://10.0.0.7", follow_redirects=False)
    told = {"authorization": "Bearer a token that is long"}
    assert client.get("/api/sources", headers=told).status_code == 200
    assert client.get("/review", headers=told).headers["location"] == "/sign-in"


def test_a_host_elsewhere_is_served_with_users(tmp_path, path):
    with pytest.raises(DetenteError, match="no record here"):
        serving.run(str(tmp_path / "none.db"), "0.0.0.0", 8720, None, path)
    (tmp_path / "empty").touch()
    with pytest.raises(DetenteError, match="names no user"):
        serving.run("none.db", "0.0.0.0", 8720, None, tmp_path / "empty")


def test_the_command_reads_the_password_from_standard_input(tmp_path, capfd, monkeypatch):
    path = tmp_path / "users"
    for password, says in ((PASSWORD, "may sign in"), ("another password", "another password now")):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        assert run(["user", "add", "ann", "--users", str(path)]) == 0
        assert says in capfd.readouterr().out
        assert Users(path).fits("ann", password)
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert run(["user", "add", "ben", "--users", str(path)]) == 1
    assert run(["user", "remove", "ben", "--users", str(path)]) == 1
    assert run(["user", "remove", "ann", "--users", str(path)]) == 0
    assert run(["user", "give", "ann", "--users", str(path)]) == 2
    assert users.read(path) == {}


@pytest.mark.parametrize("again", [PASSWORD, "another one, wrong"])
def test_at_a_terminal_it_asks_twice_without_showing(tmp_path, monkeypatch, again):
    path = tmp_path / "users"
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    told = iter([PASSWORD, again])
    monkeypatch.setattr("sys.stdin", terminal)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(told))
    assert run(["user", "add", "ann", "--users", str(path)]) == (0 if again == PASSWORD else 1)
    assert path.exists() == (again == PASSWORD)
