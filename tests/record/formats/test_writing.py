"""What goes out comes back the same; what cannot go out is counted; every export says where it comes from."""

import csv
import dataclasses
import io
import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.events.plover import rating, reduced
from detente.knowledge import cameo, codebook
from detente.record import formats
from detente.record.formats import cells, tables, writing
from detente.types import Card, Party, Report
from tests.happenings import day, event, happening
from tests.shared import shared

WHERE = formats.Provenance(
    "1.2",
    ({"version": "1.2", "model": "m1", "knowledge": "k1"},),
    (),
    "pair:CHN-USA",
    "2024-01-02T03:04:05+00:00",
)
CAMEO = ("gdelt1", "gdelt2", "icews", "phoenix")
PLOVER = ("polecat", "plover")
REPORT = Report(
    event(), Card("a1", "Blinken meets Qin & {others}", "The Courier", "https://courier.example/a_1", day("2023-06-19"), 3),
    "Blinken met Qin.", "h1", (),
)  # fmt: skip


def written(form, *happenings, reports=()):
    out = io.StringIO()
    tally = formats.write(((h, tuple(reports)) for h in happenings), form, out.write, WHERE)
    return out.getvalue(), tally


def back(tmp_path, form, *happenings):
    """What comes back from a file of these."""
    path = tmp_path / f"x.{form}"
    path.write_text(written(form, *happenings)[0], encoding="utf-8")
    found = list(formats.read(path, None if form in formats.ORIGINS and happenings else form))
    assert not [it for it in found if isinstance(it, InputError)], found
    return found


def told(category, mode=None, **more):
    quad, score = rating(category, mode)
    fields = {
        "type": category, "plover": category, "mode": mode, "quad": quad, "score": score, "place": "Beijing",
        "country": "CHN", "lat": 39.9, "lon": 116.4,
    }  # fmt: skip
    return happening("h1", "2023-06-19", **(fields | more))


def codes(parties):
    return [(p.code, p.sector) for p in parties]


@pytest.mark.parametrize("form", CAMEO)
@pytest.mark.parametrize("category", list(codebook.ratings()))
def test_a_category_comes_back_from_cameo(tmp_path, form, category):
    for mode in (None, *codebook.ratings()[category].modes):
        (h,) = back(tmp_path, form, told(category, mode))
        stands = cameo.nearest(category, mode)
        assert (h.type, h.own) == (stands.category, f"cameo:{stands.code}")
        assert h.type == category
        assert (h.start, h.country, h.lat, h.lon, h.place) == (
            day("2023-06-19"),
            "CHN",
            39.9,
            116.4,
            "Beijing",
        )


@pytest.mark.parametrize("form", PLOVER)
@pytest.mark.parametrize("category", list(codebook.ratings()))
def test_a_category_comes_back_from_plover(tmp_path, form, category):
    for mode in (None, *codebook.ratings()[category].modes):
        it = told(category, mode, contexts=("economic", "diplomatic"))
        (h,) = back(tmp_path, form, it)
        kept = (
            "type",
            "mode",
            "contexts",
            "plover",
            "quad",
            "score",
            "start",
            "end",
            "place",
            "country",
            "lat",
            "lon",
        )
        assert [getattr(h, name) for name in kept] == [getattr(it, name) for name in kept]


ACTORS = [
    Party("USA", "Antony Blinken", "GOV", "secretary of state"), Party("ROU"), Party("COD"), Party("KOS"), Party("PSE"),
    Party("UN", "United Nations", "IGO"), Party("EU", "European Union", "IGO"), Party("NATO", "Nato", "IGO"),
    Party("CPTPP", None, "IGO"), Party("TALIBAN", "Taliban", "REB"), Party("CHN", "police", "COP"), Party("AI", None, "NGO"),
]  # fmt: skip


@pytest.mark.parametrize("form", [*CAMEO, *PLOVER])
@pytest.mark.parametrize("actor", ACTORS, ids=lambda p: p.code)
def test_actors_come_back(tmp_path, form, actor):
    (h,) = back(tmp_path, form, told("CONSULT", actors=(actor,), recipients=(Party("JPN"),)))
    assert codes(h.actors) == [(actor.code, actor.sector)]
    assert codes(h.recipients) == [("JPN", None)]


@pytest.mark.parametrize("form", [*CAMEO, *PLOVER])
def test_an_actor_without_a_code_comes_back_without_one(tmp_path, form):
    (h,) = back(tmp_path, form, told("CONSULT", actors=(Party(None, "the trio", "GOV", reason="unknown"),)))
    assert codes(h.actors) == [(None, "GOV")]
    assert h.actors[0].reason


@pytest.mark.parametrize("form", CAMEO)
def test_parties_go_out_two_by_two(tmp_path, form):
    found = back(
        tmp_path,
        form,
        told("ACCUSE", actors=(Party("USA"), Party("JPN")), recipients=(Party("RUS"), Party("CHN"))),
    )
    assert [(h.actors[0].code, h.recipients[0].code) for h in found] == [
        ("USA", "RUS"), ("USA", "CHN"), ("JPN", "RUS"), ("JPN", "CHN"),
    ]  # fmt: skip
    assert len({h.id for h in found}) == 4
    both = back(tmp_path, form, told("CONSULT", reciprocal=True))
    assert [(h.actors[0].code, h.recipients[0].code) for h in both] == [("USA", "CHN"), ("CHN", "USA")]


@pytest.mark.parametrize("form", PLOVER)
def test_parties_without_direction_are_all_actors(tmp_path, form):
    it = told("CONSULT", actors=(Party("USA"), Party("JPN")), recipients=(Party("CHN"),), reciprocal=True)
    (h,) = back(tmp_path, form, it)
    assert h.reciprocal
    assert [p.code for p in h.actors] == ["USA", "JPN", "CHN"]
    assert h.recipients == ()


@pytest.mark.parametrize("form", [*CAMEO, *PLOVER])
def test_what_plover_does_not_code_is_left_out_and_counted(form):
    it = told("CONSULT", status="negated", plover=reduced("CONSULT", "negated"))
    text, tally = written(form, it, told("AID"))
    assert (tally.happenings, tally.left_out, tally.rows) == (2, 1, 1)
    assert "CONSULT" not in text


def test_a_planned_visit_goes_out_as_what_plover_codes(tmp_path):
    it = told("CONSULT", "visit", status="planned", plover=reduced("CONSULT", "planned"))
    (h,) = back(tmp_path, "gdelt2", it)
    assert h.type == it.plover != "CONSULT"
    assert h.mode is None


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_tables_hold_every_happening_with_its_status(form):
    text, tally = written(form, told("CONSULT", status="denied", plover=None), told("AID"))
    assert (tally.rows, tally.left_out) == (2, 0)
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        assert tuple(rows[0]) == tables.COLUMNS
        assert (rows[0]["status"], rows[0]["actors"], rows[0]["start"]) == ("denied", "USA", "2023-06-19")
    else:
        assert [json.loads(line)["status"] for line in text.splitlines()] == ["denied", "occurred"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "|cmd", "%0A"])
def test_cells_that_a_spreadsheet_would_run_are_defused(text):
    (row,) = csv.DictReader(io.StringIO(written("csv", told("AID", text=text, place=text))[0]))
    assert row["text"] == "'" + text.replace("\r", "\n")
    assert row["score"] == "10"


def test_numbers_below_zero_stay_numbers():
    (row,) = csv.DictReader(io.StringIO(written("csv", told("ACCUSE", "allege"))[0]))
    assert row["score"] == "-3.5"


def test_parquet(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "x.parquet"
    tally = formats.write_parquet(
        [(told("AID"), ()), (told("CONSULT", start=None, end=None), ())], path, WHERE
    )
    table = parquet.read_table(path)
    assert tally.rows == table.num_rows == 2
    assert table.column_names == list(tables.COLUMNS)
    first, second = table.to_pylist()
    assert (first["actors"], first["start"], second["start"]) == (["USA"], day("2023-06-19"), None)
    assert json.loads(table.schema.metadata[b"detente"])["query"] == "pair:CHN-USA"


def test_bibtex_has_an_entry_for_each_article_and_the_data_set():
    imported = told("AID", origin="gdelt", url="https://post.example/b")
    text, tally = written("bibtex", told("CONSULT"), imported, reports=[REPORT, REPORT])
    assert tally.rows == 3  # the heading, the data set, the article
    assert text.startswith('% program: "detente"\n')
    for fact in ("m1", "k1", "pair:CHN-USA", "2024-01-02T03:04:05+00:00"):
        assert fact in text.partition("@")[0]
    assert text.count("@misc{") == 2
    assert r"title = {Blinken meets Qin \& \{others\}}" in text
    assert "url = {https://courier.example/a_1}" in text
    assert "year = {2023}" in text


def test_csl():
    text, _ = written("csl", told("CONSULT"), reports=[REPORT])
    dataset, article = json.loads(text)
    assert dataset["type"] == "dataset"
    assert "pair:CHN-USA" in dataset["note"]
    assert article["issued"] == {"date-parts": [[2023, 6, 19]]}
    assert (article["type"], article["container-title"]) == ("article-newspaper", "The Courier")


def test_an_imported_row_is_cited_by_its_address():
    (_, article) = json.loads(written("csl", told("AID", url="https://post.example/b"))[0])
    assert (article["type"], article["URL"]) == ("webpage", "https://post.example/b")


def test_numbers_of_rows_are_stable():
    assert cells.serial("h1") == cells.serial("h1") != cells.serial("h1", 1)
    assert cells.serial("h1") < 2**53


@pytest.mark.parametrize(
    "name",
    [
        "gdelt1_events_sample.tsv",
        "gdelt2_20151027.export.CSV",
        "gdelt2_20191024143000.export.CSV",
        "icews_events.2018.sample.tab",
    ],
)
def test_real_rows_go_out_and_come_back_the_same(tmp_path, name):
    source = shared(f"data/interop/{name}")
    form = formats.recognise(source)
    rows = list(formats.read(source))
    assert not [row for row in rows if isinstance(row, InputError)]
    found = back(tmp_path, form, *rows)
    assert [_core(h) for h in found] == [_core(h) for h in rows]


def _core(h):
    """What both ends of a round trip share: names go out in capitals, addresses of 57-column rows not at all."""
    return dataclasses.replace(
        h,
        actors=tuple(map(_bare, h.actors)),
        recipients=tuple(map(_bare, h.recipients)),
        text=None,
        place=None,
    )


def _bare(party):
    return party.code, party.sector, party.text


@pytest.mark.parametrize("form", ["gdelt2", "icews", "polecat", "phoenix", "plover"])
def test_real_rows_go_out_in_every_form(tmp_path, form):
    rows = [r for r in formats.read(shared("data/interop/icews_events.2018.sample.tab")) if r.plover][:400]
    found = back(tmp_path, form, *rows)
    assert [(h.type, h.start) for h in found] == [(h.type, h.start) for h in rows]
    for side in ("actors", "recipients"):
        assert [[p.code for p in getattr(h, side)] for h in found] == [
            [p.code for p in getattr(h, side)] for h in rows
        ]


@pytest.mark.parametrize("name", ["plover_from_icews_sample.json", "gdelt2_mentions_sample.csv"])
def test_other_real_rows_are_read_without_loss(name):
    path = shared(f"data/interop/{name}")
    rows = list(
        formats.read_mentions(path) if formats.recognise(path) == "gdelt-mentions" else formats.read(path)
    )
    assert len(rows) >= 4
    assert not [row for row in rows if isinstance(row, InputError)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.sampled_from([*CAMEO, *PLOVER]), text=st.text(max_size=30))
@example(form="icews", text='a\tb\n"c"')
def test_no_name_breaks_a_row(tmp_path, form, text):
    it = told(
        "CONSULT",
        actors=(Party("USA", text, "GOV", text, text),),
        place=text,
        url=f"https://a.example/{text}",
    )
    found = back(tmp_path, form, it)
    assert [[p.code for p in h.actors] for h in found] == [["USA"]]


def test_every_format_is_written():
    for form in set(writing.FORMATS) - {"parquet"}:
        assert written(form, told("CONSULT"), reports=[REPORT])[1].happenings == 1
