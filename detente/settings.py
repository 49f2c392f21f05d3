"""Limits on what comes from outside, beyond which input is refused with a clear message; and what a process of ours is set to."""

from __future__ import annotations

TEXT_LIMIT = 2_000_000  # characters of one article's text
PAGE_LIMIT = 16_000_000  # bytes of one HTML page or of one JSONL line
FILE_LIMIT = 128_000_000  # bytes of one JSON document, which is read at once; JSONL files have no limit
DEPTH_LIMIT = 200  # open elements of an HTML page before the tree parser gives way to the tag stripper
TAG_LIMIT = 40_000  # tags of an HTML page, likewise
FIRST_YEAR, LAST_YEAR = 1900, 2100  # a date of publication outside these is taken for a slip
WORD_LIMIT = 60_000  # words of one article that are read; the rest is left out, with a warning
OWN_LIMIT = 1_000_000  # bytes of a user's own codebook, or of own actors
OWN_DEPTH = 6  # levels of a codebook; its format has five
OWN_ENTRIES = 1_000  # entries of a codebook
OWN_CATEGORIES = 200  # categories of a codebook
OWN_WORDS = 500  # words of one list of an entry
OWN_SHARED = 20  # entries that list the same word, so that a word of an article is read against few
OWN_ACTORS = 20_000  # rows of own actors
OWN_NAMES = 100  # names in one cell of own actors
EXPANDED_FLOOR = 64_000_000  # bytes that any compressed file may expand to
EXPANDED_RATIO = 100  # times its size that it may expand to beyond that
FEED_LIMIT = 16_000_000  # bytes of a feed or sitemap
LINKS_LIMIT = 50_000  # addresses of one feed or sitemap, which is what the sitemap protocol allows
FETCH_LIMIT = 64_000_000  # bytes of what is fetched from one address
FETCH_SECONDS = 60  # for one address, with all redirects
RECORD = "detente.db"  # the record, where none is named
ROW_LIMIT = 1_000_000  # bytes of one row of another data set
CELL_LIMIT = 20_000  # characters of one of its cells
MEMBERS = 1_000  # files of one archive
GARBAGE = (
    20_000,
    20,
    20,
)  # gc's thresholds in own processes: what is read at the start is no garbage, and looked at too often
