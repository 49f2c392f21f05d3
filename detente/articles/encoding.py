"""From bytes to a string: the encoding is found, not assumed."""

from __future__ import annotations

import codecs
import re

from detente.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SIGNATURES = (
    (b"%PDF-", "a PDF file"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"), (b"PK\x03\x04", "a ZIP, Word or EPUB file"), (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"), (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"), (b"\x7fELF", "a program"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a page declares its encoding


def decode(data: bytes, *, page: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text and what a reader should know of its encoding; raises InputError for what is no text.

    In turn: a byte order mark, the charset that a page declares, UTF-8 where it fits, and only then a guess.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"this is {what}, not a text")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    if _is_binary(data):
        raise InputError("this is binary data, not a text")
    try:
        return data.decode(), ()
    except UnicodeDecodeError:
        pass
    declared = _declared(data) if page else None
    if declared and (text := _try(data, declared)) is not None:
        return text, (f"read as {declared}, which the page declares",)
    return _guessed(data)


def _marked(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(name, "replace")
    if "\0" in text:
        raise InputError("this is binary data, not a text")
    return text, () if name == "utf-8" else (f"read as {name} after its byte order mark",)


def _is_binary(data: bytes) -> bool:
    """A text holds no NUL and few control characters."""
    controls = len(data[:65536]) - len(
        data[:65536].translate(None, bytes([*range(7), *range(14, 27), *range(28, 32)]))
    )
    return b"\0" in data or controls * 10 > len(data[:65536])


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    name = match[1].decode("ascii", "ignore") if match else ""
    try:
        found = codecs.lookup(name).name if name else ""
    except LookupError:
        return None
    if found in {"iso8859-1", "ascii"}:  # browsers, too, read these as what they mostly are
        return "cp1252"
    return found if found and not found.startswith(("utf-16", "utf-32")) else None


def _try(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except (LookupError, UnicodeError):
        return None
    return text if isinstance(text, str) else None


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    text = data.decode("utf-8", "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    if len(text.encode()) - len(text) > 8 * bad:
        return text, (f"UTF-8 with {bad:,} damaged places, shown as \N{REPLACEMENT CHARACTER}",)
    from resiliparse.parse.encoding import detect_encoding  # noqa: PLC0415  (seldom needed)

    name = detect_encoding(data[:1_000_000]) or "cp1252"
    text = _western(data, name)
    return text, (f"not UTF-8; the encoding was guessed to be {name}",)


def _western(data: bytes, name: str) -> str:
    try:
        return data.decode(name, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
