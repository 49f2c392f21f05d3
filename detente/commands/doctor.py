"""``detente doctor``: is the installation whole, and how fast is it."""

from __future__ import annotations

import hashlib
import platform
import sys
import time
from collections.abc import Callable
from importlib import metadata, resources

from detente import __version__, knowledge
from detente.commands.streams import results, whole
from detente.output.words import counted

_LIBRARIES = ("onnxruntime", "numpy", "trafilatura", "resiliparse", "ftfy")
_SELF_CHECK = "border.txt"


def run() -> int:
    """0 if every check passes, 1 if one fails; a failed check is told and the others still run."""
    healthy = True
    with results(None) as out:
        write = whole(out)
        for name, check in _CHECKS.items():
            try:
                line = check()
            except Exception as error:  # noqa: BLE001 - whatever is broken here is what the user asked to hear
                healthy, line = False, f"FAILED: {error}"
            write(f"{name:<12}{line}\n")
        write("all is well\n" if healthy else "something is wrong\n")
    return int(not healthy)


def _detente() -> str:
    return __version__


def _python() -> str:
    return f"{platform.python_version()} on {sys.platform} {platform.machine()}"


def _libraries() -> str:
    return ", ".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES)


def _weights() -> str:
    folder = resources.files("detente").joinpath("weights")
    files = sorted((path.name, path.read_bytes()) for path in folder.iterdir() if path.is_file())
    total = hashlib.sha256()
    for name, data in files:
        total.update(name.encode() + hashlib.sha256(data).digest())
    size = sum(len(data) for _, data in files) / 1e6
    return f"digest {total.hexdigest()[:12]}: {', '.join(name for name, _ in files)}, {size:.1f} MB"


def _knowledge() -> str:
    counts = (
        counted(len(knowledge.countries()), "state"),
        counted(len(knowledge.organisations()), "organisation"),
        counted(len(knowledge.groups()), "group"),
        counted(len(knowledge.offices()), "term") + " of office",
        counted(len(knowledge.places()), "place"),
    )
    return f"digest {knowledge.digest()}: {', '.join(counts)}"


def _self_check() -> str:
    start = time.perf_counter()
    from detente import pipeline  # noqa: PLC0415 - loading is part of what is timed
    from detente.commands.demo import sample  # noqa: PLC0415

    article = sample(_SELF_CHECK)
    first = pipeline.code(article)
    loaded = time.perf_counter()
    again = pipeline.code(article)
    coded = time.perf_counter()
    if not first.events or first != again:
        raise RuntimeError(
            f"{_SELF_CHECK} gave {counted(len(first.events), 'event')}, twice coded not the same"
        )
    return (
        f"{_SELF_CHECK} coded in {1000 * (coded - loaded):.0f} ms after {loaded - start:.1f} s of loading, "
        f"{counted(len(again.events), 'event')}"
    )


_CHECKS: dict[str, Callable[[], str]] = {
    "detente": _detente,
    "python": _python,
    "libraries": _libraries,
    "weights": _weights,
    "knowledge": _knowledge,
    "self-check": _self_check,
}
