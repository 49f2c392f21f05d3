"""The API: the queries of everywhere, lists by pages, and no error of the server whatever is asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LISTS = ["happenings", "events", "statements", "commitments", "articles"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_page_through_everything(client, name):
    whole = client.get(f"/api/{name}?limit=500").json()
    assert whole["next"] is None
    rows, path = [], f"/api/{name}?limit=3"
    while path:
        page = client.get(path).json()
        assert len(page["rows"]) <= 3
        rows += page["rows"]
        path = page["next"]
    assert rows == whole["rows"]


def test_single_things(client):
    key = client.get("/api/happenings?q=status:refused").json()["rows"][0]["id"]
    assert (
        client.get(f"/api/happenings/{key}").json()["reports"][0]["event"]["why"] == "declined governs call"
    )
    assert client.get("/api/articles/a1").json()["article"]["title"].startswith("Norway")
    assert client.get("/api/pairs/USA-CHN").json()["index"]["points"]
    assert client.get("/api/pairs/USA-CHN/lowest?since=2024-01").json()["verdict"]
    assert client.get("/api/persons/Li%20Bo").status_code == 200
    assert client.get("/api/search?q=spoke").json()["rows"]
    assert client.get("/api/sources").json()["counts"]["articles"] == 12


def test_errors_are_json(client):
    assert "did you mean" in client.get("/api/happenings?q=stauts:x").json()["error"]
    assert client.get("/api/happenings/none").status_code == 404
    assert client.get("/api/happenings?limit=0").status_code == 422


def test_openapi_describes_every_path(client):
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {f"/api/{name}" for name in LISTS} <= set(paths)
    assert all(how["get"]["description"] for how in paths.values())
    assert client.get("/docs").status_code == 404  # its page would load scripts from elsewhere


ANY = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["!!!", '"', '""', "a:b", "pair:USA-CHN", "since:0001", "\0", "words*", "NEAR(a b)"]),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=ANY, name=st.sampled_from([*LISTS, "search"]), offset=st.sampled_from([0, 3, 10_000_000, 10**30]))
def test_nothing_makes_the_server_fail(client, q, name, offset):
    answer = client.get(f"/api/{name}", params={"q": q, "offset": offset})
    assert answer.status_code in (200, 400, 422), answer.text
