"""What a user may type; the work is done in commands/, imported only when it is asked for."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from cyclopts import CycloptsError

from detente.cli import (  # noqa: F401 - their commands enter the program
    asking,
    coding,
    exchanging,
    keeping,
    serving,
)
from detente.cli.program import app
from detente.errors import DetenteError, OwnFileError
from detente.settings import GARBAGE

__all__ = ["app", "main", "run"]

SOME_FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141


def run(tokens: Sequence[str]) -> int:
    """Exit code of one command line; every error is one line on standard error."""
    tokens = [
        "./-" if token == "-" else token for token in tokens
    ]  # the same path, but no option to the parser
    try:
        return app(tokens, exit_on_error=False, print_error=False, result_action="return_value") or 0
    except CycloptsError as error:
        return _fail(str(error).strip().splitlines()[0], USAGE)
    except OwnFileError as error:
        for problem in error.problems:
            _fail(problem, USAGE)
        return USAGE
    except DetenteError as error:
        return _fail(str(error), SOME_FAILED)
    except KeyboardInterrupt:
        return _fail("stopped", INTERRUPTED)
    except BrokenPipeError:
        # Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def _fail(message: str, exit_code: int) -> int:
    from detente.commands.streams import remark

    remark(message)
    return exit_code


def main() -> None:
    """The ``detente`` command."""
    gc.set_threshold(*GARBAGE)
    sys.exit(run(sys.argv[1:]))
