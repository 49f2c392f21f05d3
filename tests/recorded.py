"""What a small record of two states holds, for tests of all that asks one: a call a month, and a refusal."""

from detente.types import Article, Coding, Holder, Party, Span
from tests.happenings import DEFENCE, PRESIDENT, day, event, who

FORD, LI = who("USA", "Ann Ford", **PRESIDENT), who("CHN", "Li Bo", **PRESIDENT)
CODER = {"version": "v", "model": "m", "knowledge": "k"}


def told(name, published, *events):
    rest = " ".join(f"{name}{i}" for i in range(40))  # no copy of the others
    text = f"The presidents of the United States and China spoke. {rest}"
    named = (
        Party("USA", text="United States", start=22, end=35),
        Party("CHN", text="China", start=40, end=45),
    )
    return Coding(
        Article(name, text, f"Title {name}", "The Courier", None, day(published)),
        tuple(events),
        sentences=1,
        named=named,
        holders=(Holder("Ann Ford", "president", "USA", Span(4, 14)),),
    )


def put_contacts(record):
    """Nine calls of presidents and a refusal among defence ministers, all of 2024."""
    for month in range(1, 10):
        on = f"2024-{month:02}-05"
        call = event(id=f"c{month}", actors=(FORD,), recipients=(LI,), on=on)
        record.writer.add(told(f"call-{month}", on, call), CODER)
    refused = event(
        id="r1", actors=(who("CHN", **DEFENCE),), recipients=(who("USA", **DEFENCE),), on="2024-09-20", status="refused",
        plover="REJECT", quad=3, score=-2.0, why="declined governs call",
    )  # fmt: skip
    record.writer.add(told("refusal", "2024-09-21", refused), CODER)
