"""Told as a fact, left open, or as none: sentences of our own, and what verbs imply of their complements."""

from __future__ import annotations

import pytest

from detente import articles, clauses, entities
from detente.events import acts, factuality
from detente.events.factuality import CLASSES
from detente.events.signs import Told

FLOOR = 0.85
CASES = [
    ("The Swedish king visited Jordan on Monday.", "visited", "fact"),
    ("Iraq managed to free the hostages.", "free", "fact"),
    ("Officials said two soldiers died in the clash.", "died", "fact"),
    ("Kenya's army attacked the camp.", "attacked", "fact"),
    ("After meeting the Thai premier, he flew home.", "meeting", "fact"),
    ("The court forced the firm to close the mine.", "close", "fact"),
    ("The minister regretted that the talks had collapsed.", "collapsed", "fact"),
    ("If Iran attacks the port, oil prices rise.", "attacks", "uncertain"),
    ("It was not known whether the ship sank.", "sank", "uncertain"),
    ("Sudan is willing to withdraw its troops.", "withdraw", "uncertain"),
    ("Chad did not send troops to Niger.", "send", "counter"),
    ("Armenia has never attacked Georgia.", "attacked", "counter"),
    ("Bolivia failed to release the ship.", "release", "counter"),
    ("No soldiers were killed in the clash.", "killed", "counter"),
]  # fmt: skip


def told(text: str, trigger: str, *, read: bool = True) -> Told:
    known = entities.resolve(clauses.parse(articles.article(text, published="2015-06-15")))
    (s,) = known.parse.sentences
    readings = acts.read(known, [s]) if read else {}
    word = next(i for i, w in enumerate(s.words) if w.text == trigger)
    return Told(s, word, {}, readings.get(s.number))


def missed():
    rows = [(text, word, want, factuality.factuality(told(text, word))) for text, word, want in CASES]
    return [row for row in rows if row[3] != row[2]]


def test_classes_of_cases():
    wrong = missed()
    assert 1 - len(wrong) / len(CASES) >= FLOOR, wrong


@pytest.mark.parametrize("read", [True, False])
def test_shares_are_probabilities(read):
    for text, word, _ in CASES[:3]:
        found = factuality.shares(told(text, word, read=read))
        assert set(found) == set(CLASSES)
        assert sum(found.values()) == pytest.approx(1)
        assert min(found.values()) >= 0


@pytest.mark.parametrize(
    ("text", "trigger", "frame"),
    [
        ("Iraq managed to free the crew.", "free", ("manage", "to")),
        ("Iraq forced the crew to leave.", "leave", ("force", "object to")),
        ("The crew was forced to leave.", "leave", ("force", "passive to")),
        ("Iraq knew that the crew left.", "left", ("know", "that")),
        ("Iraq knew.", "knew", None),
    ],
)
def test_how_a_word_takes_its_complement(text, trigger, frame):
    asked = told(text, trigger, read=False)
    found = factuality.frame(asked.sentence, asked.word)
    assert (found and (asked.sentence.words[found[0]].lemma, found[1])) == frame


def test_a_negation_turns_what_is_implied():
    done, undone = (
        factuality.features(told(text, "leave", read=False))["implied"]
        for text in ("Iraq failed to leave.", "Iraq did not fail to leave.")
    )
    assert done < 0 < undone


if __name__ == "__main__":
    for row in missed():
        print(*row)
