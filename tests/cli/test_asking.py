"""Commands that ask a record, from the outside, on a small record made by hand."""

import json
from xml.etree import ElementTree as ET

import pytest

from detente import record
from detente.cli import run
from tests.recorded import put_contacts


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "asked.db"
    with record.open(path, create=True) as found:
        put_contacts(found)
    return path


@pytest.fixture
def detente(capfd, path):
    def ask(*tokens):
        exit_code = run([*tokens, "--record", str(path)])
        out, err = capfd.readouterr()
        return exit_code, out, err

    return ask


def test_pair_shows_every_part(detente):
    exit_code, out, _ = detente("pair", "USA", "China")
    assert exit_code == 0
    assert [line for line in out.splitlines() if line in ("Index", "Channels", "Issues", "New")] == [
        "Index",
        "Channels",
        "Issues",
        "New",
    ]
    assert "2024-09-05" in out
    assert "1 refused or called off, last 2024-09-20" in out
    assert "first refused contact on the channel of defence ministers on record" in out


def test_json_has_the_rows(detente):
    _, out, _ = detente("channels", "CHN", "USA", "--json")
    board = {c["level"]["id"]: c for c in json.loads(out)}
    assert len(board["leaders"]["contacts"]) == 9
    assert board["defence"]["failed"][0]["happening"]["status"] == "refused"
    assert board["trade"]["articles"] == 10


def test_the_claim_is_answered_with_its_coverage(detente):
    exit_code, out, _ = detente("index", "USA", "China", "--lowest-since", "1979")
    assert exit_code == 0
    assert out.startswith("Lowest since 1979-01-01? ")
    assert "of 548 periods since then can be told" in out


def test_the_index_draws(detente, tmp_path):
    pytest.importorskip("vl_convert")
    assert detente("index", "USA", "China", "--plot", str(tmp_path / "a.svg"))[0] == 0
    drawn = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "CHN-USA" in drawn
    assert detente("index", "USA", "China", "--plot", str(tmp_path / "a.gif"))[0] == 1


def test_events_and_who_and_statements(detente):
    _, out, _ = detente("events", "status:refused")
    assert out.count("REJECT") + out.count("CONSULT") == 1
    assert "1 happening" in detente("events", "pair:USA-CHN", "--since", "2024-09-10")[1]
    assert "no statements found" in detente("statements")[1]
    assert detente("who", "Nobody")[1] == "no mentions found\n"
    assert len(json.loads(detente("who", "Ford", "--since", "2024-09-06", "--json")[1])) == 1


def test_days_of_options_narrow(detente):
    assert "3 happenings" in detente("events", "--since", "2024-02", "--until", "2024-04")[1]


@pytest.mark.parametrize("form", ["atom", "json"])
def test_feeds_tell_what_is_new(detente, form):
    _, out, _ = detente("feed", "pair:USA-CHN", "--format", form)
    if form == "json":
        titles = [item["title"] for item in json.loads(out)["items"]]
    else:
        titles = [t.text for t in ET.fromstring(out).iter("{http://www.w3.org/2005/Atom}title")][1:]
    assert len(titles) == 10
    assert "first refused contact" in titles[0]


@pytest.mark.parametrize(
    ("tokens", "message"),
    [
        (["pair", "USA", "Atlantis"], "Atlantis"),
        (["pair", "USA", "America"], "the same party"),
        (["events", "since:2024", "--until", "2023"], "lies after"),
        (["events", "stauts:refused"], "did you mean status:"),
        (["events", "--since", "soon"], "soon"),
        (["index", "USA", "CHN", "origin:detente,gdelt"], "one origin"),
    ],
)
def test_mistakes_are_told_in_one_line(detente, tokens, message):
    exit_code, out, err = detente(*tokens)
    assert exit_code == 1
    assert out == ""
    assert len(err.splitlines()) == 1
    assert message in err


def test_a_record_that_is_not_there(capfd, tmp_path):
    assert run(["events", "--record", str(tmp_path / "none.db")]) == 1
    assert "there is no record here" in capfd.readouterr().err
