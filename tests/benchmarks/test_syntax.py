"""The benchmark of syntax: it reads treebanks, scores as it says, and no figure falls under its floor."""

import dataclasses
import json

import pytest

from benchmarks import floors
from benchmarks.syntax import __main__ as syntax
from benchmarks.syntax import conllu, scores
from tests.shared import shared

BANK = """\
# newdoc id = a
# newpar
# text = Kenya didn't go.
1\tKenya\tKenya\tPROPN\tNNP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
3.1\tever\tever\tADV\tRB\t_\t_\t_\t4:advmod\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
1-2\twanna\t_\t_\t_\t_\t_\t_\t_\t_
1\twant\twant\tVERB\tVB\t_\t0\troot\t_\t_
2\tto\tto\tPART\tTO\t_\t1\txcomp:a\t_\t_

# newdoc id = b
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


@pytest.fixture
def bank(tmp_path):
    file = tmp_path / "bank.conllu"
    file.write_text(BANK, encoding="utf-8")
    return file


def test_texts_are_those_of_tokens_or_of_words(bank):
    assert [d.text for d in conllu.documents(bank)] == ["Kenya didn't go.\nwanna ", "Yes "]
    assert [d.text for d in conllu.documents(bank, words_apart=True)] == ["Kenya didn't go.\nwantto ", "Yes "]


def test_words_lie_where_they_are_written(bank):
    for d in conllu.documents(bank, words_apart=True):
        assert all(d.text[w.start : w.end] == w.text for s in d.sentences for w in s)
    first, _ = conllu.documents(bank)
    assert [(w.start, w.end) for w in first.sentences[1]] == [(17, 17), (17, 17)]


def changed(sentences, number, **fields):
    words = list(sentences[0])
    words[number] = dataclasses.replace(words[number], **fields)
    return [tuple(words), *sentences[1:]]


CHANGES = [
    ({}, {}),
    ({"upos": "X"}, {"upos": 4}),
    ({"deprel": "nsubj:pass"}, {}),
    ({"deprel": "obj"}, {"las": 4}),
    ({"head": 1}, {"uas": 4, "las": 4}),
    ({"start": 1}, {"tokens": 4, "upos": 4, "uas": 4, "las": 4, "sentences": 0}),
]


@pytest.mark.parametrize(("fields", "right"), CHANGES)
def test_what_is_wrong_is_counted(bank, fields, right):
    gold = next(conllu.documents(bank)).sentences[:1]
    found = scores.counts(gold, changed(gold, 0, **fields))
    whole = {k: (1 if k == "sentences" else 5) for k in scores.MEASURES}
    assert {k: n for k, (n, _, _) in found.items()} == whole | right


def test_own_parse_is_written_and_read_back(bank, tmp_path):
    out = tmp_path / "out.conllu"
    syntax.trees(bank, out)
    again = list(conllu.documents(out))
    assert [d.text.split() for d in again] == [["Kenya", "didn't", "go.", "wanna"], ["Yes"]]
    parses = [syntax.parsed(d) for d in conllu.documents(bank)]
    assert [w for d in again for s in d.sentences for w in s] == [
        w for p in parses for s in p.sentences for w in s.words
    ]


def test_names_are_found_by_their_characters(tmp_path):
    row = {
        "text": "Envoys left Peru , they said .",
        "raw_text": "Envoys left Peru, they said.",
        "entities": [{"start": 12, "end": 16, "type": "LOC"}],
    }
    file = tmp_path / "names.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert syntax.names(file) == {"raw": {"names": 100.0}}


def test_syntax_holds_its_floors():
    shared("data")
    assert floors.under(syntax.standing(), syntax.HERE) == []
