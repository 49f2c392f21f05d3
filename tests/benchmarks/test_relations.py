"""The relations benchmark reads the PLV and AW layouts and counts as it says."""

from __future__ import annotations

import json

import pytest

from benchmarks.relations import __main__ as relations
from benchmarks.relations import layout
from detente.events.acts import CATEGORIES

PLV = "\tsentence_id\tmarked_sentence\tgold_penta\tgold_root\n"
AW = "uid\tdoc_id\tmarked_sentence\tgold_binary\n"


@pytest.mark.parametrize(
    ("marked", "source", "target"),
    [
        ("<s>Peru</s> condemned <t>the raid</t>.", "Peru", "the raid"),
        ("<t>The raid</t> was condemned by <s>Peru</s>.", "Peru", "The raid"),
        ("<s>Peru</s> protested.", "Peru", ""),
        ("Nobody protested.", "", ""),
        ("<s>Peru's <t>court</t></s> ruled.", "Peru's court", "court"),
    ],
)
def test_marks_become_spans(marked, source, target):
    text, *spans = layout.marked(marked)
    assert "<" not in text
    assert [text[a:b] for a, b in spans] == [source, target]


def said(**probabilities):
    return dict.fromkeys(CATEGORIES, 0.0) | probabilities


def pair(root="", penta="", holds=None):
    return layout.Pair("1", "x", (0, 1), (1, 1), root=root or None, penta=penta or None, holds=holds)


def test_concede_and_retreat_count_together():
    told = said(CONCEDE=0.3, RETREAT=0.3, AGREE=0.4)
    assert layout.best_root(told) == "YIELD"
    assert layout.best_root(said(CONCEDE=0.2, RETREAT=0.1, AGREE=0.4)) == "AGREE"


def test_a_class_is_the_sum_of_its_roots():
    told = said(ASSAULT=0.35, ACCUSE=0.25, REJECT=0.2, THREATEN=0.2)
    assert (layout.best_root(told), layout.best_penta(told)) == ("ASSAULT", "3")


def test_figures_of_roots_and_classes():
    golds = [pair("AID", "2"), pair("AID", "2"), pair("AGREE", "1")]
    found = layout.figures(golds, [said(AID=1.0), said(AGREE=1.0), said(AGREE=1.0)])
    assert found == pytest.approx(
        {"pairs": 3, "root_accuracy": 2 / 3, "macro_f1": 2 / 3, "penta_accuracy": 2 / 3}
    )


def test_whether_anything_holds_is_none_against_the_rest():
    golds = [pair(holds=True), pair(holds=True), pair(holds=False)]
    found = layout.figures(golds, [said(NONE=0.4), said(NONE=0.6), said(NONE=0.9)])
    assert found == pytest.approx({"pairs": 3, "holds_accuracy": 2 / 3, "commoner": 2 / 3})


def test_a_file_of_another_layout_is_refused(tmp_path):
    file = tmp_path / "x.tsv"
    file.write_text("a\tb\n1\t2\n")
    with pytest.raises(ValueError, match=r"x\.tsv: neither gold_root nor gold_binary"):
        layout.rows(file)


def test_it_runs_on_any_file_of_the_layouts_and_writes_what_it_said(tmp_path, capsys):
    (tmp_path / "p.tsv").write_text(
        PLV + "0\t7\t<s>Norway</s> strongly condemned <t>Iran</t> on Monday.\t3\tACCUSE\n"
    )
    (tmp_path / "a.tsv").write_text(AW + "9\td1\t<s>Norway</s> attacked <t>Iran</t> on Monday.\t1\n")
    total = relations.shipped(tmp_path, tmp_path / "out")
    assert total["p"]["root_accuracy"] == 1
    assert total["a"]["pairs"] == 1
    row = json.loads((tmp_path / "out/p.jsonl").read_text())
    assert (row["id"], row["root"], row["penta"]) == ("7", "ACCUSE", "3")


def test_runs_are_averaged_with_their_interval(tmp_path, monkeypatch):
    (tmp_path / "PLV_train.tsv").write_text(
        PLV + "0\t7\t<s>A</s> <t>B</t>\t3\tACCUSE\n" + "0\t8\t<s>A</s> <t>B</t>\t1\tAGREE\n"
    )
    (tmp_path / "AW_train.tsv").write_text(AW + "9\td1\t<s>A</s> <t>B</t>\t1\n")
    monkeypatch.setattr(relations, "RELATIONS", tmp_path)
    for run, root in enumerate(("ACCUSE", "REJECT")):
        rows = [("PLV_train", "7", said(**{root: 1.0})), ("PLV_train", "8", said(AGREE=1.0))]
        rows.append(("AW_train", "9", said(AID=1.0)))
        lines = [json.dumps({"file": f, "id": i, "said": list(s.values())}) for f, i, s in rows]
        (tmp_path / f"fold-{run}.jsonl").write_text("\n".join(lines))
    found = relations.measured(tmp_path)
    assert found["PLV_train"]["runs"] == 2
    assert found["PLV_train"]["root_accuracy"] == pytest.approx(0.75)
    assert found["PLV_train"]["root_accuracy +-"] == pytest.approx(12.71 * 0.25)
    assert found["AW_train"]["holds_accuracy"] == 1
