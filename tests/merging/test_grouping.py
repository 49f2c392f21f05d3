import dataclasses

import pytest

from detente.merging import group
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
