"""Limits on what comes from outside; beyond them input is refused with a clear message."""

from __future__ import annotations

TEXT_LIMIT = 2_000_000  # characters of one article's text
PAGE_LIMIT = 16_000_000  # bytes of one HTML page or of one JSONL line
FILE_LIMIT = 128_000_000  # bytes of one JSON document, which is read at once; JSONL files have no limit
DEPTH_LIMIT = 200  # open elements of an HTML page before the tree parser gives way to the tag stripper
TAG_LIMIT = 40_000  # tags of an HTML page, likewise
FIRST_YEAR, LAST_YEAR = 1900, 2100  # a date of publication outside these is taken for a slip
WORD_LIMIT = 60_000  # words of one article that are read; the rest is left out, with a warning
