"""Writes parses.json: the trees of the articles in cases.py, by the shipped model. Run after changing a text."""

from __future__ import annotations

import json
from pathlib import Path

from detente import articles, clauses
from tests.entities.cases import CASES, OFFICIAL


def main() -> None:
    texts = [(name, None, day, text) for name, day, text, _ in CASES]
    texts += [(name, publisher, day, text) for name, day, publisher, text, _ in OFFICIAL]
    found = {}
    for name, publisher, day, text in texts:
        article = articles.article(text, publisher=publisher, published=day)
        found[name] = [
            {
                "words": [
                    [w.start, w.end, w.text, w.lemma, w.upos, w.xpos, w.head, w.deprel] for w in s.words
                ],
                "names": [[n.first, n.last, n.label] for n in s.names],
                "at": [s.paragraph, s.start, s.end, s.is_title],
            }
            for s in clauses.parse(article).sentences
        ]
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(s, ensure_ascii=False)}" for name, s in found.items())
    Path(__file__).with_name("parses.json").write_text("{\n" + rows + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
