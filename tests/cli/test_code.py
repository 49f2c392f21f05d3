"""``detente code`` from the outside, with a coder that finds one event in each article, so that it is quick."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from detente import pipeline
from detente.cli import run
from detente.errors import CodingError
from detente.types import Coding, Event, EventMention, Party, Span

STORY = "Norway met Chile on Friday.\n\nThey signed a treaty on fish.\n"


def _event(article):
    mention = EventMention(Span(0, len(article.text)), Span(0, 1), 0, 0)
    return Event(
        "e1", "CONSULT", None, (), "occurred", "CONSULT", 1, 2.5, (Party("NOR"),), (Party("CHL"),), True,
        None, None, None, (), (mention,), 0.5, "test", "rule",
    )  # fmt: skip


@pytest.fixture(autouse=True)
def coder(monkeypatch):
    def code_all(articles, *, workers=1, own=None, on_error=None):
        return (Coding(article, (_event(article),)) for article in articles)

    monkeypatch.setattr(pipeline, "code_all", code_all)
    monkeypatch.setattr(
        pipeline, "coder_version", lambda own: {"version": "v", "model": "m", "knowledge": "k"}
    )


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def detente(capfd, *tokens):
    exit_code = run([str(token) for token in tokens])
    out, err = capfd.readouterr()
    return exit_code, out, err


def lines(err):
    return [line for line in err.splitlines() if "relative times" not in line]


def test_one_article_is_an_object(capfd, story):
    exit_code, out, _ = detente(capfd, "code", story, "--published", "2024-05-03", "--format", "json")
    assert exit_code == 0
    assert json.loads(out)["article"]["published"] == "2024-05-03"


def test_folder_is_walked_in_order(capfd, tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.TXT", "notes.pdf", "sub/d.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        text = json.dumps({"text": f"{name}. {STORY}"}) if name.endswith("jsonl") else f"{name}. {STORY}"
        path.write_text(text, encoding="utf-8")
    exit_code, out, _ = detente(capfd, "code", tmp_path, "--format", "jsonl", "--published", "2024-05-03")
    texts = [json.loads(line)["article"]["text"] for line in out.splitlines()]
    assert exit_code == 0
    assert [text.split(". ")[0] for text in texts] == ["a.txt", "b.txt", "sub/c.TXT", "sub/d.jsonl"]


def test_standard_input(capfd, monkeypatch, story):
    with story.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": stream}))
        exit_code, out, err = detente(capfd, "code", "-", "--published", "2024-05-03")
    assert (exit_code, err) == (0, "")
    assert "CONSULT" in out


@pytest.mark.parametrize("form", ["table", "html", "json", "jsonl"])
def test_out_is_the_same_as_standard_output(capfd, story, tmp_path, form):
    target = tmp_path / "out"
    _, printed, _ = detente(capfd, "code", story, "--format", form)
    exit_code, out, _ = detente(capfd, "code", story, "--format", form, "--out", target)
    assert (exit_code, out) == (0, "")
    assert target.read_text(encoding="utf-8") == printed != ""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "story.txt"]


@pytest.mark.parametrize(
    ("bad", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 40, ""),
        ("broken.jsonl", b'{"text": "ok"\n', "line 1"),
        ("empty.json", b"[]", "no articles"),
        ("deep.json", b"[" * 1_000_000, ""),
        ("line.txt", b"word " * 10_000_000, "too long"),
    ],
)
def test_bad_file_is_one_line_with_its_name_and_the_rest_is_coded(capfd, story, bad, data, reason):
    bad = story.with_name(bad)
    bad.write_bytes(data)
    exit_code, out, err = detente(capfd, "code", bad, story, "--format", "json")
    assert exit_code == 1
    assert len(lines(err)) == 1
    assert f"{bad}" in err
    assert reason in err
    assert [r["article"]["text"][:6] for r in json.loads(out)] == ["Norway"]


def test_broken_line_is_named_and_the_others_are_coded(capfd, tmp_path):
    good = json.dumps({"text": STORY, "published": "2024-05-03"})
    path = tmp_path / "feed.jsonl"
    path.write_text(f"{good}\n{{broken\n{good}\n", encoding="utf-8")
    exit_code, out, err = detente(capfd, "code", path, "--format", "jsonl")
    assert exit_code == 1
    assert f"{path}, line 2: " in err
    assert len(err.splitlines()) == 1
    assert len(out.splitlines()) == 2


def test_an_article_that_cannot_be_coded_is_one_line_and_the_rest_is_coded(capfd, story, monkeypatch):
    def code_all(articles, *, workers, own, on_error):
        for article in articles:
            on_error(CodingError("Norway met Chile: could not be coded"))
            yield Coding(article, (_event(article),))

    monkeypatch.setattr(pipeline, "code_all", code_all)
    exit_code, out, err = detente(capfd, "code", story, "--published", "2024-05-03", "--format", "jsonl")
    assert (exit_code, len(out.splitlines())) == (1, 1)
    assert err == "detente: Norway met Chile: could not be coded\n"


def test_html_nested_a_million_deep_is_read_or_refused_with_its_name(capfd, tmp_path):
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 1_000_000 + f"<p>{STORY * 20}</p>", encoding="utf-8")
    exit_code, _, err = detente(capfd, "code", path)
    assert exit_code in (0, 1)
    assert exit_code == 0 or str(path) in err


def test_ten_thousand_names(capfd, tmp_path):
    path = tmp_path / "names.txt"
    path.write_text(" ".join(f"Minister Ann{i} Lee{i} met Bob{i}." for i in range(10_000)), encoding="utf-8")
    exit_code, out, _ = detente(capfd, "code", path, "--published", "2024-05-03")
    assert exit_code == 0
    assert max(map(len, out.splitlines())) <= 100


def test_missing_file_and_folder_without_articles(capfd, tmp_path):
    exit_code, out, err = detente(capfd, "code", tmp_path / "none.txt", tmp_path)
    assert (exit_code, out) == (1, "")
    missing, folder = sorted(err.splitlines(), key=lambda line: "no articles" in line)
    assert str(tmp_path / "none.txt") in missing
    assert "No such file" in missing
    assert f"{tmp_path}: no articles in this folder" in folder


def test_no_date_is_one_warning(capfd, story):
    exit_code, _, err = detente(capfd, "code", story, "--format", "jsonl")
    assert exit_code == 0
    assert err.count("relative times stay unresolved") == len(err.splitlines()) == 1
    assert detente(capfd, "code", story, "--format", "jsonl", "--quiet")[2] == ""
    _, out, err = detente(capfd, "code", story)
    assert "relative times stay unresolved" in out
    assert err == ""


def test_other_language_is_warned_of(capfd, tmp_path):
    path = tmp_path / "fr.txt"
    text = "Le ministre des affaires étrangères a rencontré son homologue norvégien dans la capitale, a dit le porte-parole. "
    path.write_text(text * 5, encoding="utf-8")
    _, _, err = detente(capfd, "code", path, "--published", "2024-05-03", "--format", "jsonl")
    assert len(err.splitlines()) == 1
    assert str(path) in err


@pytest.mark.parametrize(
    ("tokens", "told"),
    [
        (["code", "x.txt", "--published", "2023-13-01"], "2023-13-01"),
        (["code", "x.txt", "--published", "9999-01-01"], "9999-01-01"),
        (["code", "x.txt", "--published", "yesterday"], "yesterday"),
        (["code", "x.txt", "--format", "xml"], "xml"),
        (["code", "x.txt", "--workers", "0"], "workers"),
        (["code", "x.txt", "--bogus"], "--bogus"),
        (["code"], "FILE"),
        (["cod"], "code"),
        (["explain"], "FILE"),
        (["demo", "extra"], "extra"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(capfd, tokens, told):
    exit_code, out, err = detente(capfd, *tokens)
    assert (exit_code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert told in err


def test_escapes_in_names_and_titles_are_harmless(capfd, tmp_path):
    name = "a\x1b[31m\u202eb\n.txt"
    _, _, err = detente(capfd, "code", tmp_path / name)
    assert len(err.splitlines()) == 1
    path = tmp_path / "title.json"
    path.write_text(json.dumps({"title": "\x1b[2J\u202eTitle", "text": f"\x9b31m{STORY}"}), encoding="utf-8")
    _, out, err2 = detente(capfd, "code", path)
    assert not set(err + out + err2) & set("\x1b\x9b\u202e")


def test_out_is_never_half_written(capfd, story, tmp_path, monkeypatch):
    def stopped(articles, *, workers, own, on_error):
        yield Coding(next(iter(articles)))
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "code_all", stopped)
    target = tmp_path / "out.jsonl"
    target.write_text("before")
    assert detente(capfd, "code", story, "--format", "jsonl", "--out", target)[0] == 130
    assert target.read_text() == "before"
    exit_code, out, _ = detente(capfd, "code", story, "--format", "jsonl")
    assert exit_code == 130
    assert [json.loads(line)["schema"] for line in out.splitlines()] == ["detente/1"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl", "story.txt"]


def test_out_is_refused_where_it_cannot_be_written(capfd, story, tmp_path):
    for target in (tmp_path, tmp_path / "none" / "out", story):
        exit_code, _, err = detente(capfd, "code", story, "--out", target)
        assert exit_code == 1
        assert str(target) in lines(err)[0]
    assert story.read_text() == STORY


def test_out_keeps_devices(capfd, story):
    assert detente(capfd, "code", story, "--out", os.devnull)[0] == 0
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_interrupt_waits_for_the_end_of_a_line():
    program = (
        "import sys, threading, os, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job ignores it
        "from detente.commands.streams import whole\n"
        "write = whole(sys.stdout)\n"
        "print('ready', file=sys.stderr, flush=True)\n"
        "try:\n"
        "    while True: write('x' * 1_000_000 + '\\n')\n"
        "except KeyboardInterrupt: pass\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stderr.readline()
    pieces = []
    reader = threading.Thread(target=lambda: pieces.extend(iter(lambda: process.stdout.read(65536), b"")))
    time.sleep(0.2)  # the pipe is full: a write is under way
    process.send_signal(signal.SIGINT)
    reader.start()
    try:
        process.wait(timeout=20)
    finally:
        process.kill()  # or the reader would read for ever
        reader.join()
    assert all(len(line) == 1_000_000 for line in b"".join(pieces).splitlines())
    assert b"".join(pieces).endswith(b"x\n")
