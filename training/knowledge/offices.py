"""Office holders: the shared table, cleaned, with office ids by title, and our own facts over it.

    python -m training.knowledge.offices

Own facts (``own_offices.csv``) win: a shared row for the same family name in the same office at the same time is
dropped. ``wrong_offices.csv`` lists shared rows that are false, with the reason. ``own_figures.csv`` holds persons known
for other offices and functions, which many may have at a time.
"""

import re
from itertools import groupby, pairwise

from training.knowledge.names import family_of, latin, person_of, same_person
from training.knowledge.tables import KNOWLEDGE, OWN, SHARED, plain, read, write

HEADING = ("code", "office", "person", "family", "aliases", "start", "end", "asof", "source", "licence")
CODES = {"XKX": "KOS", "DDR": "DEU", "SUN": "RUS", "AU_AF": "AU", "LAS": "AL"}
STATES = {n.lower(): r["code"] for r in read(KNOWLEDGE / "countries.csv") for n in r["names"].split(";")}
OTHER = (
    (r"chief of staff (?:of|to) the (?:pres|prime)|presidential chief of staff", "chief_of_staff"),
    (r"head of the office|cabinet secretary|general secretary of the presidency", "chief_of_staff"),
    (r"presidential administration|white house chief of staff", "chief_of_staff"),
    (r"chief of staff of the (?:defen|armed|people)|supreme commander", "military_chief"),
    (r"deputy prime minister|vice[- ]premier|vice prime minister|tánaiste", "deputy_prime_minister"),
    (r"vice[- ]president", "vice_president"),
    (r"interior|home affairs|home department|internal affairs|homeland security", "interior_minister"),
    (r"ambassador to the united states", "ambassador_usa"),
    (r"ambassador to the russian", "ambassador_rus"),
    (r"ambassador to the people's republic of china", "ambassador_chn"),
    (r"ambassador.*(united nations|\bun\b)|un ambassador|permanent representative", "ambassador_un"),
    (r"press secretary|spokes", "spokesperson"),
    (r"general staff|joint chiefs|defen[cs]e staff|chief of the defen[cs]e", "military_chief"),
    (r"staff of the army|commander-in-chief|army commander|chief of army", "army_chief"),
    (r"attorney general|justice", "justice_minister"),
    (r"northern ireland", "northern_ireland_secretary"),
    (r"state councill?or", "state_councillor"),
)
PRESIDENT = re.compile(r"(?:acting |interim |executive |transitional )?president(?: (?:dr|gen|of).?)?")
DAY = len("2025-12-31")
TODAY = "2025-12"  # the last month that the sources speak of
LICENCES = (
    (r"public domain", "public domain"),
    (r"CC0", "CC0"),
    (r"CC BY 4\.0", "CC BY 4.0"),
    (r"facts", "facts"),
)
MANY = {"deputy_prime_minister", "vice_president", "speaker", "trade_minister", "state_councillor", "spokesperson",
        "economy_minister", "org_head", "leader", "politician", "envoy", "deputy_foreign_minister"}  # fmt: skip


def office_of(row):
    title, office = row["title"].lower().replace("’", "'"), row["office"]
    if office == "head_of_government" and PRESIDENT.fullmatch(title):
        return "head_of_state"
    if office == "head_of_state" and title.replace("-", " ") == "governor general":
        return "governor_general"
    if office == "us_ambassador":
        host = row["title"].split()[-1]
        return f"ambassador_{CODES.get(host, host).lower()}"
    if "trade representative" in title:
        return "trade_representative"
    if office == "finance_minister" and "econom" in title and "financ" not in title:
        return "economy_minister"
    if office == "intelligence_chief" and row["code"] == "USA":
        return "intelligence_chief" if "national" in title else "cia_director"
    if office not in {"other", "org_head"}:
        return {"ambassador_us": "ambassador_usa"}.get(office, office)
    return office_of_title(title, row)


def office_of_title(title, row):
    if row["office"] == "org_head":
        return "eu_" + re.sub(r"\W+", "_", title) if row["code"] == "EU" else "org_head"
    for pattern, office in OTHER:
        if re.search(pattern, title):
            return office
    to = re.fullmatch(r"ambassador to (?:the )?(.+)", title)
    if to and to[1] in STATES:
        return f"ambassador_{STATES[to[1]].lower()}"
    return re.sub(r"\W+", "_", plain(title)).strip("_")


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
    """A start that is a date, not after the end, a name in Latin letters, and a licence to ship the fact."""
    width = min(len(row["start"]), len(row["end"]))
    return (
        re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["start"])
        and row["licence"] != "CC BY-SA 4.0 (Wikidata CC0 upstream)"
        and (not row["end"] or row["start"][:width] <= row["end"][:width])
        and latin(
            row["person"], single=row["office"] in {"head_of_state", "foreign_minister", "defence_minister"}
        )
    )


def clean(row):
    person = person_of(row["person"])
    if row["end"] > TODAY:  # a term that is to run on
        row |= {"end": "", "asof": TODAY}
    aliases = [a.strip() for a in row["aliases"].split(";") if a.strip() and latin(a, single=False)]
    return {
        "code": "USA" if row["office"] == "us_ambassador" else CODES.get(row["code"], row["code"]),
        "office": office_of(row), "person": person, "family": family_of(row["family_name"], person),
        "aliases": ";".join(aliases), "start": row["start"], "end": row["end"], "asof": row["asof"][:10],
        "source": source_of(row["source"]), "licence": licence_of(row["licence"]),
    }  # fmt: skip


def ends_before(one, other):
    """Whether the term ends before the other begins or on that very day, as far as both dates are exact."""
    end, start = one["end"], other["start"]
    width = min(len(end), len(start))
    return bool(end) and (end[:width] < start[:width] or (end == start and width == DAY))


def overlap(one, other):
    return not ends_before(one, other) and not ends_before(other, one)


def join(one, other):
    """One term out of two of the same person; names and dates of ``one`` stand, ends only widen within a source."""
    for key in ("source", "licence"):
        one[key] = "+".join(dict.fromkeys(f"{one[key]}+{other[key]}".split("+")))
    words = [*one["aliases"].split(";"), *other["aliases"].split(";"), other["person"]]
    one["aliases"] = ";".join(w for w in dict.fromkeys(words) if w and w != one["person"])
    if not one["end"]:
        one["end"] = other["end"] if not other["asof"] and other["start"] >= one["start"] else ""
    one["asof"] = "" if one["end"] else max(one["asof"], other["asof"])


def merged(rows):
    """Holders of one office, with terms of one person that overlap made one, and doubtful archive rows dropped."""
    trusted = sorted(rows, key=lambda r: (r["source"].startswith("factbook"), r["start"], r["person"]))
    kept = []
    for row in trusted:
        rivals = [k for k in kept if overlap(k, row)]
        twin = next((k for k in rivals if same_person(k["person"], row["person"])), None)
        if twin:
            join(twin, row)
        elif not (rivals and row["source"].startswith("factbook") and row["office"].startswith("head_of")):
            kept.append(row)
    return kept


def close(rows):
    """End an open term that a successor of the same single-holder office has taken over."""
    rows.sort(key=lambda r: r["start"])
    for row, later in pairwise(rows):
        if not row["end"] and row["start"] < later["start"]:
            row["end"], row["asof"] = later["start"], ""


def without(rows, own, wrong):
    """Shared rows that neither our own facts replace nor the list of false ones names."""
    known = {}
    for row in own:
        known.setdefault((row["code"], row["office"], plain(row["family"]).lower()), []).append(row)
    false = {(r["code"], r["office"], r["person"], r["start"]) for r in wrong}
    for row in rows:
        rivals = known.get((row["code"], row["office"], plain(row["family"]).lower()), ())
        mine = next((o for o in rivals if overlap(row, o) and same_person(o["person"], row["person"])), None)
        if mine:
            other = "" if row["person"] == mine["person"] else row["person"]
            names = [*mine["aliases"].split(";"), other, *row["aliases"].split(";")]
            mine["aliases"] = ";".join(n for n in dict.fromkeys(names) if n)
        elif (row["code"], row["office"], row["person"], row["start"]) not in false:
            yield row


def build():
    offices, figures = read(OWN / "own_offices.csv"), read(OWN / "own_figures.csv")
    own = [{**r, "source": "general knowledge", "licence": "facts"} for r in (*offices, *figures)]
    many = MANY | {r["office"] for r in figures} - {r["office"] for r in offices}
    shared = [clean(r) for r in read(SHARED / "office_holders.csv") if usable(r)]
    rows = [*without(shared, own, read(OWN / "wrong_offices.csv")), *own]
    rows.sort(key=lambda r: (r["code"], r["office"]))
    terms = []
    for (_, office), group in groupby(rows, key=lambda r: (r["code"], r["office"])):
        holders = merged(list(group))
        if office not in many:
            close(holders)
        terms += sorted(holders, key=lambda r: (r["start"], r["person"]))
    for row in terms:
        if not row["end"] and row["asof"] < row["start"]:
            row["asof"] = row["start"]
    write("offices.csv.gz", HEADING, [[row[h] for h in HEADING] for row in terms])


if __name__ == "__main__":
    build()
