"""The benchmark of status: it writes words as text, finds the word asked for, and holds its floors."""

import json

from hypothesis import given
from hypothesis import strategies as st

from benchmarks import floors
from benchmarks.status import __main__ as status
from benchmarks.status.treebank import written
from tests.shared import shared

ROW = {
    "id": "a",
    "sentence": "`` Oman did n't sell ships ( to us ) , '' he said .",
    "predicates": [
        {"start": 16, "end": 20, "text": "sell", "value": -3.0},
        {"start": 46, "end": 50, "text": "said", "value": 3.0},
    ],
}


def test_words_are_written_as_text():
    text, places = written(ROW["sentence"])
    assert text == '"Oman didn\'t sell ships (to us)," he said.'
    for p in ROW["predicates"]:
        at = ROW["sentence"].index(p["text"])
        assert text[places[at] : places[at + len(p["text"])]] == p["text"]


@given(st.lists(st.sampled_from(("``", "''", "n't", "did", "(", "$", ".", "-RRB-", "x")), min_size=1))
def test_every_character_of_a_sentence_has_its_place(words):
    sentence = " ".join(words)
    text, places = written(sentence)
    assert len(places) == len(sentence) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)


def test_a_phrase_is_asked_of_its_head(tmp_path):
    file = tmp_path / "gold.jsonl"
    whole = {"start": 0, "end": 25, "value": 3.0}
    row = {"id": "b", "sentence": "The king has visited Oman .", "predicates": [whole]}
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (asked,) = status.asked(file)
    assert asked.told
    assert asked.told.sentence.words[asked.told.word].text == "visited"


def test_answers_are_written_in_the_layout_of_the_gold(tmp_path):
    shared("data/score")
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    at = [ROW["sentence"].index(p["text"]) for p in ROW["predicates"]]
    predicates = [p | {"start": a, "end": a + 4} for p, a in zip(ROW["predicates"], at, strict=True)]
    gold.write_text(json.dumps(ROW | {"predicates": predicates}) + "\n", encoding="utf-8")
    found = status.measured(gold, out)
    said = json.loads(out.read_text(encoding="utf-8"))
    assert [p["label"] for p in said["predicates"]] == ["counter", "fact"]
    assert found["factuality"]["accuracy"] == 100.0


def test_timebank_marks_give_a_class():
    plain = {"start": 0, "end": 1, "tense": "PAST", "polarity": "POS", "modality": None, "dct_rel": None}
    for changed, by, value in (
        ({}, [], 3.0),
        ({"polarity": "NEG"}, ["MODAL"], -3.0),
        ({}, ["COUNTER_FACTIVE"], -3.0),
        ({"tense": "FUTURE"}, ["EVIDENTIAL"], 0.0),
        ({}, ["CONDITIONAL"], 0.0),
        ({"modality": "could"}, [], 0.0),
    ):
        event = plain | changed | {"subordinated_by": [{"rel": rel, "by": "x"} for rel in by]}
        assert status.marked(event)["value"] == value


def test_status_holds_its_floors():
    shared("data/factuality")
    assert floors.under(status.standing(), status.HERE) == []
