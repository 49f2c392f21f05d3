"""What is written is read back, on both databases."""

import datetime as dt
from dataclasses import replace

import pytest

from detente import merging, record
from detente.errors import RecordError
from detente.merging import grouping
from detente.record import Query, reckoning
from detente.record.packing import unpack
from detente.types import Batch, Coverage, Happening, Holder, Party, Span, Volume
from tests.record.codings import CODER, NEXT, coding, commitment, statement

MET = "Blinken met Wang in Beijing."


def ids(happenings):
    return [h.id for h in happenings]


def test_an_article_comes_back_as_it_was_coded(opened):
    text = 'Blinken met Wang in Beijing. Wang said "the door is open" in Beijing.'
    it = coding(
        text, told=[{"by": "USA:Antony Blinken:foreign minister", "day": "2023-06-18"}],
        statements=[statement(text, "the door is open")], commitments=[commitment("to meet again")],
    )  # fmt: skip
    assert opened.writer.add(it, CODER, "clips/a.txt")
    assert opened.reader.article(it.article.id) == it
    assert opened.reader.article("nowhere") is None


def test_the_same_coding_is_added_once(opened):
    it = coding(MET)
    assert [opened.writer.add(it, CODER), opened.writer.add(it, CODER)] == [True, False]
    assert opened.reader.counts().events == 1
    assert opened.reader.known([it.article.id, "other"], CODER) == {it.article.id: True}
    assert opened.reader.known([it.article.id], NEXT) == {}


def test_a_day_that_was_missing_is_filled_in(opened):
    opened.writer.add(coding(MET, published=None), CODER)
    assert opened.reader.happenings()[0].start is None
    assert opened.writer.add(coding(MET), CODER)
    assert opened.reader.happenings()[0].start == dt.date(2023, 6, 19)


def test_two_reports_are_one_happening(opened):
    told = [{"by": "USA:Antony Blinken:foreign minister", "day": "2023-06-18"}]
    opened.writer.add(coding("Blinken met Wang in Beijing on Sunday.", told=told), CODER)
    opened.writer.add(
        coding("Blinken met Wang in Beijing for talks.", told=told, publisher="The Echo"), CODER
    )
    (h,) = opened.reader.happenings()
    assert (h.reports, h.articles, h.sources) == (2, 2, 2)
    assert [r.article.publisher for r in opened.reader.reports([h.id])[h.id]] == ["The Courier", "The Echo"]
    assert opened.reader.reports([h.id])[h.id][1].reasons


def test_happenings_of_more_or_fewer_states_are_candidates_too(opened, monkeypatch):
    monkeypatch.setattr(grouping, "same", lambda found: 1.0)
    day = {"day": "2023-06-18"}
    for text, told in (
        ("All met in Rome.", {"by": "USA CHN", "to": "JPN"}),
        ("Two met in Rome.", {"by": "USA", "to": "CHN"}),
        ("Others met in Rome.", {"by": "DEU", "to": "JPN"}),
        ("One met somebody.", {"by": "USA", "to": ""}),
        ("They signed.", {"by": "USA", "to": "CHN", "kind": "AGREE"}),
    ):
        opened.writer.add(coding(text, told=[day | told]), CODER)
    reports = {
        frozenset(p.code for p in (*h.actors, *h.recipients)): h.reports
        for h in opened.reader.happenings(Query.parse("type:CONSULT"))
    }
    assert reports == {
        frozenset({"USA", "CHN", "JPN"}): 2, frozenset({"DEU", "JPN"}): 1, frozenset({"USA"}): 1,
    }  # fmt: skip


def test_of_a_much_told_happening_the_first_and_last_reports_say_what_it_was(opened, monkeypatch):
    monkeypatch.setattr(reckoning, "_FIRST", 2)
    monkeypatch.setattr(reckoning, "_LAST", 2)
    read = []
    monkeypatch.setattr(reckoning, "unpack", lambda kind, data: read.append(kind) or unpack(kind, data))
    told = [
        {
            "by": "USA:Antony Blinken:foreign minister",
            "to": "CHN:Wang Yi:foreign minister",
            "day": "2023-06-18",
        }
    ]
    for n in range(24):
        read.clear()
        opened.writer.add(
            coding(f"Blinken met Wang in Beijing {n}.", told=told, publisher=f"Courier {n}"), CODER
        )
    (h,) = opened.reader.happenings()
    assert (h.reports, h.articles, h.sources) == (24, 24, 24)
    assert (
        len(read) <= 1 + merging.LATEST + 5
    )  # the new one, those it is compared with, and those that say what it was


def test_a_later_report_settles_what_was_planned(opened):
    day = {"day": "2023-06-18"}
    opened.writer.add(
        coding(
            "Blinken meets Wang in Beijing on Sunday.",
            told=[{**day, "status": "planned"}],
            published="2023-06-10",
        ),
        CODER,
    )
    (planned,) = opened.reader.happenings()
    opened.writer.add(coding("Blinken met Wang in Beijing on Sunday.", told=[day]), CODER)
    (held,) = opened.reader.happenings()
    assert (planned.status, held.status, held.id) == ("planned", "occurred", planned.id)


def test_an_undated_act_has_the_day_of_its_report(opened):
    opened.writer.add(coding(MET), CODER)
    (h,) = opened.reader.happenings()
    assert (h.start, h.end, h.dated, h.precision) == (dt.date(2023, 6, 19), dt.date(2023, 6, 19), False, None)


QUERIES = {
    "": "abcd",
    "pair:USA-CHN": "ab",
    "pair:CHN>USA": "ab",
    "pair:RUS>UKR": "c",
    "pair:UKR>RUS": "",
    "state:JPN": "d",
    "state:JPN,UKR": "cd",
    "type:ASSAULT": "c",
    "status:planned": "d",
    "since:2023-06-18": "abd",
    "until:2023-06-17": "c",
    "since:2023-06-20": "d",
    'source:"the echo"': "d",
    "context:military": "c",
    "issue:military": "c",
    "issue:chips": "b",
    "by:CHN": "ab",
    "by:RUS": "c",
    "by:UKR": "",
    'who:"antony blinken"': "a",
    "who:Blinken": "a",
    "who:link": "",
    "min:0.9": "c",
    "origin:detente": "abcd",
    "origin:gdelt": "",
    "discussed chips": "b",
    "discussing": "b",
    '"discussed chips"': "b",
    '"chips discussed"': "",
    "chips Odesa": "",
    "pair:USA-CHN chips": "b",
}  # fmt: skip


@pytest.fixture
def four(opened):
    """Happenings a to d."""
    for text, told, about in (
        (MET, {"by": "USA:Antony Blinken:foreign minister", "day": "2023-06-18"}, {}),
        ("Yellen discussed chips with China.", {"kind": "REQUEST", "day": "2023-06-19"}, {}),
        (
            "Russia shelled Odesa at night.",
            {"kind": "ASSAULT", "by": "RUS", "to": "UKR", "day": "2023-06-17", "reciprocal": False,
             "contexts": ("military",), "confidence": 0.95},
            {},
        ),
        (
            "Kishida visits Seoul next month.",
            {"by": "JPN", "to": "KOR", "day": "2023-07-01", "status": "planned"},
            {"publisher": "The Echo"},
        ),
    ):  # fmt: skip
        opened.writer.add(coding(text, told=[told], **about), CODER)
    return opened


def letters(happenings):
    firsts = {"Blinken": "a", "Yellen": "b", "Russia": "c", "Kishida": "d"}
    return "".join(sorted(firsts[h.text.split()[0]] for h in happenings))


@pytest.mark.parametrize("text", QUERIES)
def test_query_finds(four, text):
    query = Query.parse(text)
    assert letters(four.reader.happenings(query)) == QUERIES[text]
    assert four.reader.number(query) == len(QUERIES[text])
    assert letters(four.reader.events(query)) == QUERIES[text]


def test_lists_go_by_days_and_in_parts(four):
    days = [h.start.day for h in four.reader.happenings()]
    assert days == [17, 18, 19, 1]
    assert [h.start.day for h in four.reader.happenings(newest=True, limit=2, offset=1)] == [19, 18]


def test_statements_of_a_pair(opened):
    text = "Wang told Blinken that Washington must choose. Wang greeted Tokyo."
    (opened.writer.add(
        coding(text, told=[], statements=[
            statement(text, "Washington must choose", issues=("Taiwan",)), statement(text, "greeted Tokyo", to="JPN"),
        ], named=[Party("USA", start=text.index("Washington"), end=0)]), CODER,
    ))  # fmt: skip

    def contents(query):
        return [s.statement.content.text for s in opened.reader.statements(Query.parse(query))]

    assert (
        contents("pair:CHN-USA")
        == contents("pair:CHN>USA")
        == contents("issue:taiwan")
        == ["Washington must choose"]
    )
    assert contents("pair:USA>CHN") == contents("by:USA") == []
    assert contents("pair:CHN-JPN") == contents("greeting") == ["greeted Tokyo"]
    assert len(contents('by:CHN who:"Wang Yi"')) == 2
    assert len(contents('since:2023-06-19 until:2023-06-19 source:"The Courier"')) == 2


def test_commitments_lead_to_happenings(opened):
    it = coding(MET)
    bound = replace(
        it,
        commitments=(
            commitment("to meet again", of=(it.events[0].id, "gone")),
            commitment("to buy", bound=("FRA",)),
        ),
    )
    opened.writer.add(bound, CODER)
    (h,) = opened.reader.happenings()
    (found,) = opened.reader.commitments(Query.parse("pair:USA-CHN status:agreed meeting"))
    assert found.happenings == (h.id,)
    assert opened.reader.commitments(Query.parse("pair:USA-FRA")) == ()
    assert len(opened.reader.commitments(Query.parse("since:2023-06"))) == 2


def test_coverage_counts_originals_that_name_both(opened):
    usa, chn = Party("USA", start=0, end=3), Party("CHN", start=4, end=7)
    opened.writer.add(coding(MET, named=[usa, chn, usa]), CODER)
    opened.writer.add(coding("Yellen stayed at home today.", named=[usa], published="2023-07-02"), CODER)
    whole = " ".join(f"word{i}" for i in range(60))
    opened.writer.add(coding(whole, named=[usa, chn], publisher="The Echo"), CODER)
    opened.writer.add(coding(whole + " more", named=[usa, chn], publisher="The Copyist"), CODER)
    june, july = dt.date(2023, 6, 1), dt.date(2023, 7, 1)
    assert opened.reader.coverage(Query.parse("pair:USA-CHN")) == (
        Coverage(june, 2, 2, 2),
        Coverage(july, 1, 0, 0),
    )
    assert opened.reader.coverage(Query.parse("state:USA since:2023-07")) == (Coverage(july, 1, 1, 1),)
    assert opened.reader.counts().copies == 1
    assert [c.copy_of for c in opened.reader.articles(Query.parse('source:"The Copyist"'))] != [None]


def test_the_same_text_elsewhere_is_one_article_of_two_sources(opened):
    for publisher in ("The Courier", "The Echo", "The Courier"):
        opened.writer.add(coding(MET, publisher=publisher, url="https://x.example"), CODER)
    assert opened.reader.happenings()[0].sources == 2
    assert [(s.name, s.articles) for s in opened.reader.sources()] == [("The Courier", 1), ("The Echo", 1)]


def test_names_in_letters_of_all_languages_are_found(opened, address):
    text = "Müller met Éluard in Bonn."
    promised = replace(commitment("to meet again"), who=("Jörg MÜLLER",))
    told = [statement(text, "in Bonn", issues=("Énergie",))]
    it = coding(text, statements=told, commitments=[promised], publisher="ÖSTERREICH Heute")
    opened.writer.add(it, CODER)
    in_any_case = str.lower if address.startswith("sqlite") else str  # else the server's locale decides
    for case in (str, in_any_case):
        assert len(opened.reader.articles(Query.of(source=case("ÖSTERREICH Heute")))) == 1
        assert len(opened.reader.statements(Query.of(issue=case("Énergie")))) == 1
        assert len(opened.reader.commitments(Query.of(who=case("MÜLLER")))) == 1
    assert opened.reader.commitments(Query.of(who="parties")) == ()  # a name in the data, but no person's


def test_persons_and_words_are_found(opened):
    text = "Secretary Blinken met Wang. " + "They spoke of many things. " * 40 + "Then the hot line rang."
    blinken = Holder("Antony Blinken", "secretary of state", "USA", Span(0, 17))
    it = coding(text, told=[], holders=[blinken])
    opened.writer.add(it, CODER)
    (held,) = opened.reader.holders("blinken")
    assert held.holder == blinken
    assert held.article.published == dt.date(2023, 6, 19)
    (hit,) = opened.reader.search('"hot lines" rang')
    assert next(hit.excerpt[m.start : m.end] for m in hit.marks).startswith("hot")
    assert opened.reader.search("cold") == opened.reader.search("") == ()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("defense", True),
        ("defences", True),
        ('"defense minister"', True),
        ('"Labour Party"', True),
        ("programme center", True),
        ("defense cold", False),
        ('"defense center"', False),
    ],
)
def test_words_are_found_in_either_spelling(opened, asked, found):
    text = "The defence minister praised the program of the Labor Party at the centre."
    opened.writer.add(coding(text, told=[]), CODER)
    assert bool(opened.reader.search(asked)) is found
    assert bool(opened.reader.articles(Query.parse(asked))) is found


def test_hands_outlive_recoding(opened):
    first, second = (
        coding("Blinken met Wang in Beijing."),
        coding("Yellen thanked Liu in Geneva.", told=[{"kind": "SUPPORT"}]),
    )
    for it in (first, second):
        opened.writer.add(it, CODER)
    a, b = (r.happening for r in opened.reader.events())
    assert a != b
    opened.writer.merge(a, b)
    assert ids(opened.reader.happenings()) == [a]
    assert opened.reader.happening(b).id == a
    opened.writer.add(second, NEXT)
    assert [h.reports for h in opened.reader.happenings()] == [2]
    own = opened.writer.split(second.events[0].id)
    assert sorted(ids(opened.reader.happenings())) == sorted([a, own])
    for it in (second, first):
        opened.writer.add(it, {**NEXT, "version": "3"})
    assert sorted(ids(opened.reader.happenings())) == sorted([a, own])


def test_split_holds_against_the_machine(opened):
    one, other = (
        coding(f"Blinken met Wang in Beijing{end}.", told=[{"day": "2023-06-18"}])
        for end in ("", " for talks")
    )
    for it in (one, other):
        opened.writer.add(it, CODER)
    assert len(opened.reader.happenings()) == 1
    opened.writer.split(other.events[0].id)
    opened.writer.add(other, NEXT)
    assert len(opened.reader.happenings()) == 2


@pytest.mark.parametrize("act", ["merge('hx', 'hy')", "split('ex')", "forget('x')"])
def test_what_is_not_there_is_an_error(opened, act):
    with pytest.raises(RecordError, match=r"there is no such"):
        eval(f"opened.writer.{act}")


def test_recoding_keeps_ids_and_tells_changes(opened):
    old = coding("Blinken met Wang in Beijing. Wang thanked Blinken warmly.")
    opened.writer.add(old, CODER)
    before = ids(opened.reader.happenings())
    kept, gone = old.events
    new = replace(old, events=(replace(kept, status="planned", confidence=0.5),))
    opened.writer.add(new, NEXT)
    assert ids(opened.reader.happenings()) == before[:1]
    assert opened.reader.happenings()[0].status == "planned"
    changed, vanished = opened.reader.changes()
    assert (changed.old, changed.new, changed.fields) == (kept, new.events[0], ("status",))
    assert (vanished.old, vanished.new) == (gone, None)
    assert list(opened.reader.outdated(NEXT)) == []
    assert list(opened.reader.outdated(CODER)) == [old.article]
    assert [c[3] for c in opened.reader.coders()] == [0, 1]


def test_forgetting_an_article_leaves_nothing_of_it(opened):
    one = coding("Blinken met Wang in Beijing on Sunday.", told=[{"day": "2023-06-18"}])
    other = coding(
        "Blinken met Wang in Beijing for talks.", told=[{"day": "2023-06-18"}], publisher="The Echo"
    )
    for it in (one, other):
        opened.writer.add(it, CODER)
    opened.writer.forget(one.article.id)
    (h,) = opened.reader.happenings()
    assert (h.reports, h.text) == (1, "Blinken met Wang in Beijing for talks")
    opened.writer.forget("The Echo")
    counts = opened.reader.counts()
    assert (counts.articles, counts.events, counts.happenings, counts.statements) == (0, 0, 0, 0)
    assert opened.reader.search("Beijing") == ()


def test_forgetting_a_source_keeps_what_others_published(opened):
    for publisher in ("The Courier", "The Echo"):
        opened.writer.add(coding(MET, publisher=publisher), CODER)
    assert opened.writer.forget("The Courier") == 0
    assert [c.publisher for c in opened.reader.articles()] == ["The Echo"]
    assert [s.name for s in opened.reader.sources()] == ["The Echo"]
    assert opened.reader.happenings()[0].sources == 1


def imported(key, **more):
    values = {
        "id": key, "type": "CONSULT", "own": None, "mode": None, "contexts": (), "status": "occurred", "plover": "CONSULT",
        "quad": 1, "score": 2.5, "actors": (Party("USA"),), "recipients": (Party("CHN"),), "reciprocal": False,
        "start": dt.date(2015, 1, 2), "end": dt.date(2015, 1, 2), "precision": "day", "dated": True, "place": None, "country": None,
        "lat": None, "lon": None, "confidence": 1.0, "reports": 3, "articles": 2, "sources": 1,
        "first_reported": None, "last_reported": None, "origin": "gdelt", "text": None, "url": None,
    } | more  # fmt: skip
    return Happening(**values)


def test_rows_of_another_data_set_are_put_in_once(opened):
    opened.writer.add(coding(MET), CODER)
    batch = Batch(0, "gdelt2", "a.csv", "d1", None, None, 3, 1)
    rows = [imported("gdelt-1"), imported("gdelt-2", text="Obama thanked Xi")]
    assert opened.writer.add_batch(batch, rows, [Volume("gdelt", 2015, 7)]).skipped == 1
    assert opened.writer.add_batch(batch, [*rows, imported("gdelt-3")]).skipped == 3
    assert opened.reader.happenings(Query.parse("origin:gdelt until:2015")) == (
        rows[0],
        rows[1],
        imported("gdelt-3"),
    )
    assert len(opened.reader.happenings(Query.parse("pair:USA-CHN"))) == 4
    assert len(opened.reader.happenings(Query.parse("thanked"))) == 1
    assert opened.reader.volumes("gdelt") == (Volume("gdelt", 2015, 7),)
    assert [b.skipped for b in opened.reader.batches()] == [1, 3]
    opened.writer.add(coding("Yellen thanked Liu in Geneva.", told=[{"kind": "SUPPORT"}]), CODER)
    counts = opened.reader.counts()
    assert (counts.happenings, counts.imported) == (2, 3)


def test_what_databases_cannot_hold_is_left_out(opened):
    opened.writer.add(coding(MET, publisher="The\0 Courier\ud800", url="https://x.example/\0"), CODER)
    (card,) = opened.reader.articles()
    assert (card.publisher, card.url) == ("The Courier?", "https://x.example/")


def test_a_long_text_is_searched(opened):
    text = "Blinken met Wang. " + "".join(f"{i:07x} " for i in range(200_000))
    opened.writer.add(coding(text, told=[{}]), CODER)
    assert len(opened.reader.search("Blinken")) == 1


def test_a_copy_holds_everything_and_goes_on(opened, tmp_path, address):
    text = "Wang told Blinken off."
    opened.writer.add(
        coding(text, statements=[statement(text, "told")], commitments=[commitment("to go")]), CODER
    )
    name = opened.copy(tmp_path / "copy.db")
    with pytest.raises(RecordError, match="exists already"):
        opened.copy(tmp_path / "copy.db")
    with record.open(name) as copy:
        assert copy.reader.counts() == opened.reader.counts()
        assert copy.reader.happenings() == opened.reader.happenings()
        assert copy.writer.add(coding("Yellen thanked Liu in Geneva."), CODER)
        assert len(copy.reader.search("Geneva")) == 1
        assert len(copy.reader.search("Wang")) == 1


def test_a_copy_may_go_to_another_database(opened, server):
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS copied WITH (FORCE)")
        connection.execute("CREATE DATABASE copied")
    opened.writer.add(coding(MET), CODER)
    target = server.replace("/postgres?", "/copied?")
    opened.copy(target)
    with record.open(target) as copy:
        assert copy.writer.add(coding("Yellen thanked Liu in Geneva.", told=[{"kind": "AID"}]), CODER)
        assert copy.reader.number() == 2
    with pytest.raises(RecordError, match="holds a record already"):
        opened.copy(target)


def test_record_in_another_name(opened):
    with pytest.raises(RecordError):
        record.open(opened.name.replace("record", "nothing").replace("/test", "/nothing"))
