"""From what a user names into the record, each article once."""

import json
from dataclasses import replace

import pytest

from detente import adding, pipeline, record
from detente.articles.fetch import Fetcher
from detente.articles.finding import find
from detente.cli import run
from detente.errors import CodingError
from detente.types import Coding

TEXT = "Minister {} met the envoy of Norway in Oslo on Monday, the ministry said in a statement."


@pytest.fixture
def coded(monkeypatch):
    """Coding costs nothing here: no events; the ids of the articles coded, in order."""
    ids = []

    def code_all(articles, *, on_error, **_):
        for it in articles:
            ids.append(it.id)
            if "unlucky" in it.text:
                on_error(CodingError(f"{it.id}: no luck"))
            else:
                yield Coding(it, sentences=1)

    monkeypatch.setattr(pipeline, "code_all", code_all)
    return ids


@pytest.fixture
def kept(tmp_path):
    with record.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def lines(path, texts, **more):
    path.write_text("".join(json.dumps({"text": text, **more}) + "\n" for text in texts), encoding="utf-8")
    return str(path)


def add(kept, *names, errors=None):
    told = [] if errors is None else errors
    with Fetcher() as fetcher:
        *_, last = adding.add(kept, find(names, fetcher), on_error=told.append)
    return last.read, last.coded, last.known, last.failed


def test_what_is_known_is_not_coded_again(kept, coded, tmp_path):
    name = lines(tmp_path / "a.jsonl", [TEXT.format(i) for i in range(100)])
    assert add(kept, name) == (100, 100, 0, 0)
    assert add(kept, name) == (100, 0, 100, 0)
    assert len(coded) == 100


def test_a_text_that_comes_twice_is_one_article_of_two_places(kept, coded, tmp_path):
    one = lines(tmp_path / "a.jsonl", [TEXT], publisher="The Courier")
    other = lines(tmp_path / "b.jsonl", [TEXT], publisher="The Echo")
    assert add(kept, one, other) == (2, 1, 1, 0)
    assert add(kept, lines(tmp_path / "c.jsonl", [TEXT], publisher="The Third")) == (1, 0, 1, 0)
    assert [s.name for s in kept.reader.sources()] == ["The Courier", "The Echo", "The Third"]


def test_a_text_that_comes_again_while_it_is_coded_is_counted(kept, monkeypatch, tmp_path):
    def code_all(articles, **_):
        read = list(articles)  # as workers do: all before one is coded
        return [Coding(it, sentences=1) for it in read]

    monkeypatch.setattr(pipeline, "code_all", code_all)
    several = [lines(tmp_path / f"{name}.jsonl", [TEXT], publisher=name) for name in "abc"]
    assert add(kept, *several) == (3, 1, 2, 0)
    assert [s.articles for s in kept.reader.sources()] == [1, 1, 1]


def test_a_stopped_run_goes_on(kept, coded, tmp_path):
    name = lines(tmp_path / "a.jsonl", [TEXT.format(i) for i in range(10)])
    with Fetcher() as fetcher:
        run = adding.add(kept, find([name], fetcher), on_error=print)
        for _ in range(4):
            next(run)
        run.close()
    assert kept.reader.counts().articles == 4
    assert add(kept, name) == (10, 6, 4, 0)


def test_what_fails_is_told_and_the_rest_goes_in(kept, coded, tmp_path):
    errors = []
    name = lines(
        tmp_path / "a.jsonl", [TEXT.format(1), "", "An unlucky minister met nobody.", TEXT.format(2)]
    )
    assert add(kept, name, str(tmp_path / "nowhere.txt"), errors=errors) == (3, 2, 0, 3)
    told = "\n".join(map(str, errors))
    assert [part for part in ("line 2", "no luck", "nowhere.txt") if part not in told] == []


def test_a_folder_is_walked_for_all_formats(kept, coded, tmp_path):
    (tmp_path / "deep").mkdir()
    lines(tmp_path / "deep" / "a.ndjson", [TEXT.format(1)])
    (tmp_path / "b.txt").write_text(TEXT.format(2), encoding="utf-8")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "d.rss").write_text(
        f"<rss><channel><item><title>T</title><description>{TEXT}</description></item></channel></rss>",
        encoding="utf-8",
    )
    assert add(kept, str(tmp_path)) == (3, 3, 0, 0)
    assert add(kept, str(tmp_path / "deep" / "none")) == (0, 0, 0, 1)


def test_recoding_codes_what_another_coder_did(kept, coded, tmp_path, monkeypatch):
    add(kept, lines(tmp_path / "a.jsonl", [TEXT.format(i) for i in range(3)]))
    assert [tally.coded for tally in adding.recode(kept, on_error=print)] == [0]
    version = pipeline.coder_version()
    monkeypatch.setattr(pipeline, "coder_version", lambda _=None: {**version, "version": "next"})
    assert [tally.coded for tally in adding.recode(kept, on_error=print)][-1] == 3
    assert [row[3] for row in kept.reader.coders()] == [0, 3]


def test_a_record_is_added_asked_and_forgotten(tmp_path, capfd, monkeypatch):
    """The commands, with the coder itself."""
    monkeypatch.setenv("DETENTE_RECORD", str(tmp_path / "a.db"))
    article = {"text": TEXT.format("Lavrov"), "publisher": "The Courier", "published": "2023-06-20"}
    (tmp_path / "a.json").write_text(json.dumps(article), encoding="utf-8")
    assert run(["add", str(tmp_path / "a.json")]) == 0
    assert run(["add", str(tmp_path / "a.json"), str(tmp_path / "none.txt")]) == 1
    out, err = capfd.readouterr()
    assert out.splitlines()[0].startswith("1 article read, 1 coded, 0 known before; 1 event")
    assert out.splitlines()[1] == "1 article read, 0 coded, 1 known before, 1 failed; 0 events"
    assert "none.txt: cannot be read" in err
    assert run(["sources"]) == run(["sources", "--json"]) == run(["diff"]) == run(["recode"]) == 0
    assert "The Courier" in capfd.readouterr().out
    assert run(["backup", str(tmp_path / "b.db")]) == 0
    assert run(["backup", str(tmp_path / "b.db")]) == 1
    assert run(["forget", "The Courier"]) == 0
    assert "1 article forgotten" in capfd.readouterr().out
    assert run(["forget", "The Courier", "--record", str(tmp_path / "b.db")]) == 0
    assert run(["merge", "h1", "h2"]) == run(["split", "e1"]) == run(["forget", "nobody"]) == 1
    assert run(["sources", "--record", str(tmp_path / "c.db")]) == 1
    assert "there is no record here; detente add" in capfd.readouterr().err


def test_changes_are_shown(tmp_path, capfd):
    from tests.record.codings import CODER, NEXT, coding

    path = tmp_path / "a.db"
    with record.open(path, create=True) as opened:
        old = coding("Blinken met Wang. Wang thanked Blinken.")
        opened.writer.add(old, CODER)
        opened.writer.add(replace(old, events=(replace(old.events[0], status="planned"),)), NEXT)
    assert run(["diff", "--record", str(path)]) == 0
    out = capfd.readouterr().out
    assert "0 appeared, 1 vanished, 1 changed in 1 article" in out
    assert "status: occurred → planned" in out
