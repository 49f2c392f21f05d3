"""Universities and colleges with their state: the names that swot keeps by domain (PyPI wheel swot 1.0.1, MIT).

    python -m training.knowledge.schools FOLDER        the wheel's lib/domains

The state is that of the top domain; "edu" is the United States unless the name tells of another place. Names of one
word, names of several states and names that another table has are left out.
"""

import html
import pathlib
import re
import sys

from detente import knowledge
from detente.entities.gazetteer import names, pieces
from training.knowledge.tables import plain, write
from training.knowledge.towns import known

KIND = re.compile(
    r"(universi|colleg|instit|school|academ|polyt|hochschul|ecole|facul|politec|escuela|seminary)",
    re.IGNORECASE,
)


def state_of(path, states):
    top = path.parts[0]
    return "USA" if top == "edu" else {"uk": "GBR"}.get(top) or states.get(top.upper())


def foreign(name, state):
    """Whether the name tells of another state's place."""
    flow = [(p, i) for i, p in enumerate(pieces(name))]
    hits = (e for at in range(len(flow)) for _, e in names().ends(flow, at))
    told = {e.code for e in hits if e.kind in {"state", "capital", "place"}}
    return bool(told - {state, None})


def cleaned(name):
    name = re.sub(r"\s*\(.*?\)|\s+[-–,/].*", "", html.unescape(name)).strip().replace("’", "'")
    return re.sub(r"^The ", "", " ".join(name.split()))


def build(folder):
    states = {c.iso2: c.code for c in knowledge.countries() if c.iso2}
    found = {}
    for file in sorted(folder.rglob("*.txt")):
        state = state_of(file.relative_to(folder), states)
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines() if state else ():
            name = cleaned(line)
            fits = plain(name).isascii() and KIND.search(plain(name)) and 1 < len(name.split()) < 9
            if fits and not (state == "USA" and foreign(name, state)):
                found.setdefault(name, set()).add(state)
    rows = [(n, *of) for n, of in found.items() if len(of) == 1 and not known(n)]
    write("schools.csv.gz", ("name", "country"), sorted(rows))


if __name__ == "__main__":
    build(pathlib.Path(sys.argv[1]))
