# make demo   sets up .venv, codes the articles that come with detente and prints their records
# make test   sets up .venv for development, then lints, checks types and imports, and runs the tests
#             (those that need PostgreSQL or Chromium skip where there is none; .ci/run installs both)
# Needs make and Python 3.11 or newer with its venv module; another one: make demo PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test clean

demo: $(VENV)/use.stamp
	$(BIN)/detente demo

test: $(VENV)/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit("detente needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; try make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# Editable installs, so that a changed source needs no new one; tests/test_wheel.py looks into the wheel.
$(VENV)/use.stamp: pyproject.toml $(VENV)/venv.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml $(VENV)/venv.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/use.stamp
