"""Office holders: the shared table, cleaned, with office ids by title, and our own facts over it.

    python -m training.knowledge.offices

Own facts (``own_offices.csv``) win: a shared row for the same person in the same office at the same time is dropped.
"""

import re
from itertools import groupby

from training.knowledge.tables import OWN, SHARED, plain, read, write

HEADING = ("code", "office", "person", "family", "aliases", "start", "end", "asof", "source", "licence")
CODES = {"XKX": "KOS", "DDR": "DEU", "SUN": "RUS", "AU_AF": "AU"}
OTHER = (
    (r"deputy prime minister|vice[- ]premier|vice prime minister|tánaiste", "deputy_prime_minister"),
    (r"vice[- ]president", "vice_president"),
    (r"interior|home affairs|home department|internal affairs", "interior_minister"),
    (r"ambassador to the united states", "ambassador_us"),
    (r"ambassador to the russian", "ambassador_russia"),
    (r"ambassador to the people's republic of china|ambassador to china", "ambassador_china"),
    (r"ambassador.*(united nations|\bun\b)|permanent representative", "ambassador_un"),
    (r"press secretary|spokes", "spokesperson"),
    (r"general staff|joint chiefs|defence staff|defense staff|chief of the defen[cs]e", "military_chief"),
    (r"staff of the army|commander-in-chief|army commander|chief of army", "army_chief"),
    (r"attorney general|justice", "justice_minister"),
    (r"head of the presidential administration|white house chief of staff", "chief_of_staff"),
    (r"northern ireland", "northern_ireland_secretary"),
    (r"state councill?or", "state_councillor"),
)
LICENCES = ((r"public domain", "public domain"), (r"CC0", "CC0"), (r"CC BY 4\.0", "CC BY 4.0"), (r"facts", "facts"))
# Parsing left these on names of the archive's text.
TITLES = re.compile(
    r"^(?:(?:Dr|Gen|Maj|Col|Lt|Capt|Brig|Adm|Mr|Mrs|Ms|Prof|Eng|Rear|Vice|Sen|Hon|Rt|Fr|Sgt)\.?(?: Gen\.?)?"
    r"(?: \(Ret\.?\))?|General|Colonel|Major|Admiral|Sir|Dame|Sheikh Dr\.?|Professor|Ret\.?) +(?=\w+[ -]\w)"
)


def person_of(name):
    """The name without ranks, bracketed remarks and leftovers such as "as of" clauses."""
    name = re.sub(r"\s*[\(\[].*?[\)\]]?\s*$", "", name.replace("’", "'")).strip(" ,;.*")
    name = re.sub(r"\s+(?:since|as of|from|until)\b.*$", "", name)
    while (short := TITLES.sub("", name)) != name:
        name = short
    if name.isupper():
        name = name.title()
    return re.sub(r"\s+", " ", name)


def office_of(row):
    if row["office"] not in {"other", "org_head"}:
        return row["office"]
    title = row["title"].lower().replace("’", "'")
    if row["office"] == "org_head":
        return "eu_" + re.sub(r"\W+", "_", title) if row["code"] == "EU" else "org_head"
    for pattern, office in OTHER:
        if re.search(pattern, title):
            return office
    return re.sub(r"\W+", "_", plain(title)).strip("_")[:60]


def source_of(source):
    """Short names of the sources, as explained in SOURCES.md."""
    found = []
    for part in source.split(" ; "):
        if part.startswith("MilkMp"):
            found.append("factbook-" + re.search(r"(\d{4})\.sql", part)[1] if ".sql" in part else "factbook")
        elif part.startswith("every-politician"):
            found.append("eps-" + part.split("/")[1].split("@")[0])
        elif part.startswith("general knowledge"):
            found.append("general knowledge")
        else:
            found.append(part.split("@")[0])
    return "+".join(dict.fromkeys(found))


def licence_of(licence):
    return "+".join(short for pattern, short in LICENCES if re.search(pattern, licence))


def usable(row):
    """A start that is a date, not after the end, and a licence that lets us ship the fact."""
    dated = re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["start"])
    width = min(len(row["start"]), len(row["end"]))
    return (
        dated
        and row["licence"] != "CC BY-SA 4.0 (Wikidata CC0 upstream)"
        and (not row["end"] or row["start"][:width] <= row["end"][:width])
        and len(row["person"]) > 3
        and not re.search(r"\d|vacant|unknown|office|embassy|n/a", row["person"], re.IGNORECASE)
    )


def family_of(row, person):
    family = person_of(row["family_name"])
    return family if family and family in person else person.split()[-1]


def clean(row):
    person = person_of(row["person"])
    return {
        "code": CODES.get(row["code"], row["code"]), "office": office_of(row), "person": person,
        "family": family_of(row, person), "aliases": ";".join(a.strip() for a in row["aliases"].split(";") if a.strip()),
        "start": row["start"], "end": row["end"], "asof": row["asof"][:10],
        "source": source_of(row["source"]), "licence": licence_of(row["licence"]),
    }  # fmt: skip


def overlap(one, other):
    return (not one["end"] or other["start"] <= one["end"]) and (not other["end"] or one["start"] <= other["end"])


def merged(rows):
    """Terms of one person in one office that overlap or touch, as one term with the widest known dates."""
    done = []
    for row in rows:
        last = done[-1] if done else None
        if last and overlap(last, row):
            ends = (last["end"], row["end"])
            last["end"] = max(ends) if all(ends) else ("" if row["asof"] or last["asof"] else max(ends))
            last["asof"] = "" if last["end"] else max(last["asof"], row["asof"])
            last["source"] = "+".join(dict.fromkeys((last["source"] + "+" + row["source"]).split("+")))
            last["licence"] = "+".join(dict.fromkeys((last["licence"] + "+" + row["licence"]).split("+")))
            last["aliases"] = ";".join(dict.fromkeys(f"{last['aliases']};{row['aliases']}".strip(";").split(";")))
        else:
            done.append(dict(row))
    return done


def close(rows):
    """End an open term that a successor of the same single-holder office has taken over."""
    rows.sort(key=lambda r: r["start"])
    for row, later in zip(rows, rows[1:], strict=False):
        if not row["end"] and row["start"] < later["start"]:
            row["end"], row["asof"] = later["start"], ""


SHARED_OFFICES = {"deputy_prime_minister", "vice_president", "speaker", "trade_minister", "state_councillor", "spokesperson"}


def build():
    rows = [clean(r) for r in read(SHARED / "office_holders.csv") if usable(r)]
    own = read(OWN / "own_offices.csv")
    for row in own:
        row |= {"source": "general knowledge", "licence": "facts"}
    same = lambda r: (r["code"], r["office"], plain(r["family"]))  # noqa: E731
    known = {}
    for row in own:
        known.setdefault(same(row), []).append(row)
    rows = [r for r in rows if not any(overlap(r, o) for o in known.get(same(r), ()))]
    key = lambda r: (r["code"], r["office"], plain(r["person"]), r["start"], r["end"])  # noqa: E731
    rows.sort(key=key)
    terms = [t for _, same_person in groupby(rows, key=lambda r: key(r)[:3]) for t in merged(same_person)] + own
    terms.sort(key=lambda r: (r["code"], r["office"], r["start"], r["person"]))
    for (_, office), holders in groupby(terms, key=lambda r: (r["code"], r["office"])):
        if office not in SHARED_OFFICES:
            close(list(holders))
    for row in terms:
        if not row["end"] and not row["asof"]:
            row["asof"] = row["start"]
    write("offices.csv.gz", HEADING, [[row[h] for h in HEADING] for row in terms])


if __name__ == "__main__":
    build()
