"""Reviews as gold records: what is in them, and that the benchmark reads them."""

import dataclasses
import datetime as dt
import json

import pytest

from benchmarks.coding.__main__ import code, figures
from benchmarks.scorers import SHARED, scorer
from detente import articles, record
from detente.cli import run
from detente.output.gold import gold
from detente.record import Answer
from detente.types import Article, Correction
from tests.record.codings import CODER, NEXT, coding

AT = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
TEXT = "Blinken met Wang in Beijing. Austin phoned Li on Tuesday. Japan sanctioned Russia again. Kim invited Putin home. Iran warned Israel twice."
TOLD = [
    {"id": "e1", "day": "2023-06-18"},
    {"id": "e2", "status": "planned"},
    {"id": "e3", "kind": "SANCTION", "by": "JPN", "to": "RUS", "reciprocal": False},
    {"id": "e4", "kind": "REQUEST", "by": "PRK:Kim Jong Un:leader", "to": "RUS", "reciprocal": False},
    {"id": "e5", "kind": "THREATEN", "by": "IRN", "to": "ISR", "reciprocal": False},
]
REFUSED = Correction("CONSULT", "refused", ("CHN",), ("JPN", "USA"), reciprocal=False)


@pytest.fixture
def opened(tmp_path):
    with record.open(tmp_path / "record.db", create=True) as found:
        found.writer.add(coding(TEXT, told=TOLD), CODER)
        yield found


def say(opened, event, verdict="accept", correction=None, reviewer="ann"):
    mark = opened.reader.item(event, "")[0].fingerprint
    opened.writer.review(event, reviewer, Answer(verdict, correction, mark, 0), AT)


def told(opened, **more):
    (key,) = opened.reader.reviewed()
    return gold(opened.reader.article(key), opened.reader.reviews(key), **more)


def by_words(found, words):
    return next((e for e in found["events"] if words in e["evidence"][0]), None)


def test_accepted_corrected_rejected_and_not_judged(opened):
    say(opened, "e1")
    say(opened, "e2", "edit", REFUSED)
    say(opened, "e3", "reject")
    say(opened, "e4", "duplicate")
    found = told(opened)
    met = by_words(found, "Blinken met")
    assert (met["need"], met["type"], met["status"], met["date"]) == (
        "must", ["CONSULT"], ["occurred"], ["2023-06-18", "2023-06-18"],
    )  # fmt: skip
    phoned = by_words(found, "Austin phoned")
    assert (phoned["need"], phoned["status"], phoned["actors"], phoned["reciprocal"]) == (
        "must", ["refused"], [{"code": "CHN"}], False,
    )  # fmt: skip
    assert "plover" not in phoned  # that was of a planned call
    assert by_words(found, "sanctioned") is by_words(found, "invited") is None
    warned = by_words(found, "Iran warned")
    assert (warned["need"], warned["note"]) == ("may", "not judged")
    assert found["article"]["published"] == "2023-06-19"
    assert found["reviewers"] == ["ann"]


def test_names_stay_with_the_parties_that_stay(opened):
    say(opened, "e4", "edit", Correction("AGREE", "planned", ("PRK", "CHN"), (), reciprocal=True))
    invited = by_words(told(opened), "invited")
    assert invited["actors"] == [
        {"code": "PRK", "name": "Kim Jong Un", "sector": "GOV", "role": "leader"}, {"code": "CHN"},
    ]  # fmt: skip
    assert (invited["type"], "contexts" in invited) == (["AGREE"], False)


@pytest.mark.parametrize(
    ("verdict", "correction", "need", "statuses"),
    [
        ("accept", None, "must", ["occurred"]),
        ("edit", Correction("CONSULT", "ongoing", ("USA",), ("CHN",), reciprocal=True), "must", ["occurred", "ongoing"]),
        ("edit", Correction("CONSULT", "occurred", ("USA",), ("JPN",), reciprocal=True), "may", ["occurred"]),
        ("reject", None, "may", ["occurred"]),
    ],
)  # fmt: skip
def test_what_two_reviewers_say_of_one_event(opened, verdict, correction, need, statuses):
    say(opened, "e1")
    say(opened, "e1", verdict, correction, reviewer="ben")
    met = by_words(told(opened), "Blinken met")
    assert (met["need"], met["status"]) == (need, statuses)
    assert (met.get("note") == "reviewers differ") == (need == "may")


def test_reviews_of_an_older_coding_hold_until_there_are_newer(opened):
    say(opened, "e1")
    say(opened, "e3", "reject")
    changed = [dict(t) for t in TOLD]
    changed[0]["status"] = changed[2]["status"] = "possible"
    opened.writer.add(coding(TEXT, told=changed), NEXT)
    found = told(opened)
    met = [e for e in found["events"] if "Blinken met" in e["evidence"][0]]
    assert [(e["need"], e["status"]) for e in met] == [("must", ["occurred"])]
    assert by_words(found, "sanctioned")["need"] == "may"  # told otherwise now, and not judged as that
    say(opened, "e1", "reject")
    assert by_words(told(opened), "Blinken met") is None


def test_an_own_category_is_told_by_its_parent(opened):
    text = "France embargoed Mali."
    opened.writer.add(coding(text, told=[{"id": "e9", "kind": "SANCTION", "own": "my:EMBARGO"}]), CODER)
    say(opened, "e9", "edit", Correction("my:EMBARGO", "planned", ("FRA",), ("MLI",), reciprocal=False))
    assert told(opened)["events"][0]["type"] == ["SANCTION"]


def test_without_texts_no_word_of_the_article_is_in_it(opened):
    say(opened, "e1")
    say(opened, "e2", "reject")
    found = told(opened, texts=False)
    assert found["events"][0]["evidence"] == []
    assert found["events"][0]["spans"] == [[0, 27]]
    assert "Blinken" not in json.dumps(found)


def test_the_command_writes_files_and_tells_figures(opened, tmp_path, capfd):
    for i, verdict in enumerate(("accept", "accept", "reject"), 1):
        say(opened, f"e{i}", verdict)
    opened.writer.add(coding("Ford met Li.", published=None, told=[{"id": "e8"}]), CODER)
    say(opened, "e8", reviewer="ben")
    asked = ["--record", str(tmp_path / "record.db")]
    assert run(["reviews", *asked]) == 0
    out = capfd.readouterr().out
    assert "CONSULT" in out
    assert "1.00 [0.44–1.00]" in out
    assert "0.00 [0.00–0.79]" in out
    assert "too few to tell (0 items" in out
    assert run(["reviews", "type:SANCTION", "--json", *asked]) == 0
    assert [p["coded"]["number"] for p in json.loads(capfd.readouterr().out)["precision"]] == [1]
    assert run(["reviews", "--gold", str(tmp_path / "gold"), *asked]) == 0
    assert "1 gold record in" in (told := capfd.readouterr().err)
    assert "1 without a day left out" in told
    assert sorted(p.suffix for p in (tmp_path / "gold").iterdir()) == [".json", ".txt"]
    bare = ["--without-text", "--reviewer", "ann"]
    assert run(["reviews", "--gold", str(tmp_path / "bare"), *bare, *asked]) == 0
    assert [p.suffix for p in (tmp_path / "bare").iterdir()] == [".json"]
    (tmp_path / "file").touch()
    assert run(["reviews", "--gold", str(tmp_path / "file"), *asked]) == 1


@pytest.mark.skipif(not (SHARED / "gold/score.py").exists(), reason="../shared is not here")
def test_the_benchmark_reads_them_and_finds_what_was_said(opened, tmp_path):
    say(opened, "e1")
    say(opened, "e2", "edit", REFUSED)
    say(opened, "e3", "reject")
    say(opened, "e4")
    run(["reviews", "--gold", str(tmp_path / "gold"), "--record", str(tmp_path / "record.db")])
    score = scorer("gold/score.py")
    (path,) = (tmp_path / "gold").glob("*.gold.json")
    (read,) = articles.read(path.with_name(path.name.replace(".gold.json", ".txt")))
    assert isinstance(read, Article)
    assert (read.text, read.id) == (TEXT, path.name.removesuffix(".gold.json"))

    def same(found):
        return [dataclasses.replace(opened.reader.article(it.id), article=it) for it in found]

    (row,) = code([path], None, score, same)
    events = row["events"]
    assert (events["found"], events["missed"], events["extra"]) == (2, 1, 2)
    assert figures([row], score)["event_precision"] == 0.5
