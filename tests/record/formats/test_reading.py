"""Rows of other data sets become happenings; what is broken is told by file and line."""

import datetime as dt
import gzip
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import settings as limits
from detente.errors import InputError
from detente.record import formats
from detente.record.formats import icews, mentions, polecat
from detente.types import Happening
from tests.record.formats.rows import GDELT1, GDELT2, ICEWS, PETRARCH, PHOENIX, POLECAT


def put(tmp_path, *rows, name="rows.txt"):
    path = tmp_path / name
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path, form=None):
    return list(formats.read(path, form))


def one(tmp_path, *rows, form=None):
    (found,) = read(put(tmp_path, *rows), form)
    assert isinstance(found, Happening), found
    return found


def outcome(path, form):
    """What was read, or the error that ended it."""
    try:
        return list(mentions.read(path)) if form == "gdelt-mentions" else read(path, form)
    except InputError as error:
        return [error]


def polecat_row(**more):
    return [(POLECAT | more).get(name, "None") for name in polecat.HEADER]


def test_gdelt_2(tmp_path):
    h = one(tmp_path, GDELT2)
    assert (h.id, h.origin, h.type, h.mode, h.own, h.quad, h.score) == (
        "gdelt:900000001", "gdelt", "CONSULT", "visit", "cameo:042", 1, 1.9,
    )  # fmt: skip
    (actor,), (recipient,) = h.actors, h.recipients
    assert (actor.code, actor.sector, actor.text, recipient.code) == ("USA", "GOV", "USAGOV", "CHN")
    assert (h.start, h.place, h.country, h.lat) == (
        dt.date(2023, 6, 19),
        "Beijing, Beijing, China",
        "CHN",
        39.9289,
    )
    assert (h.reports, h.sources, h.articles, h.url) == (12, 3, 10, "https://courier.example/a")
    assert h.status == "occurred"


@pytest.mark.parametrize("columns", [57, 58])
def test_gdelt_1(tmp_path, columns):
    path = put(tmp_path, GDELT1[:columns])
    assert formats.recognise(path) == "gdelt1"
    (h,) = read(path)
    assert (h.country, h.lon, h.first_reported) == ("CHN", 116.388, dt.date(2023, 6, 20))
    assert h.url == ("https://courier.example/a" if columns == 58 else None)


@pytest.mark.parametrize(
    ("country", "group", "name", "code", "reason"),
    [
        ("ROM", "", "ROMANIA", "ROU", None),
        ("EUR", "EEC", "THE EU", "EU", None),
        ("AFG", "TAL", "TALIBAN", "TALIBAN", None),
        ("", "", "HEZBOLLAH", "HEZBOLLAH", None),
        ("AFR", "", "AFRICA", None, "AFR is no state or organisation of our tables"),
        ("", "", "POLICE", None, "no state or organisation is coded for POLICE"),
    ],
)
def test_actors_of_gdelt(tmp_path, country, group, name, code, reason):  # noqa: PLR0917 - a table
    row = [*GDELT2[:5], "XYZ", name, country, group, *GDELT2[9:]]
    (actor,) = one(tmp_path, row).actors
    assert (actor.code, actor.reason, actor.text) == (code, reason, "XYZ")


def test_an_actor_that_is_not_there_is_none(tmp_path):
    assert one(tmp_path, [*GDELT2[:15], *[""] * 10, *GDELT2[25:]]).recipients == ()


@pytest.mark.parametrize(
    ("fips", "ours"),
    [("CH", "CHN"), ("SZ", "CHE"), ("GM", "DEU"), ("UK", "GBR"), ("KV", "KOS"), ("OS", None)],
)
def test_places_of_gdelt_have_fips_codes(tmp_path, fips, ours):
    assert one(tmp_path, [*GDELT2[:53], fips, *GDELT2[54:]]).country == ours


def test_statements_and_appeals_have_no_category_of_plover(tmp_path):
    said, asked = (one(tmp_path, [*GDELT2[:26], code, *GDELT2[27:]]) for code in ("010", "0231"))
    assert (said.type, said.plover, said.own) == ("STATEMENT", None, "cameo:010")
    assert (asked.type, asked.plover, asked.own) == ("APPEAL", None, "cameo:0231")


def test_a_citation_is_no_address(tmp_path):
    h = one(tmp_path, [*GDELT2[:60], "BBC Monitoring"])
    assert (h.url, h.text) == (None, "BBC Monitoring")
    assert one(tmp_path, [*GDELT2[:60], "javascript:alert(1)"]).url is None


def test_icews(tmp_path):
    heading = list(icews.HEADER)
    for quote in ("", '"'):
        quoted = [[f"{quote}{cell}{quote}" for cell in row] for row in (heading, ICEWS)]
        h = one(tmp_path, *quoted)
        assert (h.id, h.origin, h.type, h.text) == (
            "icews:40000001:2023-06-19",
            "icews",
            "CONSULT",
            "Make a visit",
        )
        assert [(p.code, p.name, p.sector) for p in (*h.actors, *h.recipients)] == [
            ("USA", "Antony Blinken", "GOV"), ("CHN", "China", None),
        ]  # fmt: skip
        assert (h.place, h.country) == ("Beijing", "CHN")


@pytest.mark.parametrize(
    ("labels", "sector"),
    [
        ("Government,Executive,Foreign Ministry,Legislative / Parliamentary", "GOV"),
        ("Legislative / Parliamentary,Government,Upper House", "LEG"),
        ("Police,Government", "COP"),
        ("International Government Organization,Regional", "IGO"),
        ("Social,Media", "JRN"),
        ("NA", None),
    ],
)
def test_sectors_of_icews(tmp_path, labels, sector):
    row = [*ICEWS[:3], labels, *ICEWS[4:]]
    (found,) = read(put(tmp_path, row), "icews")
    assert found.actors[0].sector == sector


@pytest.mark.parametrize(
    "name",
    [
        "Russian Federation",
        "Occupied Palestinian Territory",
        "Congo",
        "Democratic Republic of Congo",
        "Moldova, Republic of",
    ],
)
def test_english_names_of_states(tmp_path, name):
    (found,) = read(put(tmp_path, [*ICEWS[:4], name, *ICEWS[5:]]), "icews")
    assert found.actors[0].code in {"RUS", "PSE", "COG", "COD", "MDA"}


def test_polecat(tmp_path):
    h = one(tmp_path, polecat.HEADER, polecat_row())
    assert (h.id, h.type, h.mode, h.own, h.contexts, h.score) == (
        "polecat:P-1", "CONSULT", "visit", None, ("diplomatic", "economic"), 4.0,
    )  # fmt: skip
    assert [(p.code, p.name) for p in h.actors] == [("USA", "Antony Blinken"), ("USA", "Janet Yellen")]
    assert (h.country, h.place, h.first_reported) == ("CHN", "Beijing", dt.date(2023, 6, 20))


def test_polecat_with_the_defects_it_has(tmp_path):
    extra = [*polecat.HEADER[:5], "Headline", "Event Text", "Feed", *polecat.HEADER[5:], "Story ID"]
    intensity = ["Event Intensity" if name == "Intensity" else name for name in polecat.HEADER]
    expected = one(tmp_path, polecat.HEADER, polecat_row())
    assert one(tmp_path, extra, polecat_row()) == expected
    assert one(tmp_path, intensity, polecat_row()) == expected
    assert one(tmp_path, polecat.HEADER, [*polecat_row(), "", ""]) == expected


def test_names_and_states_of_polecat_that_cannot_be_matched(tmp_path):
    h = one(tmp_path, polecat.HEADER, polecat_row(**{"Actor Country": "USA; CHN", "Actor Name": "A; B; C"}))
    assert [(p.code, p.name, p.text) for p in h.actors] == [
        ("USA", None, "A; B; C"),
        ("CHN", None, "A; B; C"),
    ]


@pytest.mark.parametrize(
    ("code", "name", "ours"),
    [("UNO", "x", "UN"), ("XKX", "x", "KOS"), ("IGO", "NATO", "NATO"), ("NGO", "x", None)],
)
def test_codes_of_polecat(tmp_path, code, name, ours):
    h = one(tmp_path, polecat.HEADER, polecat_row(**{"Recipient Country": code, "Recipient Name": name}))
    assert h.recipients[0].code == ours
    assert bool(h.recipients[0].reason) == (ours is None)


def test_phoenix(tmp_path):
    h = one(tmp_path, PHOENIX)
    assert (h.id, h.type, h.quad, h.score) == ("phoenix:2023-06-19:7_1.0.0", "CONSULT", 1, 1.0)
    assert [p.code for p in (*h.actors, *h.recipients)] == ["USA", "UN"]
    assert (h.reports, h.articles, h.sources, h.url, h.country) == (
        2,
        2,
        2,
        "https://courier.example/a",
        "CHN",
    )


@pytest.mark.parametrize("tail", [[], ["Blinken", "Qin", "met", "---", "---"]])
@pytest.mark.parametrize("url", [True, False])
def test_petrarch_rows_vary(tmp_path, url, tail):
    row = [*(PETRARCH if url else [*PETRARCH[:6], PETRARCH[7]]), *tail]
    path = put(tmp_path, row)
    assert formats.recognise(path) == "petrarch2"
    (h,) = read(path)
    assert [p.code for p in (*h.actors, *h.recipients)] == ["USA", "CHN"]
    assert (h.url, h.reports) == ("https://courier.example/a" if url else None, 2)
    assert h.text == ("Blinken; Qin; met" if tail else None)


PLOVER = {
    "id": "e1", "date": "2023-06-19", "event": ["CONSULT"], "mode": ["visit"], "context": ["diplomatic"], "quad_code": 1,
    "event_scale": 4.0, "actor": [{"code": "USA", "sector": "GOV", "entity_text": "Blinken", "office": "secretary of state"}],
    "recipient": [{"raw_text": "Qin Gang", "entity_name": "Qin Gang", "country_name": "China", "sector_code": "GOV"}],
    "event_loc": {"resolved_place": "Beijing", "country_code": "CHN", "lat": "39.9", "lon": 116.4},
    "cite_info": {"url": "https://courier.example/a"},
}  # fmt: skip


@pytest.mark.parametrize("dump", [
    lambda it: json.dumps(it) + "\n", lambda it: json.dumps([it], indent=1), lambda it: json.dumps(it, indent=1),
])  # fmt: skip
def test_plover(tmp_path, dump):
    path = tmp_path / "p.json"
    path.write_text(dump(PLOVER))
    assert formats.recognise(path) == "plover"
    (h,) = read(path)
    assert (h.id, h.type, h.mode, h.score, h.country, h.lat) == (
        "plover:e1",
        "CONSULT",
        "visit",
        4.0,
        "CHN",
        39.9,
    )
    assert [(p.code, p.sector, p.role) for p in (*h.actors, *h.recipients)] == [
        ("USA", "GOV", "secretary of state"), ("CHN", "GOV", None),
    ]  # fmt: skip


def test_plover_of_a_set_made_from_icews(tmp_path):
    path = tmp_path / "p.json"
    it = {"id": "3", "date": "2021-01-02", "event": "141", "protesteridentity": "Citizen (Armenia): Social: Armenia",
          "location": [{"city": "NULL", "country": "Armenia", "lat": "39.2", "long": "46.4"}]}  # fmt: skip
    path.write_text(json.dumps(it, indent=2) * 2)
    h, _ = read(path)
    assert (h.type, h.own, h.actors[0].code, h.place, h.country) == (
        "PROTEST",
        "cameo:141",
        "ARM",
        "Armenia",
        "ARM",
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({1: "20230231"}, "'20230231' is no day"),
        ({1: "18990101"}, "not between"),
        ({26: "99"}, "CAMEO code '99' is not known"),
        ({30: "-99"}, "GoldsteinScale '-99' is out of range"),
        ({30: "nan"}, "out of range"),
        ({56: "north"}, "latitude 'north' is no number"),
        ({31: "9" * 30}, "is no count"),
        ({60: "x" * 30_000}, "a cell is longer than 20,000 characters"),
        ({0: "x1"}, "GLOBALEVENTID"),
        ({6: "A\0B"}, "NUL"),
    ],
)
def test_a_broken_row_is_told_and_the_rest_is_read(tmp_path, change, reason):
    broken = [change.get(i, cell) for i, cell in enumerate(GDELT2)]
    path = put(tmp_path, GDELT2, broken, GDELT2[:60], GDELT2)
    first, second, third, fourth = read(path)
    assert str(second).startswith(f"{path}, line 2: ")
    assert reason in str(second)
    assert str(third) == f"{path}, line 3: 60 columns; a row of GDELT has 57, 58 or 61"
    assert isinstance(first, Happening)
    assert isinstance(fourth, Happening)


def test_a_row_that_never_ends_is_skipped(tmp_path):
    path = tmp_path / "long.tsv"
    path.write_text("\t".join(GDELT2) + "\n" + "x" * (2 * limits.ROW_LIMIT + 7) + "\n" + "\t".join(GDELT2))
    _, long, last = read(path)
    assert "longer than a row may be" in str(long)
    assert isinstance(last, Happening)


@pytest.mark.parametrize("pack", ["gz", "zip"])
def test_packed_files(tmp_path, pack):
    data = ("\t".join(GDELT2) + "\n").encode()
    path = tmp_path / f"a.{pack}"
    if pack == "gz":
        path.write_bytes(gzip.compress(data))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.export.CSV", data)
            archive.writestr("__MACOSX/a.export.CSV", b"junk")
    (h,) = read(path)
    assert h.id == "gdelt:900000001"


def test_a_file_that_expands_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "EXPANDED_FLOOR", 1_000_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(("\t".join(GDELT2) + "\n").encode() * 100_000))
    with pytest.raises(InputError, match="expands to more than 100 times its size"):
        read(path)


def test_a_long_line_that_expands_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "EXPANDED_FLOOR", 1_000_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"x" * 50_000_000))
    with pytest.raises(InputError, match="expands"):
        list(formats.read(path, "gdelt2"))


@pytest.mark.parametrize("cut", [0.2, 0.7])
def test_a_cut_archive_is_an_error(tmp_path, cut):
    rows = "".join("\t".join([str(i), *GDELT2[1:]]) + "\n" for i in range(3000))
    data = gzip.compress(rows.encode())
    path = tmp_path / "cut.gz"
    path.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(InputError, match="damaged gzip data"):
        read(path)


def test_what_is_no_data_set_is_said_to_be_none(tmp_path):
    path = tmp_path / "prose.txt"
    path.write_text("Blinken met Wang.\n")
    with pytest.raises(InputError, match="not recognised"):
        formats.recognise(path)
    with pytest.raises(InputError, match="cannot be read"):
        formats.recognise(tmp_path / "missing.csv")


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"id": ' + "9" * 5000 + "}", '{"id": "a", "date"', "[1, null, {}]"]
)
def test_hostile_json(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text)
    for it in outcome(path, "plover"):
        assert isinstance(it, InputError)
        assert str(path) in str(it)


def test_mentions(tmp_path):
    first = [
        "900000001",
        "20230619120000",
        "20230619120000",
        "1",
        "courier.example",
        "https://courier.example/a",
        "2",
        *["1"] * 9,
    ]
    later = [*first[:2], "20230620120000", "1", "post.example", "https://post.example/b", *first[6:]]
    path = put(tmp_path, first, later, later, first[:9], ["x", *first[1:]])
    assert formats.recognise(path) == "gdelt-mentions"
    rows = list(mentions.read(path))
    assert [isinstance(row, InputError) for row in rows] == [False, False, False, True, True]
    (found,) = mentions.together(row for row in rows[:3]).items()
    assert found == ("gdelt:900000001", mentions.Mentioned(2, 1, 1, dt.date(2023, 6, 20)))


_CELL = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "NA", '"', "\t", "042", "20230619", "USA", "1e999", "-"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    form=st.sampled_from(
        ["gdelt1", "gdelt2", "icews", "polecat", "phoenix", "petrarch2", "plover", "gdelt-mentions"]
    ),
    row=st.lists(_CELL, max_size=62),
    base=st.sampled_from([GDELT1, GDELT2, ICEWS, PHOENIX, PETRARCH, []]),
    place=st.integers(0, 60),
)
def test_whatever_stands_in_a_row_it_is_read_or_told(tmp_path, form, row, base, place):
    path = tmp_path / "x"
    path.write_text(
        "\t".join(row or ["x"]) + "\n" + "\t".join([*base[:place], *row[:1], *base[place + 1 :]]),
        encoding="utf-8",
    )
    for it in outcome(path, form):
        assert isinstance(it, InputError | Happening | mentions.Mention)
        assert not isinstance(it, InputError) or str(path) in str(it)


def test_bytes_that_are_no_text(tmp_path):
    path = tmp_path / "x.csv"
    row = "\t".join(GDELT2).replace("Beijing, Beijing, China", "Cura\xe7ao").encode("latin-1")
    path.write_bytes(io.BytesIO(row).getvalue())
    (h,) = read(path)
    assert h.place == "Curaçao"
