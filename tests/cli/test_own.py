"""``--codebook`` and ``--actors`` from the outside."""

import json

import pytest

from detente import pipeline
from detente.cli import run

CODEBOOK = "prefix: my\nentries:\n  - {id: scolds, type: ACCUSE, verbs: [scold, scolded], actor: [subj]}\n"
STORY = "Norland scolded Sudland on Monday.\n"


@pytest.fixture
def files(tmp_path):
    names = {"my.yaml": CODEBOOK, "my.csv": "name,code\nNorland,NLD1\nSudland,SUD\n", "story.txt": STORY}
    for name, text in names.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def detente(capfd, *tokens):
    exit_code = run([str(token) for token in tokens])
    out, err = capfd.readouterr()
    return exit_code, out, err


def own_files(folder):
    return ("--codebook", folder / "my.yaml", "--actors", folder / "my.csv")


def test_code_and_explain_take_both(capfd, files):
    options = ("--published", "2024-05-03", *own_files(files))
    exit_code, out, err = detente(capfd, "code", files / "story.txt", *options, "--format", "json")
    assert exit_code == 0
    (event,) = json.loads(out)["events"]
    assert (event["type"], event["actors"][0]["code"]) == ("ACCUSE", "NLD1")
    assert err == (
        f"detente: {files / 'my.yaml'}: entry my:scolds: 'scolded' under verbs will hardly match; "
        "its dictionary form is 'scold'\n"
    )
    exit_code, out, _ = detente(capfd, "explain", files / "story.txt", "--event", event["id"], *options)
    assert exit_code == 0
    assert "own codebook, ACCUSE, kept at any confidence: my:scolds on 'scolded'" in out


@pytest.mark.parametrize("command", ["code", "explain"])
def test_a_file_with_errors_is_refused_before_anything_is_coded(capfd, files, command, monkeypatch):
    monkeypatch.setattr(pipeline, "code_all", lambda *a, **k: pytest.fail("coded"))
    (files / "my.yaml").write_text(CODEBOOK.replace("ACCUSE", "ACUSE").replace("subj", "sub\x1bj"))
    (files / "my.csv").write_text("name,code\nNorland,nld\nsudland,SUD\n")
    exit_code, out, err = detente(capfd, command, files / "story.txt", *own_files(files))
    assert (exit_code, out) == (2, "")
    assert [line.split(": ")[1].removeprefix(str(files)) for line in err.splitlines()] == [
        "/my.yaml, line 3", "/my.csv, line 2", "/my.csv, line 3",
    ]  # fmt: skip
    assert "\x1b" not in err


def test_a_file_that_is_not_there(capfd, files):
    exit_code, _, err = detente(capfd, "code", files / "story.txt", "--actors", files / "none.csv")
    assert exit_code == 2
    assert err == f"detente: {files / 'none.csv'}: cannot be read: No such file or directory\n"
