"""Reviews: kept by what they are about, whoever codes anew, and each reviewer's own."""

import dataclasses
import datetime as dt
import threading

import pytest
from sqlalchemy import insert, text

from detente import record
from detente.errors import RecordError
from detente.record import Answer, Draw, Query, engine, migrations, reviews, schema
from detente.record.migrations.versions import v0003
from detente.record.reviews import fingerprint
from detente.types import Correction
from tests.record.codings import CODER, NEXT, coding, event

AT = dt.datetime(2024, 5, 1, 12, 30, tzinfo=dt.UTC)
EVERYTHING = Query()


def several(opened, number=20):
    for i in range(number):
        opened.writer.add(coding(f"Blinken met Wang {i} times.", url=f"https://courier.example/{i}"), CODER)


def say(opened, item, reviewer="ann", verdict="accept", *, correction=None, edition=0):
    answer = Answer(verdict, correction, item.fingerprint, edition)
    opened.writer.review(item.report.event.id, reviewer, answer, AT)


def next_of(opened, reviewer="ann", query=EVERYTHING, **draw):
    found = opened.reader.following(query, reviewer, Draw(**draw))
    return found and found[0]


def through(opened, reviewer, verdict="accept", query=EVERYTHING, **draw):
    """Answer all that is given; the ids in their order."""
    seen = []
    while it := next_of(opened, reviewer, query, **draw):
        say(opened, it, reviewer, verdict)
        seen.append(it.report.event.id)
    return seen


def test_every_item_once_in_an_order_of_its_own(opened):
    several(opened)
    ann, other = through(opened, "ann", share=0), None
    assert len(set(ann)) == len(ann) == 20
    assert next_of(opened, "ben", share=0) is None
    other = through(opened, "ben", share=1.0)
    assert sorted(other) == sorted(ann)
    assert other != ann


def test_a_chosen_share_is_answered_twice_among_fresh_ones(opened):
    several(opened, 30)
    for _ in range(20):
        say(opened, next_of(opened))
    first = {j.item for j in opened.reader.judgements(reviewer="ann")}
    ben = through(opened, "ben", share=0.4, seed="s")
    twice = [
        i
        for i, key in enumerate(ben)
        if {j.item for j in opened.reader.judgements()} and _is_in(opened, key, first)
    ]
    assert 2 <= len(twice) <= 15
    assert len(ben) == 10 + len(twice)
    assert twice[0] < 10  # not all at the end


def _is_in(opened, key, items):
    it = opened.reader.item(key, "")[0]
    trigger = it.report.event.mentions[0].trigger
    return (it.report.article.id, trigger.start, trigger.end, it.fingerprint) in items


def test_a_query_narrows_and_sources_are_those_of_the_article(opened):
    opened.writer.add(coding("Blinken met Wang.", told=[{"status": "refused"}]), CODER)
    opened.writer.add(coding("Austin phoned Li.", publisher="The Herald"), CODER)
    assert len(through(opened, "ann", query=Query.parse("status:refused"))) == 1
    assert len(through(opened, "ann", query=Query.parse('source:"The Herald"'))) == 1
    assert len(opened.reader.judgements(Query.parse("status:refused"))) == 1
    assert next_of(opened) is None


def test_answers_of_two_stand_side_by_side_and_an_old_page_changes_nothing(opened):
    several(opened, 1)
    it = next_of(opened)
    say(opened, it, "ann", "accept")
    say(opened, it, "ben", "reject")
    with pytest.raises(RecordError, match="meanwhile"):
        say(opened, it, "ann", "reject")
    say(opened, it, "ann", "duplicate", edition=1)
    assert [(j.reviewer, j.verdict) for j in opened.reader.judgements()] == [
        ("ann", "duplicate"), ("ben", "reject"),
    ]  # fmt: skip
    mine = opened.reader.item(it.report.event.id, "ann")[1]
    assert (mine.edition, mine.at, mine.verdict) == (2, AT, "duplicate")


def test_many_at_once_lose_and_double_nothing(address, opened):
    several(opened, 6)
    items = [opened.reader.item(e.event.id, "")[0] for e in opened.reader.events()]
    failed = []

    def work(name):
        with record.open(address) as own:
            for it in items:
                try:
                    say(own, it, name)
                except RecordError:
                    failed.append(name)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("ann", "ben", "ann")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened.reader.judgements()) == 12
    assert failed == ["ann"] * 6


def test_skipped_ones_come_last_and_do_not_count(opened):
    several(opened, 4)
    skipped = next_of(opened)
    say(opened, skipped, verdict="skip")
    assert opened.reader.judgements() == ()
    for _ in range(3):
        it = next_of(opened)
        assert it != skipped
        say(opened, it)
    assert next_of(opened) == skipped
    assert next_of(opened, "ben", share=0) == skipped  # nobody has answered it
    say(opened, skipped, edition=1)
    assert next_of(opened) is None


def test_a_review_outlives_recoding_and_what_is_coded_otherwise_is_asked_again(opened):
    words = "Blinken met Wang."
    opened.writer.add(coding(words), CODER)
    say(opened, next_of(opened))
    opened.writer.add(coding(words, told=[{"id": "e-other", "confidence": 0.3, "why": "new"}]), NEXT)
    assert len(opened.reader.judgements()) == 1
    assert next_of(opened) is None
    opened.writer.add(coding(words, told=[{"status": "planned"}]), CODER | {"version": "3"})
    assert opened.reader.judgements() == ()
    changed = next_of(opened)
    assert changed.report.event.status == "planned"
    say(opened, changed, verdict="reject")
    article = changed.report.article.id
    assert [(r.judged.status, r.verdict) for r in opened.reader.reviews(article)] == [
        ("occurred", "accept"), ("planned", "reject"),
    ]  # fmt: skip
    opened.writer.add(coding(words), CODER | {"version": "4"})
    assert [j.verdict for j in opened.reader.judgements()] == ["accept"]


def test_what_was_coded_anew_meanwhile_is_not_judged(opened):
    words = "Blinken met Wang."
    opened.writer.add(coding(words, told=[{"id": "e1"}]), CODER)
    it = next_of(opened)
    opened.writer.add(coding(words, told=[{"id": "e1", "status": "planned"}]), NEXT)
    with pytest.raises(RecordError, match="coded anew"):
        say(opened, it)
    with pytest.raises(RecordError, match="coded anew"):
        opened.writer.review("none", "ann", Answer("accept", None, "f", 0), AT)


def test_forgetting_takes_the_reviews_along(opened):
    several(opened, 2)
    opened.writer.add(coding("Austin phoned Li.", publisher="The Herald"), CODER)
    through(opened, "ann")
    opened.writer.forget("https://courier.example/0")
    assert len(opened.reader.judgements()) == 2
    opened.writer.forget("The Herald")
    assert len(opened.reader.reviewed()) == 1
    with opened._store.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM review")) == 1


def test_a_backup_holds_the_reviews(opened, tmp_path):
    several(opened, 3)
    through(opened, "ann")
    opened.copy(tmp_path / "copy.db")
    with record.open(tmp_path / "copy.db") as copied:
        assert copied.reader.judgements() == opened.reader.judgements()
        say(copied, opened.reader.item(opened.reader.events()[0].event.id, "")[0], "ben")


def test_a_correction_is_kept(opened):
    several(opened, 1)
    right = Correction("AGREE", "planned", ("CHN", "USA"), (), True)
    say(opened, next_of(opened), verdict="edit", correction=right)
    (found,) = opened.reader.reviews(opened.reader.reviewed()[0])
    assert (found.correction, found.verdict, found.judged.type) == (right, "edit", "CONSULT")
    assert not opened.reader.judgements()[0].kept


@pytest.mark.parametrize(
    ("more", "same"),
    [
        ({"confidence": 0.1, "why": "other", "rule": "other", "id": "e9"}, True),
        ({"contexts": ()}, True),
        ({"status": "planned"}, False),
        ({"day": "2024-01-01"}, False),
        ({"to": "JPN"}, False),
        ({"mode": "visit"}, False),
        ({"reciprocal": False}, False),
        ({"own": "my:TALK"}, False),
    ],
)
def test_fingerprint_is_of_what_is_judged(more, same):
    assert (
        fingerprint(event("Blinken met Wang", 0)) == fingerprint(event("Blinken met Wang", 0, **more))
    ) == same


def test_fingerprint_leaves_aside_how_a_party_is_named():
    it = event("Blinken met Wang", 0)
    named = dataclasses.replace(it, actors=tuple(dataclasses.replace(p, name="A. B.") for p in it.actors))
    assert fingerprint(it) == fingerprint(named)


def test_a_record_without_reviews_is_brought_up_to_date(address, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "VERSION", "0003")
        patch.setattr(reviews, "follow", lambda *_: None)
        with record.open(address, create=True) as opened:
            several(opened, 3)
        store = engine.Store(address)
        with store.writing() as connection:
            key, mark = connection.execute(
                text("SELECT article.key, event.fingerprint FROM event, coding, article WHERE event.id = 1 "
                     "AND coding.id = event.coding_id AND article.id = coding.article_id")
            ).one()  # fmt: skip
            connection.execute(text("UPDATE event SET fingerprint = NULL"))
            values = {
                "article": key, "start": 8, "end": 11, "fingerprint": mark, "reviewer": "ann", "category": "CONSULT",
                "verdict": "reject", "kept": False, "judged": {}, "edition": 1, "at": dt.datetime(2024, 5, 1),  # noqa: DTZ001
            }  # fmt: skip
            connection.execute(insert(schema.review).values(**values))
            connection.execute(
                insert(schema.review).values(**values | {"reviewer": "ben", "fingerprint": "old"})
            )
            v0003._give_fingerprints(connection)
        store.close()
    with record.open(address) as opened:
        assert [(j.reviewer, j.verdict) for j in opened.reader.judgements()] == [("ann", "reject")]
        it = next_of(opened)
        assert it.fingerprint == fingerprint(it.report.event)
        assert len(through(opened, "ann")) == 2
