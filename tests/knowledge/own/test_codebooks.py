"""A user's codebook is read whole, or refused with every error and its line; nothing in it can make detente hang."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import OwnFileError
from detente.knowledge import lexicon, own
from detente.knowledge.own import entries
from detente.settings import OWN_ENTRIES, OWN_LIMIT, OWN_SHARED
from tests.test_lexicon_docs import SLOTS, told

GOOD = """prefix: my
categories:
  EMBARGO: SANCTION
entries:
  - id: embargo
    type: EMBARGO
    mode: discontinue
    verbs: [impose]
    object: [embargo]
    actor: [subj]
    recipient: ["on", against]
"""


def read(tmp_path, text):
    path = tmp_path / "my.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return own.read(path, None)


def problems(tmp_path, text):
    with pytest.raises(OwnFileError) as caught:
        read(tmp_path, text)
    lines = caught.value.problems
    assert all(line.startswith(str(tmp_path / "my.yaml")) and "\n" not in line for line in lines)
    return [line.removeprefix(str(tmp_path / "my.yaml")).lstrip(", ") for line in lines]


def attempt(path):
    try:
        return own.read(path, None), []
    except OwnFileError as error:
        return own.NOTHING, error.problems


def test_entries_have_the_parent_as_their_type_and_the_own_category_beside(tmp_path):
    found = read(tmp_path, GOOD)
    (entry,) = found.entries
    assert (entry.id, entry.type, entry.mode, entry.is_own) == ("my:embargo", "SANCTION", "discontinue", True)
    assert found.labels == {"my:embargo": "my:EMBARGO"}
    assert entry.recipient == ("on", "against")
    assert not any(e.is_own for e in lexicon.entries())


def test_an_unquoted_on_is_the_word(tmp_path):
    assert read(tmp_path, GOOD.replace('"on"', "on")).entries == read(tmp_path, GOOD).entries


def test_a_pattern_for_a_category_of_plover_needs_no_own_category(tmp_path):
    text = GOOD.replace("type: EMBARGO", "type: SANCTION").replace("categories:\n  EMBARGO: SANCTION\n", "")
    found = read(tmp_path, text)
    assert (found.entries[0].type, found.labels) == ("SANCTION", {})


def test_digest_changes_with_any_byte(tmp_path):
    first = read(tmp_path, GOOD).digest
    assert len(first) == 12
    assert read(tmp_path, GOOD + "# a remark\n").digest != first
    assert read(tmp_path, GOOD).digest == first
    assert own.read(None, None).digest == ""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("prefix: my", "prefix: My Own", 1, "prefix must be"),
        ("prefix: my\n", "", 1, "prefix must be"),
        ("EMBARGO: SANCTION", "EMBARGO: SANCTIONS", 3, "did you mean SANCTION?"),
        ("EMBARGO: SANCTION", "embargo: SANCTION", 3, "in capitals"),
        ("EMBARGO: SANCTION", "AGREE: SANCTION", 3, "is a category of PLOVER"),
        ("EMBARGO: SANCTION", "EMBARGO: [SANCTION]", 3, "parent of EMBARGO"),
        ("id: embargo", "id: Embargo!", 5, "small letters, digits and hyphens"),
        ("type: EMBARGO", "type: EMBARGOS", 6, "did you mean EMBARGO?"),
        ("    type: EMBARGO\n", "", 5, "type is missing"),
        ("mode: discontinue", "mode: phone", 7, "unknown mode of SANCTION 'phone'"),
        ("verbs:", "verb:", 8, "unknown key 'verb'; did you mean verbs?"),
        ("verbs: [impose]", "verbs: impose", 8, "a list is expected"),
        ("verbs: [impose]", "verbs: [impose on]", 8, "one word in lower case"),
        ("verbs: [impose]", "verbs: [Impose]", 8, "one word in lower case"),
        ("verbs: [impose]", "verbs: ['(a+)+$']", 8, "patterns and phrases are not known"),
        ("verbs: [impose]", "verbs: [[impose]]", 8, "no lists or mappings"),
        ("verbs: [impose]", "verbs: []", 5, "names no trigger"),
        ("verbs: [impose]", "nouns: [impose]", 9, "object binds verbs"),
        ("actor: [subj]", "actor: [subject]", 10, "did you mean subj?"),
        ('recipient: ["on", against]', "recipient: [upon, againts]", 11, "did you mean against?"),
        ("object: [embargo]", "object: [embargo]\n    pp: [in]", 10, "mapping of prepositions"),
        ("object: [embargo]", "object: [embargo]\n    pp: {inn: [port]}", 10, "unknown preposition 'inn'"),
        ("object: [embargo]", "object: [embargo]\n    reciprocal: maybe", 10, "true or false"),
        ("object: [embargo]", "object: [embargo]\n    inner: done", 10, "unknown status 'done'"),
        ("object: [embargo]", "object: [embargo]\n    contexts: [money]", 10, "unknown context 'money'"),
        ("object: [embargo]", "object: [embargo]\n    verbs: [declare]", 10, "stands twice, first on line 8"),
        ("object: [embargo]", "object: [embargo]\n    examples: [none]", 10, "an example has text"),
        ("entries:", "entry:", 4, "did you mean entries?"),
    ],
)
def test_an_error_names_its_line_and_what_is_allowed(tmp_path, old, new, line, words):
    assert old in GOOD
    lines = problems(tmp_path, GOOD.replace(old, new, 1))
    assert any(found.startswith(f"line {line}: ") and words in found for found in lines), lines


def test_every_error_is_told_and_no_more_than_twenty(tmp_path):
    bad = "".join(f"  - {{id: e{i}, type: NONE{i}, verbs: [go], actor: [subj]}}\n" for i in range(5))
    assert len(problems(tmp_path, GOOD + bad)) == 5
    lines = problems(tmp_path, GOOD + "".join(f"  - {{id: e{i}}}\n" for i in range(50)))
    assert len(lines) == 21
    assert "more problems follow" in lines[-1]


def test_ids_are_unique(tmp_path):
    again = GOOD.partition("entries:\n")[2]
    assert "stands twice" in problems(tmp_path, GOOD + again)[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &a [x]\nb: *a\n", "aliases and anchors"),
        ("".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30)), "aliases"),
        ("prefix: !!python/object/apply:os.system ['true']\n", "tags"),
        ("prefix: !own my\n", "tags"),
        ("[" * 100_000, "nested more than"),
        ("{a: " * 100_000, "nested more than"),
        ("- " * 100_000, "nested more than"),
        (GOOD + "---\n" + GOOD, "one document"),
        ("prefix: 'my\n", "is no YAML"),
        ("prefix: my\n\tentries: []\n", "is no YAML"),
        ("? [a]\n: b\n", "a key must be a word"),
        ("just text", "a codebook is a mapping"),
        ("", "a codebook is a mapping"),
        ("prefix: m\x07y\n", "control characters"),
        (b"prefix: \xff\xfe\n", "not UTF-8"),
        ("#" * (OWN_LIMIT + 1), "larger than"),
        (GOOD + "".join(f"    key{i}: [x]\n" for i in range(50_000)), "unknown key"),
        (GOOD + f"    near: [{'a, ' * 300_000}]\n", "more than"),
    ],
    ids=lambda value: str(value[:20]),
)
def test_hostile_files_are_refused_at_once(tmp_path, text, words):
    start = time.process_time()
    assert any(words in line for line in problems(tmp_path, text))
    assert time.process_time() - start < 5


def test_what_cannot_be_opened_is_told(tmp_path):
    with pytest.raises(OwnFileError, match="cannot be read"):
        own.read(tmp_path / "none.yaml", tmp_path)


def test_too_many_entries_and_too_many_for_one_word_are_refused(tmp_path):
    def rows(count, verb):
        row = "  - {{id: e{0}, type: AGREE, verbs: [{1}], actor: [subj]}}\n"
        return "prefix: my\nentries:\n" + "".join(row.format(i, verb.format(i)) for i in range(count))

    letters = rows(OWN_SHARED + 1, "go")
    assert f"{OWN_SHARED + 1} entries list 'go'" in problems(tmp_path, letters)[0]
    assert "more than" in problems(tmp_path, rows(OWN_ENTRIES + 1, "go{}"))[0]
    assert len(read(tmp_path, rows(OWN_ENTRIES, "go{}")).entries) == OWN_ENTRIES


@given(st.text(alphabet=string.printable, max_size=200) | st.binary(max_size=200))
def test_any_file_is_read_or_refused(tmp_path_factory, text):
    data = text.encode() if isinstance(text, str) else text
    for whole in (data, GOOD.encode() + data, GOOD.encode()[: len(data)] + data):
        path = tmp_path_factory.getbasetemp() / "any.yaml"
        path.write_bytes(whole)
        found, lines = attempt(path)
        assert found.entries or 1 <= len(lines) <= 21


@given(st.data())
def test_a_value_that_does_not_belong_is_refused_or_read(tmp_path_factory, data):
    lines = GOOD.splitlines()
    number = data.draw(st.integers(1, len(lines) - 1))
    key = lines[number].partition(":")[0]
    value = data.draw(
        st.sampled_from(["", "x", "[]", "[x]", "{}", "{x: y}", "[[x]]", "{x: [y]}", "3", "null"])
    )
    lines[number] = f"{key}: {value}"
    path = tmp_path_factory.getbasetemp() / "changed.yaml"
    path.write_text("\n".join(lines))
    found, lines = attempt(path)
    assert found.entries or lines


def test_keys_and_slots_are_those_of_the_lexicon():
    assert set(entries.READERS) == told("Keys of an entry")
    assert entries.SLOTS == SLOTS
