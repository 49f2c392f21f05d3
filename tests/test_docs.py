"""What is public is documented, and the README shows what detente really prints."""

import json
import os
import re
import shlex
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest

from detente import knowledge, types
from detente.cli import app, run
from detente.knowledge import codebook

ROOT = Path(__file__).parent.parent
CLI, RECORD, CODES = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("cli.md", "record.md", "codes.md")
)
COMMANDS = [name for name in app if not name.startswith("-")]
EXIT_CODES = (0, 1, 2, 130, 141)


def section(command):
    return CLI.partition(f"## detente {command}\n")[2].partition("\n## ")[0]


def options(command):
    return [
        name
        for argument in app[command].assemble_argument_collection()
        for name in argument.names
        if "--" in name
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_and_its_options_are_documented(command):
    assert section(command)
    missing = [name for name in options(command) if f"| `{name}` |" not in section(command)]
    assert missing == []


def test_no_option_is_documented_that_does_not_exist():
    for command in COMMANDS:
        assert set(re.findall(r"^\| `(--[a-z-]+)`", section(command), re.MULTILINE)) == set(options(command))
    assert set(re.findall(r"^## detente (\w+)", CLI, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("code", EXIT_CODES)
def test_exit_code_is_documented(code):
    assert f"| {code} |" in CLI


def test_every_field_of_the_schema_is_documented():
    schema = json.loads(
        resources.files("detente").joinpath("schema/record.schema.json").read_text(encoding="utf-8")
    )
    objects = [schema, *(d for d in schema["$defs"].values() if "properties" in d)]
    fields = {name for definition in objects for name in definition["properties"]}
    assert [name for name in sorted(fields) if f"`{name}`" not in RECORD and f"`{name}[" not in RECORD] == []


def test_every_code_is_documented():
    for category, rating in codebook.ratings().items():
        row = next(line for line in CODES.splitlines() if line.startswith(f"| {category} |"))
        assert f"| {rating.quad} | {rating.score:g} |" in row
        assert all(f"`{mode}` {score:g}" in row for mode, score in rating.modes.items())
    contexts = {context for shown in codebook.context_words().values() for context in shown}
    words = [*get_args(types.Status), *get_args(types.CommitmentState), *contexts]
    assert [word for word in words if f"`{word}`" not in CODES] == []
    sectors = {
        s
        for table in (knowledge.roles(), knowledge.bodies(), knowledge.groups())
        for s in [r.sector for r in table]
    }
    assert [sector for sector in sorted(sectors) if f"| {sector} |" not in CODES] == []


def test_schema_has_the_words_of_the_types():
    schema = json.loads(
        resources.files("detente").joinpath("schema/record.schema.json").read_text(encoding="utf-8")
    )
    defs = schema["$defs"]
    assert defs["category"]["enum"] == list(get_args(types.Category)) == list(codebook.ratings())
    assert defs["event"]["properties"]["status"]["enum"] == list(get_args(types.Status))
    assert defs["date"]["properties"]["precision"]["enum"] == list(get_args(types.Precision))
    assert defs["statement"]["properties"]["kind"]["enum"] == list(get_args(types.StatementKind))
    assert defs["commitment"]["properties"]["state"]["enum"] == list(get_args(types.CommitmentState))


def test_links_lead_somewhere():
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_sample_in_the_readme_is_true(capfd, monkeypatch):
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    parts = re.compile(
        r"(<!-- sample: detente (.*?) -->\n```\n)(.*?)(```\n<!-- end of sample -->)", re.DOTALL
    )
    monkeypatch.chdir(ROOT)
    assert run(shlex.split(parts.search(text)[2])) == 0
    printed = capfd.readouterr().out.rstrip("\n") + "\n"
    if os.environ.get("DETENTE_WRITE"):
        readme.write_text(parts.sub(lambda m: m[1] + printed + m[4], text), encoding="utf-8")
    elif parts.search(text)[3] != printed:
        pytest.fail(
            "the sample in README.md is out of date: DETENTE_WRITE=1 python -m pytest tests/test_docs.py"
        )


def test_every_column_of_other_formats_is_documented():
    from detente.record import formats
    from detente.record.formats import icews, polecat, tables

    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    columns = [*icews.HEADER, *polecat.HEADER, *tables.COLUMNS]
    assert [name for name in columns if f"`{name}`" not in text] == []
    assert [name for name in {*formats.ORIGINS, *formats.FORMATS} if f"`{name}`" not in text] == []
    for line in ("ORIGINS", "FORMATS"):
        assert [name for name in getattr(formats, line) if f"`{name}`" not in CLI] == []


def test_no_mark_of_an_unfinished_merge_is_left():
    marks = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
    pages = [
        *ROOT.glob("*.md"),
        *(
            p
            for room in ("benchmarks", "detente", "docs", "plans", "training")
            for p in (ROOT / room).rglob("*.md")
        ),
    ]
    assert [p.name for p in pages if marks.search(p.read_text(encoding="utf-8"))] == []
