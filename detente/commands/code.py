"""``detente code``: articles in, records out."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TextIO

from detente import pipeline
from detente.commands.inputs import STDIN, Inputs
from detente.commands.progress import progress
from detente.commands.streams import remark, results, whole
from detente.errors import DetenteError
from detente.knowledge.own import NOTHING, Own
from detente.output import words
from detente.output.html import page
from detente.output.json import write_json, write_jsonl
from detente.output.table import write_table
from detente.types import Coding

Format = Literal["table", "json", "jsonl", "html"]


def run(
    paths: Sequence[Path],
    published: dt.date | None,
    form: Format,
    out: Path | None,
    *,
    workers: int,
    quiet: bool,
    own: Own = NOTHING,
) -> int:
    """0 if everything was coded, 1 if some input could not be read."""
    out = None if out == STDIN else out  # by habit - is standard output there
    inputs = Inputs()
    inputs.add(paths)
    if out and out.resolve() in {path.resolve() for path in inputs.files if path != STDIN}:
        raise DetenteError(f"{out}: is an input and would be overwritten")
    codings: Iterator[Coding] = pipeline.code_all(
        inputs.articles(published), workers=workers, own=own, on_error=inputs.fail
    )
    if not quiet:
        codings = _remarked(progress(codings, inputs, silent=out is None and sys.stdout.isatty()), form)
    with results(out) as stream:
        _print(codings, form, stream, pipeline.coder_version(own), several=len(inputs.files) > 1)
    return int(inputs.failed > 0)


def _print(
    codings: Iterable[Coding], form: Format, stream: TextIO, coder: dict[str, str], *, several: bool
) -> None:
    write = whole(stream)
    if form == "table":
        write_table(codings, stream, write)
    elif form == "json":
        write_json(codings, coder, write, several=several)
    elif form == "jsonl":
        write_jsonl(codings, coder, write)
    else:
        write("".join(page(codings, coder)))


def _remarked(codings: Iterable[Coding], form: Format) -> Iterator[Coding]:
    """Warnings on standard error, where the output itself has no place for them."""
    told: set[str] = set()
    for coding in codings:
        if form in ("json", "jsonl"):
            for warning in words.warnings(coding):
                if warning not in told:
                    remark(warning)
                told.add(warning)
        yield coding
