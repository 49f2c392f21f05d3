"""Sort the tables that are written by hand, and drop repeated words in their lists.

python -m training.knowledge.tidy
"""

import csv

from training.knowledge.tables import KNOWLEDGE, write

LISTS = {"names", "aliases", "members", "adjectives", "people", "metonyms", "not_before", "not_after"}
TABLES = (KNOWLEDGE / "organisations.csv", KNOWLEDGE / "groups.csv", KNOWLEDGE / "bodies.csv",
          KNOWLEDGE / "roles.csv", KNOWLEDGE / "regions.csv")  # fmt: skip


def main():
    for path in TABLES:
        with path.open(encoding="utf-8", newline="") as file:
            heading, *rows = csv.reader(file)
        for row in rows:
            if len(row) != len(heading):
                raise SystemExit(f"{path.name}: {row}")
            for i, column in enumerate(heading):
                if column in LISTS and row[i]:
                    row[i] = ";".join(dict.fromkeys(w.strip() for w in row[i].split(";") if w.strip()))
        write(path.name, heading, sorted({tuple(r) for r in rows}))


if __name__ == "__main__":
    main()
