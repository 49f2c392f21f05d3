import json
from dataclasses import replace
from importlib import resources

import pytest
from jsonschema import Draft202012Validator

from detente.output.json import record, write_json, write_jsonl
from tests.codings import CODER, TEXT, coding, event, party

SCHEMA = json.loads(
    resources.files("detente").joinpath("schema/record.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def written(codings, **options):
    pieces = []
    (write_json if options else write_jsonl)(iter(codings), CODER, pieces.append, **options)
    return "".join(pieces)


def broken(value, *path):
    *way, last = path
    for step in way:
        value = value[step]
    value[last] = "broken"


def test_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("made", [coding(), coding(events=(), statements=(), commitments=())])
def test_record_keeps_the_schema(made):
    VALIDATOR.validate(json.loads(json.dumps(record(made, CODER))))


@pytest.mark.parametrize(
    "path",
    [
        ("schema",),
        ("article", "published"),
        ("article", "repairs", 0, "start"),
        ("events", 0, "status"),
        ("events", 0, "type"),
        ("events", 0, "actors", 0, "reason"),
        ("events", 0, "date", "precision"),
        ("statements", 0, "kind"),
        ("commitments", 0, "state"),
        ("extra",),
    ],
)
def test_schema_refuses_what_is_wrong(path):
    value = json.loads(json.dumps(record(coding(), CODER)))
    broken(value, *path)
    assert not VALIDATOR.is_valid(value)


def test_offsets_quote_their_words():
    value = record(coding(), CODER)
    text = value["article"]["text"]
    for item in value["events"]:
        for who in item["actors"] + item["recipients"] + item["reported_by"]:
            assert who["text"] is None or text[who["start"] : who["end"]] == who["text"]
        trigger = item["mentions"][0]["trigger"]
        assert text[trigger["start"] : trigger["end"]] in ("met", "threatened")
    quote = value["statements"][0]["content"]
    assert text[quote["start"] : quote["end"]] == quote["text"]


def test_only_unresolved_parties_have_a_reason():
    value = record(coding(), CODER)
    assert value["events"][1]["reported_by"][0]["reason"] == "nothing says whose official"
    assert "reason" not in value["events"][0]["actors"][0]


def test_one_article_is_an_object_and_several_are_a_list():
    assert json.loads(written([coding()], several=False))["article"]["text"] == TEXT
    assert len(json.loads(written([coding(), coding()], several=False))) == 2
    assert len(json.loads(written([coding()], several=True))) == 1
    assert json.loads(written([], several=True)) == []
    assert written([], several=False) == ""


def test_a_stopped_run_leaves_a_list_that_can_be_read():
    def stopped():
        yield coding()
        yield coding()
        raise KeyboardInterrupt

    pieces = []
    with pytest.raises(KeyboardInterrupt):
        write_json(stopped(), CODER, pieces.append, several=True)
    assert len(json.loads("".join(pieces))) == 2


def test_jsonl_has_one_line_an_article_whatever_is_in_it():
    hostile = "a\u2028b\x85c\x1b[31md\u202ee\ud800"
    made = coding(events=(event(actors=(party(None, name=hostile, reason="?"),)),))
    made = replace(made, article=replace(made.article, title=hostile))
    lines = written([made, coding()]).splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0])["article"]["title"] == hostile
    assert not set(lines[0]) & set("\u2028\x85\x1b\u202e\ud800")
