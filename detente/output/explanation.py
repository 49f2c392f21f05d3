"""One event with everything that decided it, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from detente.output import words
from detente.output.plain import plain
from detente.output.tree import tree
from detente.types import Article, Event, Party, Sentence, Span


def explanation(article: Article, event: Event, sentences: tuple[Sentence, ...]) -> RenderableType:
    """Coding, sentence with its parts marked, rule, parse; further mentions are quoted."""
    sentence = sentences[event.mentions[0].sentence]
    return Group(
        Text(f"{event.id}  {words.label(event)} {event.status}  {plain(words.sides(event))}", "bold"),
        *(Text(f"{name:<12}{plain(fact)}") for name, fact in _facts(event)),
        Text(),
        _marked(article.text, sentence, _parts(article.text, event, sentence)),
        *_again(article.text, event),
        Text(),
        *tree(sentence),
    )


def _facts(event: Event) -> Iterator[tuple[str, str]]:
    yield "why", event.why
    scored = "" if event.score is None else f", score {event.score:g}"
    yield (
        "plover",
        (f"{event.plover}, quad {event.quad}{scored}" if event.plover else "not coded by the codebook"),
    )
    if event.contexts:
        yield "contexts", ", ".join(event.contexts)
    if event.date:
        yield "date", f"{words.days(event.date)} from “{event.date.text}” ({event.date.precision})"
    elif event.date_text:
        yield "date", f"“{event.date_text}” could not be resolved"
    if event.place:
        yield "place", f"{event.place.name} ({event.place.country or 'country unknown'})"
    for party in (*event.actors, *event.recipients, *event.reported_by):
        if party.code is None:
            yield "unresolved", f"“{party.text or party.name}”: {party.reason}"
    if event.reported_by:
        yield "reported by", words.listed(event.reported_by)
    yield "confidence", f"{event.confidence:.2f}"


def _parts(text: str, event: Event, sentence: Sentence) -> list[tuple[Span, str]]:
    """The event's parts that stand in this sentence, in reading order, without overlaps."""
    found = [(event.mentions[0].trigger, "act")]
    for parties, label in (
        (event.actors, "actor"),
        (event.recipients, "recipient"),
        (event.reported_by, "source"),
    ):
        found += [(span, label) for span in map(_span, parties) if span]
    if event.place:
        found.append((Span(event.place.start, event.place.end), "place"))
    told = event.date.text if event.date else event.date_text
    at = text.find(told, sentence.start, sentence.end) if told else -1
    if told and at >= 0:
        found.append((Span(at, at + len(told)), "date"))
    parts: list[tuple[Span, str]] = []
    for span, label in sorted(found, key=lambda part: (part[0].start, -part[0].end)):
        if Span(parts[-1][0].end if parts else sentence.start, sentence.end).covers(span):
            parts.append((span, label))
    return parts


def _span(party: Party) -> Span | None:
    return None if party.start is None or party.end is None else Span(party.start, party.end)


def _marked(text: str, sentence: Sentence, parts: list[tuple[Span, str]]) -> Text:
    marked, at = Text(), sentence.start
    for span, label in parts:
        marked.append(plain(text[at : span.start]))
        marked.append(f"[{plain(text[span.start : span.end])}]", "bold")
        marked.append(label, "cyan")
        at = span.end
    return marked.append(plain(text[at : sentence.end]))


def _again(text: str, event: Event) -> Iterator[Text]:
    for mention in event.mentions[1:]:
        yield Text(f"also told: “{plain(text[mention.span.start : mention.span.end])}”", "dim")
