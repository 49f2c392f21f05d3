"""Names of persons: what parsing left on them, which part is the family's, when two are one person's."""

import difflib
import re

from training.knowledge.tables import plain

RANKS = re.compile(
    r"^(?:(?:Dr|Gen|Maj|Col|Lt|Capt|Brig|Adm|Mr|Mrs|Ms|Prof|Eng|Rear|Vice|Sen|Hon|Rt|Fr|Sgt|Cdr|Cmdr|Ret)\.?"
    r"(?: Gen\.?)?(?: \(Ret\.?\))?|General|Colonel|Major|Admiral|Sir|Dame|Professor|President-elect|CEO|Ceo|CNSP|Cnsp"
    r"|Prime Minister|President|-) +(?=\w+[ -]\w)"
)
TAIL = re.compile(
    r"\s+(?:since|as of|from|until|consulate|represents|of (?:the )?(?:Netherlands|Jordan|Bahrain|Spain|Belgium|Sweden"
    r"|Denmark|Norway|Luxembourg|Monaco|Liechtenstein|Japan|Morocco|Saudi Arabia|Brunei|Oman|Qatar|Kuwait|Thailand))\b.*$"
)
PARTICLES = {"al", "el", "abu", "de", "da", "van", "von", "der", "den", "la", "le", "di", "du", "dos", "ter", "bin",
             "ben", "ould", "st.", "mac", "ap", "do", "del", "della", "des", "ten", "abd", "abdul", "ait"}  # fmt: skip


def person_of(name):
    """Name without ranks, nicknames, bracketed remarks and leftovers such as "as of" clauses."""
    name = re.sub(r"\s*[\(\[].*?[\)\]]?\s*$", "", name.replace("’", "'").replace("‘", "'"))
    name = re.sub(r'\s*"[^"]*"\s*', " ", name).strip(" ,;.*-`")
    name = (
        re.sub(r",? (?:Jr|Sr|III|II|Dr|DBE|KBE|MBE)\.?$", "", TAIL.sub("", name))
        if not king(name)
        else TAIL.sub("", name)
    )
    while (short := RANKS.sub("", name)) != name:
        name = short
    return re.sub(r"\s+", " ", name.title() if name.isupper() else name).strip(" ,;.*-`")


def king(name):
    """Whether the numeral is part of the name, as in Elizabeth II."""
    return re.fullmatch(r"[\w.'-]+(?: [A-Z][\w.'-]+)? [IVX]+(?: .*)?", name) is not None


def latin(name, *, single):
    """Whether this is one whole name in Latin letters; those lost in the archive's text leave blanks."""
    person = person_of(name)
    return (
        re.fullmatch(r"['A-Za-zÀ-ɏḀ-ỿʻʼ .,-]{4,60}", person) is not None
        and (single or len(person.split()) > 1)
        and not re.search(
            r"\d|\b(?:vacant|unknown|office|embassy|and|the|minister|regent|acting|chief|none|soviet|presidents|chamber|coprince|co-prince)\b",
            person.lower(),
        )
        and not re.search(r"(?:^| )[a-df-hj-xz](?: |$)|^[a-z](?!l-|l |in |bn |')|^(?:Al|al|bin) ", person)
    )


def family_of(family, person):
    """The family name as given, or the last word with its particles; "bin X" names a father, not a family."""
    family = person_of(family)
    if (
        family
        and family in person
        and not re.match(r"(?:bin|ibn|ben) |^(?:al|el|II|III|IV|VI)$", family, re.IGNORECASE)
    ):
        return family
    words = person.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def same_person(one, other):
    """Two spellings or a longer and a shorter form of one name, held to be one where office and time agree."""
    a, b = (re.sub(r"[^a-z]+", " ", plain(n).lower()).split() for n in (one, other))
    small, large = sorted((set(a), set(b)), key=len)
    if len(small) > 1 and small <= large:
        return True
    return difflib.SequenceMatcher(None, "".join(a), "".join(b)).ratio() > 0.74
