"""Commands that ask a record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from detente.cli.program import app
from detente.commands.asked import Asked
from detente.types import CommitmentState

State = Annotated[str, Parameter(help="A state by code or name: USA, China.")]
Words = Annotated[
    list[str] | None,
    Parameter(name="QUERY", help="Filters (type:CONSULT status:refused) and words; see docs/query.md."),
]
Limit = Annotated[int, Parameter(help="At most so many, the latest first.", validator=Number(gte=1))]
Formula = Annotated[
    Literal["plover", "goldstein", "balance", "conflict", "net"],
    Parameter(help="Formula of the index; see docs/relations.md."),
]
_HERE = Asked()


@app.command(usage="Usage: detente pair [OPTIONS] STATE STATE [QUERY...]")
def pair(
    a: State, b: State, words: Words = None, /, *, formula: Formula = "plover", asked: Asked = _HERE
) -> int:
    """Show the state of a relationship: index, channels, commitments, issues, what happened last."""
    from detente.commands import relations

    return relations.pair((a, b), words or [], asked, formula)


@app.command(usage="Usage: detente channels [OPTIONS] STATE STATE [QUERY...]")
def channels(a: State, b: State, words: Words = None, /, *, asked: Asked = _HERE) -> int:
    """Show which lines of communication two states have: last contact, what was refused, what is to come."""
    from detente.commands import relations

    return relations.channels((a, b), words or [], asked)


@app.command(usage="Usage: detente commitments [OPTIONS] STATE STATE [QUERY...]")
def commitments(
    a: State,
    b: State,
    words: Words = None,
    /,
    *,
    state: Annotated[
        Literal[CommitmentState, "overdue"] | None,
        Parameter(help="Only those in this state."),
    ] = None,
    asked: Asked = _HERE,
) -> int:
    """Show what two states bound themselves to and what became of it."""
    from detente.commands import relations

    return relations.commitments((a, b), words or [], asked, state)


@app.command(usage="Usage: detente issues [OPTIONS] STATE STATE [QUERY...]")
def issues(a: State, b: State, words: Words = None, /, *, asked: Asked = _HERE) -> int:
    """Show what two states deal over, with what was done and what each side said."""
    from detente.commands import relations

    return relations.issues((a, b), words or [], asked)


@app.command(usage="Usage: detente index [OPTIONS] STATE STATE [QUERY...]")
def index(
    a: State,
    b: State,
    words: Words = None,
    /,
    *,
    formula: Formula = "plover",
    step: Annotated[Literal["day", "month"], Parameter(help="Length of a period.")] = "month",
    half_life: Annotated[
        float, Parameter(help="Days after which a happening counts half.", validator=Number(gt=0))
    ] = 180.0,
    lowest_since: Annotated[
        str | None,
        Parameter(help="Ask instead whether the last value is the lowest since this year, month or day."),
    ] = None,
    asked: Asked = _HERE,
) -> int:
    """Show how close or tense two states are over time, with an interval and what moved it."""
    from detente.commands import relations

    how = relations.Reckoned(formula, step, half_life)
    return relations.index((a, b), words or [], asked, how, lowest_since)


@app.command(usage="Usage: detente events [OPTIONS] [QUERY...]")
def events(words: Words = None, /, *, limit: Limit = 50, asked: Asked = _HERE) -> int:
    """List happenings: what was done, by whom to whom, with the words of its best report."""
    from detente.commands import lists

    return lists.events(words or [], asked, limit)


@app.command(usage="Usage: detente statements [OPTIONS] [QUERY...]")
def statements(words: Words = None, /, *, limit: Limit = 50, asked: Asked = _HERE) -> int:
    """List statements: who said what on which issue."""
    from detente.commands import lists

    return lists.statements(words or [], asked, limit)


@app.command
def who(
    name: Annotated[str, Parameter(help="A person's name, or its first or last part.")],
    /,
    *,
    asked: Asked = _HERE,
) -> int:
    """Show how articles present a person over time: for whom, in which office."""
    from detente.commands import lists

    return lists.who(name, asked)


@app.command(usage="Usage: detente feed [OPTIONS] [QUERY...]")
def feed(
    words: Words = None,
    /,
    *,
    format: Annotated[Literal["atom", "json"], Parameter(help="Atom or JSON Feed.")] = "atom",  # noqa: A002 - the option's name
    out: Annotated[Path | None, Parameter(help="Write to this file, whole or not at all.")] = None,
    limit: Limit = 50,
    asked: Asked = _HERE,
) -> int:
    """Write a feed of a query's latest happenings; of a pair, with what is new about it."""
    from detente.commands import feed as command

    return command.run(words or [], asked, format, out, limit)


@app.command(usage="Usage: detente reviews [OPTIONS] [QUERY...]")
def reviews(
    words: Words = None,
    /,
    *,
    gold: Annotated[
        Path | None, Parameter(help="Write gold records into this folder instead, an article each.")
    ] = None,
    reviewer: Annotated[str | None, Parameter(help="Only what this reviewer said.")] = None,
    without_text: Annotated[
        bool, Parameter(negative="", help="No words of the articles in the gold records, only their places.")
    ] = False,
    asked: Asked = _HERE,
) -> int:
    """Show what reviewers said of the coding: precision by category, agreement; or write it as gold records."""
    from detente.commands import reviews as command

    return command.run(words or [], asked, gold, reviewer, texts=not without_text)
