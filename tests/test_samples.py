"""The samples are articles, say that they are invented, and are coded without a complaint."""

import json
from importlib import resources

import pytest
from jsonschema import Draft202012Validator

from detente import pipeline
from detente.commands.demo import index, sample
from detente.output.json import record

FOLDER = resources.files("detente").joinpath("samples")
SCHEMA = json.loads(
    resources.files("detente").joinpath("schema/record.schema.json").read_text(encoding="utf-8")
)


def test_index_names_every_sample():
    assert sorted(index()) == sorted(path.name for path in FOLDER.iterdir() if path.name.endswith(".txt"))


@pytest.mark.parametrize("name", index())
def test_sample_says_that_it_is_invented(name):
    text = FOLDER.joinpath(name).read_text(encoding="utf-8")
    assert text.rstrip().splitlines()[-1] == "(Invented for detente as a sample; nothing in it happened.)"
    assert "invented" in index()[name].publisher


@pytest.mark.parametrize("name", index())
def test_record_of_a_sample_keeps_the_schema_and_quotes_the_text(name):
    article = sample(name)
    assert article.title
    assert article.dateline
    assert article.warnings == ()
    coding = pipeline.code(article)
    assert len(coding.events) >= 5
    value = json.loads(json.dumps(record(coding, pipeline.coder_version()), allow_nan=False))
    Draft202012Validator(SCHEMA).validate(value)
    text = value["article"]["text"]
    for event in value["events"]:
        for party in event["actors"] + event["recipients"] + event["reported_by"]:
            assert party["text"] is None or text[party["start"] : party["end"]] == party["text"]
        for mention in event["mentions"]:
            trigger = mention["trigger"]
            assert 0 <= mention["start"] <= trigger["start"] < trigger["end"] <= mention["end"] <= len(text)
    for statement in value["statements"]:
        content = statement["content"]
        assert text[content["start"] : content["end"]] == content["text"]
    ids = [part["id"] for room in ("events", "statements", "commitments") for part in value[room]]
    assert len(ids) == len(set(ids))


def test_coding_again_gives_the_same():
    assert pipeline.code(sample("readout.txt")) == pipeline.code(sample("readout.txt"))
