"""The other commands, and the real program in a process of its own."""

import json
import subprocess
import sys
import time

import pytest

from detente.cli import run
from detente.output.tree import tree
from detente.types import Sentence, Word

MAIN = [sys.executable, "-c", "from detente.cli import main; main()"]
STORY = "Norway expels Chilean diplomat\n\nOSLO, May 3 — Norway expelled a Chilean diplomat on Friday.\n"


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def detente(*tokens, **options):
    return subprocess.run(
        [*MAIN, *map(str, tokens)], capture_output=True, text=True, check=False, timeout=120, **options
    )


def test_help_is_quick_and_loads_nothing_heavy():
    program = (
        "import sys\nfrom detente.cli import run\nrun(['--help'])\n"
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'yaml', 'detente.pipeline'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        took.append(time.perf_counter() - start)
        assert (done.returncode, done.stderr) == (0, "")
    assert min(took) < 2  # 0.3 s on a quiet machine


def test_version():
    done = detente("--version")
    assert (done.returncode, done.stdout.count(".")) == (0, 2)


def test_code_and_explain_agree(story):
    coded = detente("code", story, "--published", "2024-05-03", "--format", "json")
    assert (coded.returncode, coded.stderr) == (0, "")
    (event,) = json.loads(coded.stdout)["events"]
    explained = detente("explain", story, "--event", event["id"][:5], "--published", "2024-05-03")
    assert (explained.returncode, explained.stderr) == (0, "")
    for words in (
        event["id"],
        event["why"][:40],
        "SANCTION expel",
        "[expelled]act",
        " VERB expel",
        "├─ Norway  nsubj",
    ):
        assert words in explained.stdout


def test_explain_lists_the_events_where_none_is_meant(story):
    done = detente("explain", story, "--event", "nothing", "--published", "2024-05-03")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "no event begins with 'nothing'; known: e" in done.stderr


def test_doctor_finds_all_well(capfd):
    assert run(["doctor"]) == 0
    out = capfd.readouterr().out
    assert [line.split()[0] for line in out.splitlines()[:-1]] == [
        "detente", "python", "libraries", "weights", "knowledge", "self-check",
    ]  # fmt: skip
    assert "all is well" in out


def test_doctor_tells_what_is_broken_and_goes_on(capfd, monkeypatch):
    from detente import knowledge

    def broken():
        raise FileNotFoundError("countries.csv is gone")

    monkeypatch.setattr(knowledge, "countries", broken)
    assert run(["doctor"]) == 1
    out = capfd.readouterr().out
    assert "knowledge   FAILED: countries.csv is gone" in out
    assert "self-check" in out
    assert "something is wrong" in out


def test_demo_prints_every_sample(capfd):
    assert run(["demo"]) == 0
    out, err = capfd.readouterr()
    assert out.count("Sample Wire (invented)") == 4
    assert err == ""
    assert max(map(len, out.splitlines())) <= 100


def test_reader_that_goes_away_is_no_error(story):
    files = [str(story)] * 200
    process = subprocess.Popen(
        [*MAIN, "code", *files, "--published", "2024-05-03", "--format", "jsonl"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=120) in (0, 141)
    assert process.stderr.read() == b""


def test_tree_of_a_very_deep_sentence_stays_on_the_screen():
    words = tuple(Word(i, i + 1, "w", "w", "NOUN", "NN", i - 1, "nmod") for i in range(3000))
    children = tuple((i + 1,) if i < 2999 else () for i in range(3000))
    lines = list(tree(Sentence(0, 0, 0, 3000, words, (), children)))
    assert len(lines) == 3000
    assert max(len(line) for line in lines) < 100
