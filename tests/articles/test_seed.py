"""The damaged article that comes with the project's material."""

import re
from collections import Counter

from detente import articles
from detente.types import Article
from tests.shared import shared


def test_all_lost_marks_come_back() -> None:
    seed = shared("seeds/000_3ba447c2ba57508d.txt")
    (found,) = articles.read(seed)
    assert isinstance(found, Article)
    assert articles.restore(found) == seed.read_bytes().decode()
    assert Counter(repair.was for repair in found.repairs) == {"β": 25}
    assert Counter(found.text[repair.start] for repair in found.repairs) == {"’": 10, "“": 7, "”": 7, "—": 1}
    assert re.search(r"AUKUS — for", found.text)
    for paragraph in found.text.split("\n"):
        assert paragraph.count("“") == paragraph.count("”")
    assert (found.publisher, found.language, found.warnings) == ("abc news", "en", ())
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.country) == ("BEIJING", "CHN")
    assert found.text[: len(found.title or "")] == found.title
