import dataclasses

import pytest

from detente.merging import group
from detente.merging.grouping import may_be_one
from detente.types import Party
from tests.happenings import DEFENCE, FOREIGN, PRESIDENT, telling, who

BIDEN, XI = who("USA", "Ann Ford", **PRESIDENT), who("CHN", "Li Bo", **PRESIDENT)
CALL = telling(1, "President Ford spoke by phone with President Li of China", "2024-03-02", happening="h1",
               actors=(BIDEN,), recipients=(XI,), on="2024-03-02", mode="phone")  # fmt: skip
SAME = {
    "a day later, words of their own": telling(
        2, "Ford and Li spoke on the phone on Saturday about trade", "2024-03-03", actors=(BIDEN,), recipients=(XI,), on="2024-03-02"),
    "one side named": telling(
        2, "President Ford's call with China", "2024-03-03", actors=(BIDEN,), on="2024-03-02", mode="phone"),
    "the sides exchanged": telling(
        2, "Li spoke with Ford by phone on Saturday", "2024-03-03", actors=(XI,), recipients=(BIDEN,), on="2024-03-02"),
}  # fmt: skip
OTHER = {
    "two days later": telling(
        2, "President Ford spoke by phone with President Li again", "2024-03-04", actors=(BIDEN,), recipients=(XI,), on="2024-03-04"),
    "other persons": telling(
        2, "the foreign ministers met in Geneva on Saturday", "2024-03-02", on="2024-03-02",
        actors=(who("USA", "Joan Hill", **FOREIGN),), recipients=(who("CHN", "Wu An", **FOREIGN),)),
    "another level": telling(
        2, "the defence chiefs held talks", "2024-03-02", on="2024-03-02",
        actors=(Party("USA", **DEFENCE),), recipients=(Party("CHN", **DEFENCE),)),
    "another act": telling(
        2, "Ford accused China of theft", "2024-03-02", on="2024-03-02", actors=(BIDEN,), type="ACCUSE", plover="ACCUSE"),
    "in other company": telling(
        2, "President Ford met with President Li and the Prime Minister of Japan", "2024-03-02", on="2024-03-02",
        actors=(BIDEN,), recipients=(XI, "JPN")),
    "by the one named, the others told by nobody": telling(
        2, "officials called", "2024-03-05", actors=(Party("USA", role="official"),), recipients=("CHN",)),
    "another state": telling(
        2, "President Ford spoke by phone with the President of Chile", "2024-03-02", actors=(BIDEN,), recipients=("CHL",),
        on="2024-03-02", mode="phone"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_tellings_of_one_act_are_grouped_with_reasons(name):
    found = group(SAME[name], [CALL])
    assert found.happening == "h1"
    assert found.reasons
    assert found.probability > 0.5


@pytest.mark.parametrize("name", OTHER)
def test_another_act_stands_alone(name):
    found = group(OTHER[name], [CALL])
    assert found.happening is None
    assert found.reasons == ()


def test_the_likelier_of_two_happenings_is_chosen():
    earlier = dataclasses.replace(CALL, key=3, article="a3", happening="h0",
                                  event=dataclasses.replace(CALL.event, date=None), published=OTHER["two days later"].published)  # fmt: skip
    assert group(SAME["a day later, words of their own"], [earlier, CALL]).happening == "h1"


def test_nothing_to_compare_with_is_no_happening():
    assert group(CALL, []).happening is None
    assert group(CALL, [CALL]).happening is None  # itself is no witness


THREE = telling(4, "the leaders of the United States, China and Japan met in Rome on Saturday", "2024-03-02", happening="h3",
                actors=("USA", "CHN", "JPN"), recipients=(), on="2024-03-02")  # fmt: skip


def test_several_states_on_one_day_are_one_act_whatever_the_words():
    later = telling(5, "the three held their summit", "2024-03-04", actors=("CHN", "JPN", "USA"), recipients=(), on="2024-03-02")  # fmt: skip
    assert group(later, [THREE]).happening == "h3"


def test_the_very_same_parties_go_before_more_or_fewer():
    again = dataclasses.replace(THREE, key=6, article="a6", happening=None)
    wider = dataclasses.replace(THREE, key=7, article="a7", happening="h4",
                                event=dataclasses.replace(THREE.event, recipients=(Party("KOR"),)))  # fmt: skip
    assert group(again, [wider, THREE]).happening == "h3"
    assert may_be_one(again, wider)


def test_a_telling_of_one_state_is_not_of_what_it_does_with_others():
    alone = dataclasses.replace(THREE, key=8, article="a8", event=dataclasses.replace(THREE.event, actors=(Party("USA"),)))  # fmt: skip
    assert not may_be_one(alone, THREE)


def test_tellings_far_apart_are_not_compared_unless_one_announces():
    def told(on, status):
        return telling(9, "they met", on, status=status, on=on)

    assert not may_be_one(told("2024-03-20", "occurred"), CALL)
    assert may_be_one(dataclasses.replace(CALL, key=1), told("2024-03-20", "planned"))
