import json

from detente.relations.alerts import alerts
from detente.relations.charts import index_chart, issues_chart, matrix_chart
from detente.relations.contacts import contacts
from detente.relations.formulas import FORMULAS
from detente.relations.index import index
from detente.relations.issues import issues
from detente.types import Party, Quoted, Said, Statement
from tests.happenings import DEFENCE, card, covered, happening, who
from tests.network import network


def said(code, issue, published="2024-03-01", name="s1"):
    statement = Statement(
        name, (Party(code),), (), "direct", None, Quoted(0, 4, "this"), None, (), (issue,), ""
    )
    return Said(statement, card("a1", published=published))


def test_issues_hold_both_sides_words_and_what_was_done():
    done = [
        happening("h1", "2024-02-01", contexts=("economic",), quad=1),
        happening("h2", "2024-01-01", contexts=("economic",), quad=4),
    ]
    words = [
        said("CHN", "Taiwan"),
        said("USA", "Taiwan", name="s2"),
        said("RUS", "Taiwan", name="s3"),
        said("USA", "economic"),
    ]
    found = {i.name: i for i in issues(("USA", "CHN"), done, words)}
    assert found["economic"].cooperation == found["economic"].conflict == 1
    assert [h.id for h in found["economic"].happenings] == ["h2", "h1"]
    assert set(found["Taiwan"].said) == {"USA", "CHN"}
    assert found["economic"].last.isoformat() == "2024-03-01"


def test_alerts_tell_the_first_of_its_kind_for_long():
    sides = {"actors": (who("USA", **DEFENCE),), "recipients": (who("CHN", **DEFENCE),)}
    done = [
        happening("h0", "2023-01-01", quad=1),
        happening("h1", "2023-02-01", **sides),
        happening("h2", "2023-03-01", **sides),
        happening("h3", "2024-03-01", **sides),
        happening("h4", "2024-04-01", status="refused", **sides),
        happening("h5", "2024-05-01", type="SANCTION", plover="SANCTION", quad=4),
    ]
    found = alerts(done, {c.happening.id: c for c in contacts(("USA", "CHN"), done, {})})
    assert {a.happening.id: a.text for a in found} == {
        "h1": "first contact on the channel of defence ministers on record",
        "h3": "first contact on the channel of defence ministers since 2023-03-01",
        "h4": "first refused contact on the channel of defence ministers on record",
        "h5": "first SANCTION on record",
    }


def test_charts_carry_their_table_and_their_sentence():
    done = [happening(f"h{i}", "2024-01-10") for i in range(9)]
    charts = [
        index_chart(
            ("USA", "CHN"),
            index(FORMULAS["plover"], done, covered(2024, 2024, 9)),
            {"2024-01-01": "/d/USA-CHN?since=2024-01"},
        ),
        issues_chart(("USA", "CHN"), issues(("USA", "CHN"), done, [said("CHN", "Taiwan")])),
        matrix_chart(["USA", "CHN", "FRA"], network(done)),
    ]
    for chart in charts:
        json.dumps(chart.spec)
        assert chart.spec["description"] == chart.summary
        assert all(len(row) == len(chart.heading) for row in chart.rows)
    assert "2.50 (2.50 to 2.50) in 2024-01" in charts[0].summary
    assert "http" not in json.dumps(charts[0].spec["data"])


def test_an_index_that_says_nothing_says_so():
    found = index(FORMULAS["plover"], [happening("h", "2024-01-10")], covered(2024, 2024, 9))
    chart = index_chart(("USA", "CHN"), found)
    assert "too thin to say" in chart.summary
    assert chart.rows == (("2024-01-01", "too thin to say", "too thin to say", "too thin to say", "1", "9"),)
