"""A user's own patterns and actors code like the built-in ones, before them, and only where they are asked for."""

import re
from pathlib import Path

import pytest

from detente import articles, pipeline
from detente.events import weighing
from detente.knowledge import own
from detente.output import words
from detente.output.json import record

PAGE = (Path(__file__).parents[2] / "docs" / "codebooks.md").read_text(encoding="utf-8")


def block(language):
    return re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[1]


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "my.yaml").write_text(block("yaml"))
    (folder / "my.csv").write_text(block("csv"))
    return own.read(folder / "my.yaml", folder / "my.csv")


def coded(text, mine, published="2024-05-03"):
    return pipeline.code(articles.article(text, published=published), mine).events


def line(event):
    return f"{event.category} {event.status} {words.sides(event)}"


def test_the_worked_example_is_true(mine):
    assert [line(e) for e in coded(block("text"), mine)] == block("result").splitlines()


def test_parent_fills_quad_score_and_reductions(mine):
    done, perhaps = (e for e in coded(block("text"), mine) if e.own == "my:EMBARGO")
    assert (done.type, done.plover, done.quad, done.score) == ("SANCTION", "SANCTION", 4, -6)
    assert perhaps.type == "SANCTION"
    row = record(pipeline.code(articles.article(block("text")), mine), pipeline.coder_version(mine))
    assert row["events"][0]["type"] == "my:EMBARGO"
    assert row["coder"]["knowledge"].endswith(f"+{mine.digest}")
    assert mine.digest not in pipeline.coder_version()["knowledge"]


def test_without_the_files_nothing_is_different(mine):
    text = "Norway imposed an embargo on Chile on Monday."
    (theirs,) = coded(text, mine)
    (plain,) = coded(text, own.NOTHING)
    assert (theirs.category, plain.category) == ("my:EMBARGO", "SANCTION")
    assert (theirs.id, theirs.plover, theirs.score) == (plain.id, plain.plover, plain.score)
    assert coded(block("text"), own.NOTHING) != coded(block("text"), mine)


def test_an_own_act_is_kept_however_little_it_weighs(mine, monkeypatch):
    monkeypatch.setattr(weighing, "threshold", lambda: 2.0)
    found = coded(block("text"), mine)
    assert len(found) == 4
    assert all(e.why.startswith("own codebook, ") and "kept at any confidence: my:" in e.why for e in found)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Ada Berg met officials from Chile.", "2022-02-02", "NLD1 (Ada Berg)"),
        ("Ola Lund met officials from Chile.", "2024-02-02", "NLD1 (Ola Lund)"),
        ("President Ola Lund met officials from Chile.", "2024-02-02", "NLD1 (Ola Lund)"),
        ("Norlandic diplomats met officials from Chile.", "2024-02-02", "NLD1"),
        ("Norlanders and Sudlandic officials met officials from Chile.", "2024-02-02", "NLD1, SUD"),
        ("The Kingdom of Norland condemned Chile.", "2024-02-02", "NLD1"),
        ("The SFA attacked Chile.", "2024-02-02", "SFA"),
    ],
)
def test_own_actors(mine, text, published, expected):
    (event,) = coded(text, mine, published)
    assert words.listed(event.actors) == expected


@pytest.mark.parametrize("text", ["The sfa attacked Chile.", "A norland attacked Chile."])
def test_own_names_are_found_by_their_capitals(mine, text):
    assert not any(p.code in ("SFA", "NLD1") for e in coded(text, mine) for p in e.actors)


def test_own_actors_win_and_a_tie_stays_unresolved(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text(
        "name,code,from,to\nGeorgia,GEO1,,\nRivendell,RIV,,2020\nRivendell,ELF,2021,\n", encoding="utf-8"
    )
    mine = own.read(None, path)
    text = "Georgia condemned Rivendell. Georgian officials condemned South Georgia."
    for day, code in (("2019-01-01", "RIV"), ("2022-01-01", "ELF")):
        first = coded(text, mine, day)[0]
        assert ([p.code for p in first.actors], [p.code for p in first.recipients]) == (["GEO1"], [code])
    assert not any(p.code in ("RIV", "ELF") for e in coded(text, mine, None) for p in e.recipients)


def test_worker_processes_have_the_files_too(mine):
    every = [articles.article(f"{block('text')}\n\nReport {i}.", published="2024-05-03") for i in range(18)]
    one = list(pipeline.code_all(every, own=mine))
    assert list(pipeline.code_all(every, workers=2, own=mine)) == one
    assert all(e.own or e.type == "ACCUSE" for c in one for e in c.events)
    assert sum(len(c.events) for c in one) == 4 * 18


def test_configurations_stand_side_by_side(mine):
    with own.using(mine):
        assert own.current() is mine
        with own.using(own.NOTHING):
            assert not own.listing("verbs", "scold")
        assert [e.id for e in own.listing("verbs", "scold")] == ["my:scold"]
    assert own.current() is own.NOTHING
