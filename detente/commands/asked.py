"""The options of all commands that ask a record; cheap to import, for the command line's help needs them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Asked:
    """Where to look and how to answer."""

    record: Annotated[
        str | None,
        Parameter(
            env_var="DETENTE_RECORD", help="The record: a file or postgresql://… (detente.db if left out)."
        ),
    ] = None
    since: Annotated[str | None, Parameter(help="First day: YYYY, YYYY-MM or YYYY-MM-DD.")] = None
    until: Annotated[str | None, Parameter(help="Last day: YYYY, YYYY-MM or YYYY-MM-DD.")] = None
    json: Annotated[bool, Parameter(negative="", help="Print JSON.")] = False
    plot: Annotated[
        Path | None, Parameter(help="Draw the chart, if there is one, into this .svg or .png file.")
    ] = None
