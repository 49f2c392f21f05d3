import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import QueryError
from detente.record.query import NAMES, Query

READ = {
    "pair:USA-CHN": Query(pair=("CHN", "USA")),
    "pair:USA>CHN": Query(pair=("USA", "CHN"), directed=True),
    'pair:"United States">China': Query(pair=("USA", "CHN"), directed=True),
    "pair:Guinea-Bissau-France": Query(pair=("FRA", "GNB")),
    "state:china,JPN state:nato": Query(states=("CHN", "JPN", "NATO")),
    "type:consult,AGREE mode:phone": Query(types=("CONSULT", "AGREE"), modes=("phone",)),
    "type:my:EMBARGO": Query(types=("my:EMBARGO",)),
    "status:refused,cancelled": Query(statuses=("refused", "cancelled")),
    "since:2020-02 until:2020-02": Query(since=dt.date(2020, 2, 1), until=dt.date(2020, 2, 29)),
    "since:2020 until:2021": Query(since=dt.date(2020, 1, 1), until=dt.date(2021, 12, 31)),
    "until:2021-06-30": Query(until=dt.date(2021, 6, 30)),
    'source:"The White House",Reuters': Query(sources=("The White House", "Reuters")),
    'source:"Courier, The"': Query(sources=("Courier, The",)),
    'context:economic issue:Taiwan by:CHN who:"Wang Yi"': Query(
        contexts=("economic",), issues=("Taiwan",), by=("CHN",), who=("Wang Yi",)
    ),
    "origin:detente min:0.5": Query(origins=("detente",), minimum=0.5),
    'hot "spy balloon"  line': Query(words=("hot", "spy balloon", "line")),
    '"a:b"': Query(words=("a:b",)),
    "": Query(),
}  # fmt: skip

REFUSED = {
    "type:CONSLT": ("character 1", "did you mean CONSULT?"),
    "hello pair:UAS-CHN": ("character 7", "'UAS' is no state", "USA"),
    "pair:USA": ("character 1", "a pair is written USA-CHN"),
    "pair:USA-America": ("are the same party",),
    "stat:CHN": ("there is no filter 'stat'; did you mean state:?", "filters:"),
    "http://x.example": ("needs quotation marks",),
    "since:2020-13": ("is no day, month or year", "2020-03-31"),
    "since:2021 until:2020": ("lies after",),
    "min:2": ("between 0 and 1",),
    "min:nan": ("between 0 and 1",),
    "state:": ("a value is missing behind state:",),
    "type:CONSULT,": ("beside a comma",),
    'one "two': ("character 5", "no other end"),
    "x" * 3000: ("longer than",),
}


@pytest.mark.parametrize("text", READ)
def test_query_is_read(text):
    assert Query.parse(text) == READ[text]


@pytest.mark.parametrize("text", READ)
def test_query_is_written_as_it_is_read(text):
    assert Query.parse(str(Query.parse(text))) == Query.parse(text)


@pytest.mark.parametrize("text", REFUSED)
def test_error_names_the_place_and_what_would_be_right(text):
    with pytest.raises(QueryError) as caught:
        Query.parse(text)
    assert [part for part in REFUSED[text] if part not in str(caught.value)] == []


@given(
    st.lists(
        st.one_of(st.text(max_size=12), st.tuples(st.sampled_from(NAMES), st.text(max_size=8)).map(":".join)),
        max_size=6,
    ).map(" ".join)
)
def test_any_text_is_a_query_or_an_error(text):
    try:
        query = Query.parse(text)
    except QueryError:
        return
    assert Query.parse(str(query)) == query


def test_keywords_are_the_language():
    assert Query.of(
        pair=("USA", "China"), since="2023-01", type=["CONSULT", "AGREE"], words="hot line"
    ) == Query.parse('pair:USA-CHN since:2023-01 type:CONSULT,AGREE "hot line"')
    assert Query.of("Taiwan", pair="USA>CHN", since=None) == Query.parse("pair:USA>CHN Taiwan")


def test_a_later_query_narrows_an_earlier_one():
    both = Query.parse("pair:USA-CHN since:2020") & Query.parse("since:2021 min:0.5")
    assert both == Query.parse("pair:USA-CHN since:2021 min:0.5")
    both = Query.parse("pair:USA>CHN min:0.5") & Query.parse("min:0")
    assert both == Query.parse("pair:USA>CHN min:0")
    assert both & Query.parse("pair:USA-JPN") == Query.parse("pair:USA-JPN min:0")
    with pytest.raises(QueryError, match="lies after"):
        Query.parse("since:2021") & Query.parse("until:2020")
