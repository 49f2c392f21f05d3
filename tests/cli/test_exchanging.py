"""Rows of other data sets go into a record and come out of it on the command line."""

import gzip
import json

import pytest

from detente import record
from detente.cli import run
from detente.record.query import Query
from detente.types import Article, Coding, Volume
from tests.happenings import event
from tests.record.formats.rows import GDELT2

CODER = {"version": "1.2", "model": "m1", "knowledge": "k1"}


@pytest.fixture
def at(tmp_path):
    return str(tmp_path / "r.db")


def put(tmp_path, *rows, name="a.tsv"):
    path = tmp_path / name
    path.write_text("".join("\t".join(row) + "\n" for row in rows))
    return path


def numbered(number, year="2023"):
    return [str(number), f"{year}0619", *GDELT2[2:]]


def test_import_tells_what_it_did_and_keeps_it(tmp_path, at, capsys):
    path = put(tmp_path, numbered(1), numbered(2), numbered(3, "2022"), numbered(2), GDELT2[:40])
    assert run(["import", "--record", at, str(path)]) == 1
    told = capsys.readouterr().err
    assert f"{path}, line 5: 40 columns" in told
    assert "gdelt2, 5 rows: 3 imported, 1 known, 1 broken" in told
    with record.open(at) as opened:
        assert opened.reader.number(Query.parse("pair:USA-CHN origin:gdelt")) == 3
        assert opened.reader.volumes("gdelt") == (Volume("gdelt", 2022, 1), Volume("gdelt", 2023, 2))
        (batch,) = opened.reader.batches()
        assert (batch.format, batch.rows, batch.skipped) == ("gdelt2", 5, 2)


def test_the_same_file_is_imported_once(tmp_path, at, capsys):
    path = put(tmp_path, numbered(1))
    assert run(["import", "--record", at, str(path)]) == 0
    assert run(["import", "--record", at, str(path)]) == 0
    assert "imported before" in capsys.readouterr().err


def test_volumes_count_rows_of_all_files_once(tmp_path, at):
    first, second = (
        put(tmp_path, numbered(1), numbered(2)),
        put(tmp_path, numbered(2), numbered(3), name="b.tsv"),
    )
    assert run(["import", "--record", at, str(first), str(second)]) == 0
    with record.open(at) as opened:
        assert opened.reader.volumes("gdelt") == (Volume("gdelt", 2023, 3),)


def test_another_name_for_the_data_set(tmp_path, at):
    assert run(["import", "--record", at, "--origin", "mine", str(put(tmp_path, numbered(1)))]) == 0
    with record.open(at) as opened:
        assert [h.id for h in opened.reader.happenings(Query.parse("origin:mine"))] == ["mine:1"]


def test_of_a_file_that_breaks_off_nothing_is_kept_and_the_next_is_read(tmp_path, at, capsys):
    whole = put(tmp_path, *map(numbered, range(3000)), name="whole.tsv")
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(whole.read_bytes())[:-2000])
    good = put(tmp_path, numbered(9999), name="good.tsv")
    assert run(["import", "--record", at, str(cut), str(tmp_path / "missing"), str(good)]) == 1
    told = capsys.readouterr().err
    assert f"{cut}: damaged gzip data" in told
    assert "missing: cannot be read" in told
    with record.open(at) as opened:
        assert opened.reader.number() == 1


def test_many_broken_rows_are_told_in_short(tmp_path, at, capsys):
    assert run(["import", "--record", at, str(put(tmp_path, numbered(1), *[["x"] * 61] * 80))]) == 1
    told = capsys.readouterr().err
    assert told.count(", line ") == 50
    assert "30 more broken rows" in told


def test_mentions_add_to_what_is_known(tmp_path, at, capsys):
    first = [
        "1",
        "20230619120000",
        "20230619120000",
        "1",
        "a.example",
        "https://a.example/1",
        "2",
        *["1"] * 9,
    ]
    later = ["1", first[1], "20230620120000", "1", "b.example", "https://b.example/1", *first[6:]]
    stray = ["77", *later[1:]]
    events, told = put(tmp_path, numbered(1)), put(tmp_path, first, later, later, stray, name="m.csv")
    assert run(["import", "--record", at, str(events), str(told)]) == 0
    assert (
        "gdelt-mentions, 4 rows: 2 imported, 2 unknown or counted in its event, 0 broken"
        in capsys.readouterr().err
    )
    with record.open(at) as opened:
        (h,) = opened.reader.happenings()
        assert (h.reports, h.articles, h.sources, str(h.last_reported)) == (14, 11, 3, "2023-06-20")


@pytest.fixture
def filled(tmp_path, at):
    """A record with a coded article and an imported row."""
    text = "Blinken met Qin in Beijing."
    with record.open(at, create=True) as opened:
        opened.writer.add(
            Coding(
                Article("a1", text, "A visit", "The Courier", "https://courier.example/a"),
                (event(on="2023-06-19"),),
            ),
            CODER,
        )
    run(["import", "--record", at, str(put(tmp_path, numbered(1)))])
    return at


@pytest.mark.parametrize(
    "form", ["gdelt1", "gdelt2", "icews", "polecat", "phoenix", "plover", "csv", "jsonl", "csl"]
)
def test_export_says_where_it_comes_from_in_a_file_beside_it(tmp_path, filled, form, capsys):
    out = tmp_path / f"out.{form}"
    assert (
        run(
            [
                "export",
                "--record",
                filled,
                "--format",
                form,
                "--out",
                str(out),
                "--time",
                "2024-01-02",
                "pair:USA-CHN",
            ]
        )
        == 0
    )
    assert out.read_text()
    assert "2 happenings" in capsys.readouterr().err
    meta = json.loads((tmp_path / f"out.{form}.meta.json").read_text())
    assert meta["coders"] == [CODER]
    assert (meta["query"], meta["exported"]) == ("pair:CHN-USA", "2024-01-02T00:00:00")
    assert meta["imported"][0]["format"] == "gdelt2"
    assert meta["changed"].endswith("+00:00")


def test_the_same_export_twice_is_the_same(tmp_path, filled):
    outs = [tmp_path / "1.csv", tmp_path / "2.csv"]
    for out in outs:
        assert run(["export", "--record", filled, "--out", str(out)]) == 0
    first, second = ([out.read_bytes(), out.with_name(f"{out.name}.meta.json").read_bytes()] for out in outs)
    assert first == second


def test_export_to_standard_output(filled, capsys):
    assert run(["export", "--record", filled, "--since", "2023", "origin:detente"]) == 0
    told = capsys.readouterr()
    heading, row = told.out.splitlines()
    assert heading.startswith("id,type,")
    assert "CONSULT" in row
    assert 'query: "origin:detente since:2023-01-01"' in told.err


def test_export_of_citations(filled, capsys):
    assert run(["export", "--record", filled, "--format", "bibtex"]) == 0
    told = capsys.readouterr().out
    assert "The Courier" in told
    assert told.count("@misc{") == 3  # the record, the article, what GDELT's row points to


def test_export_to_parquet(tmp_path, filled, capsys):
    pytest.importorskip("pyarrow")
    assert run(["export", "--record", filled, "--format", "parquet"]) == 1
    assert "--out" in capsys.readouterr().err
    assert (
        run(["export", "--record", filled, "--format", "parquet", "--out", str(tmp_path / "x.parquet")]) == 0
    )
    assert [p.name for p in tmp_path.glob("*x.parquet*")] == ["x.parquet"]


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path, filled, capsys):
    assert run(["export", "--record", filled, "--out", str(tmp_path / "no" / "x.csv")]) == 1
    assert run(["export", "--record", filled, "--time", "noon", "--out", str(tmp_path / "x.csv")]) == 1
    assert "is no time" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.csv*"))


def test_what_came_from_a_record_goes_into_another(tmp_path, filled):
    out, other = tmp_path / "x.json", str(tmp_path / "other.db")
    assert run(["export", "--record", filled, "--format", "plover", "--out", str(out), "origin:detente"]) == 0
    assert run(["import", "--record", other, "--origin", "elsewhere", str(out)]) == 0
    with record.open(filled) as first, record.open(other) as second:
        (a,), (b,) = first.reader.happenings(Query.parse("origin:detente")), second.reader.happenings()
    assert (a.type, a.start, [p.code for p in a.actors]) == (b.type, b.start, [p.code for p in b.actors])
    assert b.origin == "elsewhere"
