"""detente.open, and tables of what it answers."""

import datetime as dt

import pytest

import detente
from detente import record
from detente.errors import DetenteError, QueryError
from detente.output import frames
from tests.record.codings import CODER, coding, commitment, statement


@pytest.fixture
def opened(tmp_path):
    path = tmp_path / "a.db"
    text = "Blinken met Wang in Beijing. Wang told Blinken a long story."
    with record.open(path, create=True) as made:
        made.writer.add(
            coding(
                text, told=[{"day": "2023-06-18"}, {"by": "CHN", "to": "", "kind": "REQUEST"}],
                statements=[statement(text, "a long story", to="USA")], commitments=[commitment("to meet again")],
            ),
            CODER,
        )  # fmt: skip
    with detente.open(path) as found:
        yield found


def test_rows_are_typed(opened):
    events = opened.events(pair=("USA", "CHN"), since="2023-01")
    assert events[0].start == dt.date(2023, 6, 18)
    assert [s.statement.content.text for s in opened.statements("by:CHN")] == ["a long story"]
    assert len(opened.commitments()) == len(opened.articles()) == len(opened.sources()) == 1
    with pytest.raises(QueryError):
        opened.events(pair="USA")


def test_rows_are_a_sequence(opened):
    events = opened.events()
    assert len(events) == 2
    assert list(events[:1]) == [events[0]]
    assert events[:1] == opened.events(type="CONSULT")


@pytest.mark.parametrize("ask", ["events", "statements", "commitments", "articles", "sources"])
def test_every_kind_is_a_table(opened, ask):
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    rows = getattr(opened, ask)()
    columns = list(rows.to_dicts()[0])
    assert (
        list(rows.to_pandas().columns) == rows.to_polars().columns == rows.to_arrow().column_names == columns
    )
    assert len(rows.to_pandas()) == rows.to_polars().height == rows.to_arrow().num_rows == len(rows)
    assert f"{len(rows)} rows" in repr(rows)
    assert f"<th>{columns[0]}</th>" in rows._repr_html_()


def test_columns_are_flat(opened):
    (said,) = opened.statements().to_dicts()
    assert (said["speaker"], said["content"], said["article_publisher"]) == (
        "CHN",
        "a long story",
        "The Courier",
    )
    assert {type(value) for row in opened.events().to_dicts() for value in row.values()} <= {
        str, int, float, bool, dt.date, type(None),
    }  # fmt: skip


def test_a_library_that_is_missing_is_named(opened, monkeypatch):
    monkeypatch.setattr(frames.importlib, "import_module", _absent)
    with pytest.raises(DetenteError, match="pip install polars"):
        opened.events().to_polars()


def _absent(name):
    raise ImportError(name)


def test_the_record_shows_what_it_holds(opened):
    assert "1 articles of 1 sources, 2 happenings" in repr(opened)
