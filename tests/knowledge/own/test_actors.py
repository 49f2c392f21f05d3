"""A user's table of actors is read whole, or refused with every error and its line."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import OwnFileError
from detente.knowledge import own
from detente.settings import OWN_ACTORS, OWN_LIMIT, OWN_NAMES

GOOD = """name,code,sector,role,aliases,people,from,to
Norland,NLD,,,Nordhavn;Kingdom of Norland,Norlander;Norlandic,,
Ada Berg,NLD,GOV,president,,,2019,2023-06
"""


def read(tmp_path, text):
    path = tmp_path / "my.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return own.read(None, path).actors


def problems(tmp_path, text):
    with pytest.raises(OwnFileError) as caught:
        read(tmp_path, text)
    return [line.removeprefix(str(tmp_path / "my.csv")).lstrip(", ") for line in caught.value.problems]


def attempt(path):
    try:
        return own.read(None, path), []
    except OwnFileError as error:
        return own.NOTHING, error.problems


def test_rows(tmp_path):
    land, person = read(tmp_path, GOOD)
    assert (land.name, land.code, land.role) == ("Norland", "NLD", None)
    assert (land.aliases, land.people) == (("Nordhavn", "Kingdom of Norland"), ("Norlander", "Norlandic"))
    assert (person.sector, person.role, person.start, person.end) == ("GOV", "president", "2019", "2023-06")


def test_two_columns_are_enough_and_empty_rows_are_none(tmp_path):
    assert [a.code for a in read(tmp_path, "code,name\n\nNLD,Norland\n , \n")] == ["NLD"]
    assert [a.name for a in read(tmp_path, '\ufeffname,code\r\n"Berg, Ada",NLD\r\n')] == ["Berg, Ada"]


@pytest.mark.parametrize(
    ("day", "held"),
    [("2018-12-31", False), ("2019-01-01", True), ("2023-06-30", True), ("2023-07-01", False), (None, True)],
)
def test_rows_hold_from_their_first_to_their_last_day(tmp_path, day, held):
    _, person = read(tmp_path, GOOD)
    assert person.held(dt.date.fromisoformat(day) if day else None) is held


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("name,code,sector", "nam,code,sector", 1, "unknown column 'nam'; did you mean name?"),
        ("name,code,sector", "name,sector,sector", 1, "the column code is missing"),
        ("name,code,sector", "name,code,code", 1, "the column code stands twice"),
        ("Norland,NLD", ",NLD", 2, "the name '' must have letters"),
        ("Norland,NLD", "norland,NLD", 2, "must have a capital"),
        ("Norland,NLD", "Norland,nld", 2, "must be 2 to 12 capitals"),
        ("Norland,NLD", "Norland,", 2, "the code '' must be"),
        ("GOV", "GOVT", 3, "did you mean GOV?"),
        ("president", "President", 3, "words in lower case"),
        ("2019", "19", 3, "is no date"),
        ("2023-06", "2023-13", 3, "is no date"),
        ("2019,2023-06", "2024,2023-06", 3, "begins on 2024, after its end"),
        (",president,,,", ",president,,Bergs,", 3, "without sector and role"),
        ("Ada Berg,", "Berg, Ada,", 3, "names with commas need quotes"),
        ("Ada Berg", '"Ada', 3, "is no CSV"),
        ("Nordhavn", "x" * 101, 2, "100 characters at most"),
        ("Nordhavn", ";".join(["Nordhavn"] * (OWN_NAMES + 1)), 2, "names in one cell"),
    ],
)
def test_an_error_names_its_line_and_what_is_allowed(tmp_path, old, new, line, words):
    assert old in GOOD
    lines = problems(tmp_path, GOOD.replace(old, new, 1))
    assert any(found.startswith(f"line {line}: ") and words in found for found in lines), lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "column name is missing"),
        ("name,code\n", "has no rows"),
        (b"name,code\n\xff,NLD\n", "line 2: is not UTF-8"),
        ("name,code\nNor\x1bland,NLD\n", "line 2: has control characters"),
        ("x" * (OWN_LIMIT + 1), "larger than"),
        ("name,code\n" + "A1,AA\n" * (OWN_ACTORS + 1), "more than"),
        ('name,code\n"' + "a," * 400_000, "is no CSV"),
        ("," * 400_000 + "\n", "unknown column ''"),
        (",".join(f"column{i}" for i in range(80_000)) + "\n", "unknown column"),
        ("name,code\n" + "".join(f"N{i},{i}\n" for i in range(15_000)), "must be 2 to 12"),
    ],
    ids=range(10),
)
def test_hostile_files_are_refused_at_once(tmp_path, text, words):
    start = time.process_time()
    lines = problems(tmp_path, text)
    assert any(words in line for line in lines), lines
    assert len(lines) <= 21
    assert time.process_time() - start < 5


def test_errors_of_both_files_are_told_together(tmp_path):
    codebook, actors = tmp_path / "my.yaml", tmp_path / "my.csv"
    codebook.write_text("prefix: my\n")
    actors.write_text("name,code\nnorland,NLD\n")
    with pytest.raises(OwnFileError) as caught:
        own.read(codebook, actors)
    assert {line.split(",")[0] for line in caught.value.problems} == {str(codebook), str(actors)}


@given(st.text(max_size=200))
def test_any_file_is_read_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    for whole in (text, GOOD + text):
        path.write_bytes(whole.encode("utf-8", "surrogatepass"))
        found, lines = attempt(path)
        assert found.actors or 1 <= len(lines) <= 21
