"""What the database sums up is what its rows add up to; old records are brought up to it."""

import pytest
from sqlalchemy import text

from detente import record
from detente.record import Query, engine, migrations
from detente.types import Batch
from tests.happenings import day, happening
from tests.network import network
from tests.record.codings import CODER, coding, statement

ROWS = [
    happening("h1", "2024-01-05", ("USA", "JPN"), ("CHN",), place="Geneva", country="CHE", lat=46.2, lon=6.15),
    happening("h2", "2024-02-05", ("CHN",), ("USA",), type="ACCUSE", quad=3, score=-3.0, status="planned"),
    happening("h3", "2023-12-30", ("USA",), ("CHN",), end=day("2024-01-02"), place="Geneva", country="CHE", lat=46.2, lon=6.15),
    happening("h4", "2024-03-01", ("FRA",), ("DEU",), quad=None, score=None, place="at sea"),
    happening("h5", "2024-03-02", ("FRA",), ("CHN",), origin="other"),
]  # fmt: skip
BATCH = Batch(0, "f", "file", "d", None, None, len(ROWS), 0)


@pytest.fixture
def filled(opened):
    opened.writer.add_batch(BATCH, ROWS)
    return opened.reader


@pytest.mark.parametrize(
    "query",
    [
        "",
        "pair:USA-CHN",
        "state:CHN",
        "state:CHN,USA",
        "since:2024 origin:detente",
        "until:2024-01",
        "type:ACCUSE",
        "state:FRA status:occurred",
    ],
)
def test_pairs_add_up_to_their_happenings(filled, query):
    wanted = Query.parse(query)
    every = network(filled.happenings(wanted))
    states = set(wanted.pair or wanted.states)
    kept = [e for e in every if not states or (states <= {e.a, e.b} if wanted.pair else states & {e.a, e.b})]
    assert sorted(filled.edges(wanted), key=str) == sorted(kept, key=str)


@pytest.mark.parametrize(
    ("actors", "recipients", "reciprocal", "expected"),
    [
        (("USA",), ("CHN",), False, {("CHN", "USA")}),
        (("USA", "GBR"), ("CHN",), False, {("CHN", "USA"), ("CHN", "GBR")}),
        (("USA", "GBR"), ("CHN",), True, {("CHN", "USA"), ("CHN", "GBR"), ("GBR", "USA")}),
        (("USA", "GBR"), (), False, set()),
        (("USA",), ("USA",), False, set()),
    ],
)
def test_pairs_of_a_happening(opened, actors, recipients, reciprocal, expected):
    h = happening("h", "2024-01-01", actors, recipients, reciprocal=reciprocal)
    opened.writer.add_batch(BATCH, [h])
    assert {(e.a, e.b) for e in opened.reader.edges()} == expected


def test_pairs_among_some_states(filled):
    found = filled.edges(Query.parse("origin:detente"), among=("CHN", "USA", "FRA"))
    assert [(e.a, e.b, e.happenings, e.conflict) for e in found] == [("CHN", "USA", 3, 1)]


def test_places_and_statuses(filled):
    place = filled.placed()[0]
    assert (place.name, place.happenings, place.cooperation, place.first) == (
        "Geneva",
        2,
        2,
        day("2023-12-30"),
    )
    assert [(p.name, p.lat) for p in filled.placed()] == [("Geneva", 46.2), ("at sea", None)]
    assert filled.placed(Query.parse("since:2024-01-03"))[0].happenings == 1
    assert filled.statuses(Query.parse("pair:USA-CHN")) == {"occurred": 2, "planned": 1}


@pytest.mark.parametrize(
    ("query", "number"),
    [("place:geneva", 2), ("place:CHE", 2), ('place:"at sea",Geneva', 3), ("place:Rome", 0)],
)
def test_places_are_asked_for_by_name_or_state(filled, query, number):
    assert filled.number(Query.parse(query)) == number
    assert str(Query.parse(str(Query.parse(query)))) == str(Query.parse(query))


def test_voices_by_issue_and_month(opened):
    said = statement("China hopes so. China fears so.", "China hopes so", issues=("diplomatic", "economic"))
    opened.writer.add(coding("China hopes so. China fears so.", statements=(said,)), CODER)
    found = opened.reader.voices()
    assert [(v.speaker, v.issue, v.month, v.statements) for v in found] == [
        ("CHN", "diplomatic", day("2023-06-01"), 1), ("CHN", "economic", day("2023-06-01"), 1),
    ]  # fmt: skip
    assert [v.issue for v in opened.reader.voices(Query.parse("issue:Economic"))] == ["economic"]
    assert opened.reader.voices(Query.parse("by:USA")) == ()


def test_speakers_beyond_the_commonest_are_told_as_one(opened):
    told = {
        "China hopes so": "CHN",
        "France fears so": "FRA",
        "Japan doubts so": "JPN",
        "Japan denies so": "JPN",
    }
    text = ". ".join(told)
    said = tuple(statement(text, words, by=code, issues=("economic",)) for words, code in told.items())
    opened.writer.add(coding(text, statements=said), CODER)
    found = opened.reader.voices(speakers=1)
    assert [(v.speaker, v.statements) for v in found] == [("JPN", 2), ("others", 2)]
    assert sum(v.statements for v in opened.reader.voices()) == 4
    assert len(opened.reader.voices(speakers=3)) == 3


def test_a_pair_that_does_what_it_always_did_has_not_moved(opened):
    for month in range(1, 13):
        opened.writer.add(
            coding(
                f"Blinken met Wang, {month}.",
                told=[{"day": f"2023-{month:02}-15"}],
                published=f"2023-{month:02}-16",
            ),
            CODER,
        )
    steady = opened.reader.movements(limit=5)[0]
    assert abs(steady.change) < 4
    assert opened.reader.movements(limit=0) == ()


def test_the_state_is_another_after_a_change_only(opened):
    first = opened.reader.state()
    assert opened.reader.state() == first
    opened.writer.add(coding("Blinken met Wang."), CODER)
    assert opened.reader.state() != first


def test_a_record_of_before_has_its_pairs_filled(address, monkeypatch):
    monkeypatch.setattr(migrations, "VERSION", "0001")
    record.open(address, create=True).close()
    with engine.Store(address).writing() as connection:
        connection.execute(text(
            "INSERT INTO happening (id, key, states, type, contexts, status, quad, score, actors, recipients, reciprocal, dated,"
            " confidence, reports, articles, sources, origin) VALUES (1, 'h1', 'CHN USA', 'CONSULT', '[]', 'occurred', 1, 2.5,"
            " '[]', '[]', true, true, 0.5, 1, 1, 1, 'detente')"
        ))  # fmt: skip
        connection.execute(text("INSERT INTO dyad (happening_id, a, b, towards) VALUES (1, 'CHN', 'USA', 3)"))
    monkeypatch.undo()
    with record.open(address) as opened:
        (edge,) = opened.reader.edges(Query.parse("origin:detente"))
        assert (edge.happenings, edge.cooperation, edge.score) == (1, 1, 2.5)
