"""The states compared with the table of states that the project shares."""

import csv

from detente import knowledge
from detente.entities.gazetteer import names, pieces, stream
from tests.shared import shared

# Theirs, not ours: places without people, codes of their own, states that are no more.
LEFT_OUT = {"ATF", "BVT", "HMD", "SGS", "UMI", "XKX", "DDR", "CSK", "SUN", "ANT", "SCG", "YMD", "VDR"}
# Where ours differs on purpose: seats of government, changed and disputed capitals, words of a larger state.
NAMES = {"CCK", "COG", "SHN"}  # long forms, and "Congo", which is the larger one
CAPITALS = set(
    "ATG BES KIR MNG PLW SMR SWZ USA YEM BOL ISR NLD LKA MYS ZAF CIV BEN TZA MMR PSE GNQ BDI KAZ CHE".split()
)
SMALL = set("MDV AIA BMU CCK IMN MSR NFK HKG MAC FLK TKL GGY JEY ESH SXM UKR MDA".split())


def table(name):
    with shared(f"data/actors/{name}").open(encoding="utf-8", newline="") as file:
        return [r for r in csv.DictReader(file) if r.get("iso3") not in LEFT_OUT]


def code_of(name):
    flow = stream(name.split())
    return next((entry.code for end, entry in names().ends(flow, 0) if end == len(flow)), None)


def test_every_shared_state_is_ours_with_its_short_code():
    ours = {c.code: c.iso2 for c in knowledge.countries()}
    rows = table("countries.csv")
    assert {r["iso3"] for r in rows if r["un_member"] == "1"} <= ours.keys()
    assert [r["iso3"] for r in rows if r["iso3"] in ours and r["iso2"] and r["iso2"] != ours[r["iso3"]]] == []


def test_common_names_resolve_to_the_same_state():
    ours = {c.code for c in knowledge.countries()}
    wrong = {
        r["common_name"]: code_of(r["common_name"])
        for r in table("countries.csv")
        if r["iso3"] in ours - NAMES and code_of(r["common_name"]) != r["iso3"]
    }
    assert wrong == {}


def test_capitals_agree():
    ours = {c.code: c.capital for c in knowledge.countries()}
    wrong = {
        r["iso3"]: (r["capital"], ours[r["iso3"]])
        for r in table("countries.csv")
        if r["iso3"] in ours.keys() - CAPITALS - SMALL and r["capital"]
        and not any(pieces(c) == pieces(ours[r["iso3"]]) for c in r["capital"].split(";"))
    }  # fmt: skip
    assert wrong == {}
