"""Every table of knowledge is whole: heading, order, codes, dates, sectors, and no name that is a plain word."""

import csv
import gzip
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from detente import knowledge
from detente.entities.gazetteer import pieces

FOLDER = Path(knowledge.__file__).parent
TABLES = {
    "bodies.csv": "code,names,sector,ambiguous",
    "cities.csv": "name,ascii,country,lat,lon,population,admin,feature,aliases",
    "countries.csv": "code,iso2,name,names,adjectives,people,capital,metonyms",
    "groups.csv": "code,name,aliases,country,sector",
    "offices.csv.gz": "code,office,person,family,aliases,start,end,asof,source,licence",
    "organisations.csv": "code,name,aliases,sector,members",
    "regions.csv": "name,ascii,country,lat,lon,population,admin,feature,aliases",
    "roles.csv": "words,sector,office,kind,not_before,not_after",
    "spellings.csv": "british,american",
    "stopwords.csv": "language,words",
}
LISTS = {"names", "aliases", "members", "adjectives", "people", "metonyms", "not_before", "not_after"}
STATES = {c.code for c in knowledge.countries()}
OTHERS = {o.code for o in knowledge.organisations()} | {g.code for g in knowledge.groups()}
SECTORS = set("GOV MIL LEG JUD SPY COP OPP PTY REB PRM IGO NGO BUS JRN MED EDU LAB REL REF CVL CRM".split())
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

# Words of everyday English that a table of names must not claim, however they are capitalised at a sentence's start.
PLAIN = """
a about after aid all amnesty and anonymous as at bank be black book border but by call can case centre chief city
coast country court day deal end euro euros family first force forces foreign four freedom general good government great
group he head help hub hundred in independence independent it leader left let life like line local lower male
man many march may media meeting member million minister mobile money more much national nations near new no
north not now official officials old on one open orange order other parliament party peace people plan police power
president progress public reading reform reliance report right rights road san school security she some south special
split state states street surprise talks tell that the they time times to today total town trade troops trust two union
united us village war water we week west what white who will with women work world year years young
""".split()
CAPITALS_ONLY = {"it", "us", "who", "and", "can", "may", "no", "plan", "care", "new"}


def rows(name):
    data = (FOLDER / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_regular(name):
    data = (FOLDER / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    assert "\r" not in text
    heading, *lines = csv.reader(io.StringIO(text, newline=""))
    assert ",".join(heading) == TABLES[name]
    assert all(len(line) == len(heading) for line in lines)
    assert all(cell == cell.strip() for line in lines for cell in line)
    assert [k for k, n in Counter(map(tuple, lines)).items() if n > 1] == []


@pytest.mark.parametrize(
    "name", [n for n in TABLES if n not in {"offices.csv.gz", "cities.csv", "stopwords.csv"}]
)
def test_rows_are_sorted(name):
    lines = [tuple(r.values()) for r in rows(name)]
    assert lines == sorted(lines)


def test_cities_and_offices_are_sorted_by_their_keys():
    cities = [(r["name"], r["country"], r["admin"]) for r in rows("cities.csv")]
    offices = [(r["code"], r["office"], r["start"], r["person"]) for r in rows("offices.csv.gz")]
    assert cities == sorted(cities)
    assert offices == sorted(offices)


@pytest.mark.parametrize("name", TABLES)
def test_lists_hold_no_blanks_and_nothing_twice(name):
    for row in rows(name):
        for column in LISTS & row.keys():
            words = row[column].split(";") if row[column] else []
            assert all(w == w.strip() and w for w in words), row
            assert len(words) == len(set(words)), row


def test_codes_of_states_are_iso():
    iso2 = [c.iso2 for c in knowledge.countries()]
    assert len(STATES) == len(knowledge.countries()) == len(set(iso2))
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in STATES)
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in iso2)
    assert {"KOS", "PSE", "TWN", "YUG"} <= STATES
    assert {"XKX", "SUN", "DDR", "UK"}.isdisjoint(STATES)


def test_codes_point_to_states_or_organisations():
    assert {b.code for b in knowledge.bodies()} <= STATES | {"EU", "NATO"}
    assert {g.country for g in knowledge.groups()} <= STATES | {None}
    assert {p.country for p in knowledge.places()} <= STATES | {None}
    assert {h.code for h in knowledge.offices()} <= STATES | OTHERS
    assert {m.code for o in knowledge.organisations() for m in o.members} <= STATES | OTHERS


def test_codes_of_organisations_and_groups_are_nobody_elses():
    own = [o.code for o in knowledge.organisations() if o.code not in STATES]
    groups = [g.code for g in knowledge.groups()]
    assert [c for c, n in Counter(own + groups).items() if n > 1] == []
    assert {o.sector for o in knowledge.organisations() if o.code not in STATES} <= {"IGO", "NGO"}
    assert STATES.isdisjoint(groups)


def test_sectors_are_those_of_the_codebook():
    tables = (knowledge.organisations(), knowledge.groups(), knowledge.bodies(), knowledge.roles())
    assert {row.sector for table in tables for row in table} <= SECTORS


def test_places_lie_on_earth():
    assert {p.feature for p in knowledge.places()} <= {"city", "capital", "site", "state", "region", "sea"}
    for place in knowledge.places():
        assert (place.lat is None) == (place.lon is None) <= (place.feature == "region"), place
        assert place.lat is None or -90 <= place.lat <= 90
        assert place.lon is None or -180 <= place.lon <= 180
        assert (place.country is None) <= (place.feature != "city")


def test_terms_of_office_are_dates_in_order():
    for h in knowledge.offices():
        assert DATE.fullmatch(h.start), h
        assert bool(h.end) != bool(h.asof), h
        last = h.end or h.asof or ""
        width = min(len(h.start), len(last))
        assert DATE.fullmatch(last), h
        assert h.start[:width] <= last[:width], h


def test_terms_of_office_name_persons_and_sources():
    for h in knowledge.offices():
        assert h.family in h.person, h
        assert re.fullmatch(r"[a-z0-9_]+", h.office), h
        assert h.source, h
        assert set(h.licence.split("+")) <= {"CC0", "public domain", "CC BY 4.0", "facts"}, h


def test_offices_of_roles_have_holders():
    wanted = {r.office for r in knowledge.roles() if r.office} - {"deputy_minister"}
    assert wanted <= {h.office for h in knowledge.offices()}


def test_memberships_are_dates_in_order():
    for o in knowledge.organisations():
        for m in o.members:
            assert all(DATE.fullmatch(d) for d in (m.start, m.end) if d), (o.name, m)
            assert not (m.start and m.end) or m.start < m.end, (o.name, m)


def test_names_of_states_belong_to_one_state():
    owners = Counter()
    for c in knowledge.countries():
        owners.update({pieces(w) for w in (*c.names, *c.adjectives, *c.people, *c.metonyms, c.capital) if w})
    assert {" ".join(k) for k, n in owners.items() if n > 1} <= {"belgrade"}


def named():
    """All names of the tables by their folded form, but those of persons."""
    for c in knowledge.countries():
        yield from (*c.names, *c.adjectives, *c.people, *c.metonyms, c.capital)
    for o in knowledge.organisations():
        yield from (o.name, *o.aliases)
        if o.sector in {"IGO", "NGO"}:
            yield o.code
    for g in knowledge.groups():
        yield from (g.name, *g.aliases)
    for b in knowledge.bodies():
        yield from b.names
    for p in knowledge.places():
        yield from (p.name, p.ascii, *p.aliases)


def shouted(name):
    return name.replace(".", "").isupper() and len(name.replace(".", "")) <= 5


@pytest.mark.parametrize("word", PLAIN)
def test_plain_words_are_no_names(word):
    found = [n for n in named() if pieces(n) == (word,)]
    if word in CAPITALS_ONLY:
        found = [n for n in found if not shouted(n)]
    assert found == []


@pytest.mark.parametrize("phrase", [
    "the times", "the guardian", "the independent", "the hindu", "the economist", "the bloc", "the military alliance",
    "the caliphate", "the states", "the valley", "west island", "good party",
])  # fmt: skip
def test_phrases_that_any_sentence_may_begin_with_are_no_names(phrase):
    assert [n for n in named() if pieces(n) == tuple(phrase.split())] == []
