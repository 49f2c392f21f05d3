"""A folder's index.yaml tells days and publishers of its articles."""

import datetime as dt

import pytest

from detente.articles.fetch import Fetcher
from detente.articles.finding import find
from detente.articles.listing import Listed, listed
from detente.errors import InputError

# Thirty lists, each twice in the next: written out they would fill any memory.
NESTED = "[&n0 [y]" + "".join(f", &n{n} [*n{n - 1}, *n{n - 1}]" for n in range(1, 30)) + "]"


def write(folder, index, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "index.yaml").write_text(index, encoding="utf-8")
    return folder


def found(folder, **options):
    with Fetcher() as fetcher:
        return [item for item, _ in find([str(folder)], fetcher, **options)]


def test_articles_of_a_folder_have_what_its_index_tells(tmp_path):
    index = "- {file: a.txt, published: 2030-05-17, publisher: The Courier, url: 'https://a.example/1', title: Talks}\n"
    first, second = found(write(tmp_path, index, a="Ministers met on Sunday.", b="They met again."))
    assert (first.published, first.publisher, first.url, first.title) == (
        dt.date(2030, 5, 17), "The Courier", "https://a.example/1", "Talks",
    )  # fmt: skip
    assert (second.published, second.publisher) == (None, None)


def test_a_day_that_the_user_gives_wins(tmp_path):
    folder = write(tmp_path, "- {file: a.txt, published: 2030-05-17}\n", a="Ministers met on Sunday.")
    assert found(folder, published=dt.date(2031, 1, 1))[0].published == dt.date(2031, 1, 1)


@pytest.mark.parametrize(
    ("index", "told"),
    [
        ("- {file: a.txt, published: 2030-13-17}\n", "line 1"),
        ("- {file: a.txt}\n- {published: 2030-05-17}\n", "line 2: no file"),
        ("- {file: a.txt, day: 2030-05-17}\n", "'day'"),
        ("- {file: a.txt, title: [x]}\n", "'title'"),
        ("- a.txt\n", "line 1"),
        ("a.txt: 2030-05-17\n", "not a list"),
        ("- {file: a.txt\n", "no valid YAML"),
        ("- " + "[" * 5_000, "no valid YAML"),
        ("- \x00\n", "no valid YAML"),
        (f"- {{title: a, ? {NESTED} : b}}\n", "a list or table"),
    ],
)
def test_a_broken_index_is_told_once_and_the_articles_are_read(tmp_path, index, told):
    items = found(write(tmp_path, index, a="Ministers met on Sunday.", b="They met again."))
    (error,) = (item for item in items if isinstance(item, InputError))
    assert told in str(error)
    assert "index.yaml" in str(error)
    assert len(items) == 3


def test_no_index_tells_nothing(tmp_path):
    assert listed(tmp_path) == {}
    assert listed(write(tmp_path, "- {file: a.txt}\n")) == {"a.txt": Listed()}
