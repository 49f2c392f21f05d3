"""Many articles: order, workers, errors, memory."""

import itertools

import pytest

from detente import articles, pipeline
from detente.errors import CodingError, WeightsError
from detente.types import Article, Coding

TEXTS = [
    "Kenya expels envoy\n\nKenya expelled the Somali envoy on Monday.",
    "The presidents of Laos and Vietnam met in Hanoi. “We will meet again,” the Laotian president said.",
    "No party is named in here.",
    "Japan condemned North Korea over the launch, and China urged both to hold talks.",
    "",
]


def many(count):
    return [
        articles.article(f"{TEXTS[i % len(TEXTS)]}\n\nThis is report {i}.", published="2015-06-17")
        for i in range(count)
    ]


def refuse(article, own=None):
    """Stands for whatever may go wrong inside."""
    if "report 2." in article.text:
        raise ValueError("what was not foreseen")
    return Coding(article)


def test_codings_come_in_the_order_of_the_articles():
    every = many(12)
    found = list(pipeline.code_all(every))
    assert [c.article for c in found] == every
    assert [c == pipeline.code(a) for c, a in zip(found, every, strict=True)] == [True] * 12
    assert any(c.events for c in found)


def test_several_workers_give_the_same_as_one():
    every = many(20)
    assert list(pipeline.code_all(every, workers=2)) == list(pipeline.code_all(every))


def test_an_article_that_fails_is_told_and_the_rest_goes_on(monkeypatch):
    monkeypatch.setattr(pipeline, "code", refuse)
    errors = []
    every = many(5)
    found = list(pipeline.code_all(every, on_error=errors.append))
    assert [c.article for c in found] == [a for a in every if "report 2." not in a.text]
    (error,) = errors
    assert isinstance(error, CodingError)
    assert str(error).startswith(every[2].title or every[2].id)
    assert "what was not foreseen" in str(error)


def test_without_anybody_to_tell_it_is_raised(monkeypatch):
    monkeypatch.setattr(pipeline, "code", refuse)
    found = pipeline.code_all(many(5))
    assert len(list(itertools.islice(found, 2))) == 2
    with pytest.raises(CodingError, match="could not be coded"):
        next(found)


def test_what_would_fail_for_every_article_ends_the_run(monkeypatch):
    def lost(article, own=None):
        raise WeightsError("a part of the trained model is missing")

    monkeypatch.setattr(pipeline, "code", lost)
    with pytest.raises(WeightsError):
        list(pipeline.code_all(many(2), on_error=pytest.fail))


def test_workers_hand_errors_back():
    """An article without text never comes out of `articles`; a worker must bear it all the same."""
    broken = Article(id="broken", text=None)
    errors = []
    every = [*many(3), broken, *many(2)]
    found = list(pipeline.code_all(every, workers=2, on_error=errors.append))
    assert [c.article for c in found] == [a for a in every if a is not broken]
    assert [str(e).partition(":")[0] for e in errors] == ["broken"]


@pytest.mark.parametrize("workers", [1, 2])
def test_articles_are_taken_as_they_are_needed(workers, monkeypatch):
    """However many there are, only a few are held."""
    taken = itertools.count()
    endless = (
        articles.article(f"Nothing here. Report {next(taken)}.", published="2015-06-17")
        for _ in itertools.count()
    )
    found = pipeline.code_all(endless, workers=workers)
    for _ in range(3):
        next(found)
    found.close()
    assert next(taken) <= (3 if workers == 1 else (pipeline._AHEAD * workers + 2) * pipeline._CHUNK)


def test_no_articles():
    assert list(pipeline.code_all([])) == []
    assert list(pipeline.code_all([], workers=2)) == []


def test_version_says_what_a_coding_depends_on():
    version = pipeline.coder_version()
    assert set(version) == {"version", "model", "knowledge"}
    assert all(version.values())
    assert version == pipeline.coder_version()
