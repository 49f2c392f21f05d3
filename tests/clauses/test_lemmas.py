"""Dictionary forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.clauses.lemmas import lemma
from detente.knowledge import grammar

VERBS = {
    "be": "is was were 's am been being",
    "have": "'ve has had having",
    "will": "'ll wo",
    "can": "ca",
    "meet": "met meets meeting MET",
    "hold": "held holding",
    "say": "said says",
    "go": "went goes gone",
    "withdraw": "withdrew withdrawn withdrawing",
    "leave": "left leaving leaves",
    "undergo": "undergone underwent",
    # one consonant is doubled, or was double before
    "plan": "planned planning plans",
    "expel": "expelled expelling",
    "defer": "deferred deferring",
    "control": "controlled controlling",
    "call": "called calling",
    "add": "added adding",
    "kill": "killed killing",
    "pass": "passed passes passing",
    "stress": "stressed stresses",
    "visit": "visited visiting",
    "offer": "offered offering",
    "cancel": "cancelled canceled cancelling",
    "travel": "travelled traveling",
    # an e is lost, or none was there
    "name": "named naming",
    "urge": "urged urging",
    "agree": "agreed agreeing agrees",
    "free": "freed freeing",
    "proceed": "proceeded proceeding",
    "exchange": "exchanged exchanging",
    "criticise": "criticised criticising",
    "criticize": "criticized criticizing",
    "negotiate": "negotiated negotiating negotiates",
    "coordinate": "coordinating",
    "release": "released releasing",
    "seize": "seized seizing",
    "argue": "argued argues arguing",
    "continue": "continued continues",
    "move": "moved moving",
    "injure": "injured injuring",
    "retreat": "retreated retreating",
    "threaten": "threatened threatening",
    "storm": "stormed storming",
    "warn": "warned warning",
    "detain": "detained detaining",
    "seek": "sought seeking seeks",
    "bomb": "bombed bombing",
    "fax": "faxed faxes",
    # y, i and ie
    "deny": "denied denies denying",
    "carry": "carried carrying",
    "deploy": "deployed deploys",
    "tie": "tied tying",
    "lie": "lied lying",
    "veto": "vetoed vetoes",
    "launch": "launches launched",
    "push": "pushes pushed",
}
NOUNS = {
    "talk": "talks",
    "ally": "allies",
    "country": "countries",
    "day": "days",
    "man": "men",
    "woman": "women",
    "spokesman": "spokesmen",
    "militiaman": "militiamen",
    "airman": "airmen",
    "specimen": "specimen",
    "child": "children",
    "crisis": "crisis crises",
    "base": "bases",
    "house": "houses",
    "release": "releases",
    "bus": "bus buses",
    "gas": "gas gases",
    "glass": "glasses",
    "loss": "losses",
    "wish": "wishes",
    "match": "matches",
    "tax": "taxes",
    "hero": "heroes",
    "embargo": "embargoes",
    "life": "lives",
    "series": "series",
    "troops": "troops",
    "news": "news",
    "headquarters": "headquarters",
    "1990s": "1990s",
    "refugee": "refugees",
    "summit": "summits Summits",
}
ADJECTIVES = {
    "good": "better best",
    "bad": "worse worst",
    "far": "further",
    "late": "latest",
    "bilateral": "Bilateral",
}


@pytest.mark.parametrize("base", VERBS)
def test_verb(base):
    assert {form: lemma(form, "VERB") for form in VERBS[base].split()} == dict.fromkeys(
        VERBS[base].split(), base
    )


@pytest.mark.parametrize("base", NOUNS)
def test_noun(base):
    assert {form: lemma(form, "NOUN") for form in NOUNS[base].split()} == dict.fromkeys(
        NOUNS[base].split(), base
    )


@pytest.mark.parametrize("base", ADJECTIVES)
def test_adjective(base):
    assert [lemma(form, "ADJ") for form in ADJECTIVES[base].split()] == [base] * len(ADJECTIVES[base].split())


def test_part_of_speech_decides():
    assert lemma("meeting", "VERB") == "meet"
    assert lemma("meeting", "NOUN") == "meeting"
    assert lemma("Ties", "NOUN") == "tie"
    assert lemma("Ties", "PROPN") == "Ties"
    assert lemma("The", "DET") == "the"


@pytest.mark.parametrize("base", sorted(grammar.e_verbs()))
def test_verb_listed_with_its_e_comes_back(base):
    stem = base[:-1]
    if stem + "ed" not in grammar.verb_forms():
        assert lemma(stem + "ed", "VERB") == base


@given(st.text(max_size=40), st.sampled_from(["VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN", "X"]))
def test_any_string_has_a_lemma_no_longer_than_a_letter_more(word, upos):
    found = lemma(word, upos)
    assert upos == "PROPN" or found == found.lower()
    assert bool(found) == bool(word)
    assert len(found) <= max(len(word.lower()) + 1, 6)
