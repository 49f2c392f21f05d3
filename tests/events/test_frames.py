"""Who stands where around a word, in sentences of our own."""

import pytest

from detente import clauses
from detente.events.frames import Frame, is_passive
from detente.types import Article


def frame(text, trigger):
    (s,) = clauses.parse(Article(id="a", text=text)).sentences
    return Frame(s, next(i for i, w in enumerate(s.words) if w.text == trigger))


def filled(text, trigger, slot):
    f = frame(text, trigger)
    return [f.sentence.words[i].text for i in f.words(slot)]


CASES = [
    # subject and object undone of passives, relative clauses, control, shared subjects
    ("Kenya bombed Somalia.", "bombed", "subj", ["Kenya"]),
    ("Somalia was bombed by Kenya.", "bombed", "subj", ["Kenya"]),
    ("Somalia was bombed by Kenya.", "bombed", "obj", ["Somalia"]),
    ("Somalia was bombed on Monday.", "bombed", "subj", []),
    ("Kenya, which bombed Somalia, said nothing.", "bombed", "subj", ["Kenya"]),
    ("The village that Kenya bombed burned down.", "bombed", "obj", ["village"]),
    ("Kenya threatened to bomb Somalia.", "bomb", "subj", ["Kenya"]),
    ("Egypt urged Kenya to leave Somalia.", "leave", "subj", ["Kenya"]),
    ("Kenya invaded and bombed Somalia.", "bombed", "subj", ["Kenya"]),
    ("Kenya invaded Somalia and bombed its capital.", "bombed", "subj", ["Kenya"]),
    ("A village bombed by Kenya burned down.", "bombed", "subj", ["Kenya"]),
    ("Kenya was accused of bombing Somalia.", "bombing", "subj", ["Kenya"]),
    # nouns and the verbs that carry them
    ("Kenya held talks with Somalia.", "talks", "subj", ["Kenya"]),
    ("Kenya held talks with Somalia.", "talks", "with", ["Somalia"]),
    ("Kenya held a round of talks with Somalia.", "talks", "subj", ["Kenya"]),
    ("Kenya received assurances from Somalia.", "assurances", "subj", []),
    ("Kenya received assurances from Somalia.", "assurances", "to", ["Kenya"]),
    ("Kenya's attack on Somalia failed.", "attack", "poss", ["Kenya"]),
    ("Kenya's attack on Somalia failed.", "attack", "on", ["Somalia"]),
    ("A Kenyan attack on Somalia failed.", "attack", "mod", ["Kenyan"]),
    ("An attack by Kenya on Somalia failed.", "attack", "by", ["Kenya"]),
    ("Talks between Kenya and Somalia failed.", "Talks", "between", ["Kenya"]),
    # what stands behind prepositions, on the verb or its object
    ("Kenya put the blame on Somalia.", "put", "on", ["Somalia"]),
    ("Kenya imposed sanctions against Somalia.", "imposed", "against", ["Somalia"]),
    ("Kenya sent Somalia two ships.", "sent", "iobj", ["Somalia"]),
    # complements
    ("Kenya urged Somalia to leave.", "urged", "comp-subj", ["Somalia"]),
    ("Kenya refused to meet Somalia.", "refused", "comp-obj", ["Somalia"]),
    ("Kenya wants to meet Somalia.", "wants", "infinitive", ["meet"]),
    # others
    ("Russian missiles hit a village.", "hit", "subj-mod", ["Russian"]),
    ("The raid is unacceptable, Kenya said.", "unacceptable", "speaker", ["Kenya"]),
]


@pytest.mark.parametrize(("text", "trigger", "slot", "words"), CASES)
def test_slot(text, trigger, slot, words):
    assert filled(text, trigger, slot) == words


@pytest.mark.parametrize(
    ("text", "trigger", "passive"),
    [
        ("Somalia was bombed.", "bombed", True),
        ("Kenya bombed Somalia.", "bombed", False),
        ("Kenya has bombed Somalia.", "bombed", False),
        ("A village bombed by Kenya burned down.", "bombed", True),
        ("Somalia was invaded and bombed.", "bombed", True),
    ],
)
def test_passive(text, trigger, passive):
    f = frame(text, trigger)
    assert is_passive(f.sentence, f.word) is passive
