"""Every page, as a visitor without scripts reads it."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from detente.web.drawing import inline
from tests.web.conftest import LOCAL, proof

PAGES = [
    "/", "/d/USA-CHN", "/d/China-USA?lowest=2024-01&status=refused&q=since:2024", "/a/a1", "/a/a1?repairs=1", "/a/harm",
    "/p/Ann%20Ford", "/c/CHN", "/matrix", "/matrix?states=USA,China,Japan", "/map", "/map?q=pair:USA-CHN&status=refused&status=occurred", "/c/CHN?q=since:2024", "/s", "/s?by=China", "/events",
    "/events?q=pair:USA-CHN&status=refused", "/events?status=refused&status=planned",
    "/d/USA-CHN?status=refused&status=occurred", "/articles", "/search?q=spoke", "/search?q=China", "/search?q=status:refused",
    "/paste", "/feeds", "/api",
]  # fmt: skip
VOID = {"meta", "br", "link", "input"}


class Checker(HTMLParser):
    """Sees that a page is whole, runs nothing, names its controls and landmarks."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids, self.links, self.labelled, self.controls = [], [], [], [], [], []
        self.scripts = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        assert not any(name.startswith("on") or name == "style" for name in values), (tag, attrs)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        self.scripts += [values.get("src")] if tag == "script" else []
        if tag == "label" and "for" in values:
            self.labelled.append(values["for"])
        if tag in ("input", "select", "textarea") and values.get("type") not in ("hidden", "checkbox"):
            self.controls.append(values.get("id"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag


def checked(answer):
    checker = Checker()
    checker.feed(answer.text)
    assert checker.open == []
    return checker


@pytest.mark.parametrize("path", PAGES)
def test_page_is_whole_harmless_and_labelled(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    page = checked(answer)
    assert {"img", "iframe", "object", "style"}.isdisjoint(page.tags)
    assert page.scripts == ["/static/htmx.min.js"]  # nothing of it is needed for reading
    assert len(page.ids) == len(set(page.ids))
    assert set(page.controls) <= set(page.labelled)
    assert all(tag in page.tags for tag in ("main", "header", "footer", "nav", "h1"))
    assert page.tags.count("h1") == 1
    assert not [link for link in page.links if link.lower().startswith(("javascript", "vbscript"))]
    assert "\u202e" not in answer.text
    assert len(answer.content) < 400_000


def test_all_links_of_the_first_pages_lead_somewhere(client):
    seen, todo = set(), ["/", "/d/CHN-USA"]
    while todo and len(seen) < 60:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code in (200, 301, 303), (path, answer.text[:300])
        if "html" in answer.headers["content-type"] and len(seen) < 20:
            todo += [urlsplit(urljoin(LOCAL + path, link))._replace(scheme="", netloc="", fragment="").geturl()
                     for link in checked(answer).links if not link.startswith(("data:", "http"))]  # fmt: skip
    assert len(seen) > 20


def test_the_refused_meeting_is_two_steps_from_home(client):
    home = checked(client.get("/"))
    refused = next(link for link in home.links if link.startswith("/events") and "status=refused" in link)
    listed = client.get(refused)
    happening = next(link for link in checked(listed).links if link.startswith("/e/"))
    page = client.get(happening)
    assert "declined governs call" in page.text
    assert "/a/refusal#r-r1-text" in page.text


def test_pair_page_says_what_the_commands_say(client):
    text = client.get("/d/USA-CHN?lowest=1979").text
    assert "Lowest since 1979-01-01?" in text
    assert "first refused contact on the channel of defence ministers on record" in text
    assert "none found in 10 articles from 1 source" in text
    only = client.get("/d/USA-CHN?status=refused").text.partition('id="happenings"')[2]
    assert "declined" in only or "refused" in only
    assert 'value="refused" checked' in only
    assert "1 happening (refused)" in only


def test_chart_is_drawn_with_links_of_this_site(client):
    pytest.importorskip("vl_convert")
    text = client.get("/d/USA-CHN").text
    drawn = text[text.index("<svg") : text.index("</svg>")]
    assert 'href="/events?q=pair%3A' in drawn
    assert "page.invalid" not in drawn
    assert "<title>" in drawn
    assert "The same as a table" in text


def test_foreign_links_of_a_drawing_are_dropped():
    drawn = inline(
        '<svg a="1"><a xlink:href="javascript:alert(1)"><path/></a><a href="https://x.example">b</a></svg>',
        "<b>",
    )
    assert "javascript" not in drawn
    assert "x.example" not in drawn
    assert "<title>&lt;b&gt;</title>" in drawn


def test_codes_are_shown_in_words(client):
    text = client.get("/a/a1").text
    assert "visit</b>" in text
    assert "cooperation in words" in text
    assert "human_rights" not in client.get("/s").text.partition('id="found"')[2]


def test_home_tells_movement_and_what_was_added(client):
    text = client.get("/").text
    moving = text.partition('id="moving"')[2].partition("</table>")[0]
    assert "China – United States" in moving
    assert re.search(r"warmer \+\d|cooler -\d", moving)
    assert text.index("Title refusal") > text.index("Added last")


def test_filters_answer_in_place_where_scripts_run(client):
    for path in ("/events", "/s", "/map", "/articles", "/search"):
        page = checked(client.get(path))
        assert {"found", "tally", "foot"} <= set(page.ids), path
        assert f'hx-get="{path}"' in client.get(path).text


def test_person_has_offices_and_is_found(client):
    assert "<td>president</td>" in client.get("/p/Ford").text
    assert 'href="/p/Ann%20Ford"' in client.get("/search?q=Ford").text


def test_article_marks_parties_times_and_repairs(client):
    plain, mended = client.get("/a/a1").text, client.get("/a/a1?repairs=1").text
    assert 'data-label="visit' in plain
    assert 'class="event party"' in plain
    assert 'data-label="2024-05-03"' in plain
    assert "repaired: was" in mended
    assert "repaired: was" not in plain


def test_hostile_text_is_shown_and_does_nothing(client):
    text = client.get("/a/harm").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert text.count("<script") == 1
    assert 'href="javascript' not in text
    assert "javascript:alert(1)" in text  # told, not linked


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/events?q=stauts:refused", 400, "did you mean status:"),
        ("/d/USA-Atlantis", 400, "Atlantis"),
        ("/d?a=USA&b=USA", 303, ""),
        ("/d/USA-USA", 400, "same party"),
        ("/d/USA-CHN?formula=magic", 422, "formula"),
        ("/a/none", 404, "no such article"),
        ("/e/none", 404, "no such happening"),
        ("/p/Nobody%20Known", 404, "no article"),
        ("/c/Atlantis", 400, "Atlantis"),
        ("/matrix?states=USA,CHN,JPN,RUS,FRA,DEU,IND,BRA,CAN,ITA,ESP", 400, "at most 10"),
        ("/events?offset=-1", 422, "offset"),
        ("/nowhere", 404, "Not Found"),
        ("/events?q=" + "a" * 3000, 422, "q"),
    ],
)
def test_mistakes_are_told(client, path, status, says):
    answer = client.get(path)
    assert answer.status_code == status
    assert says in answer.text


def test_split_and_merge_by_hand(client):
    ids = [row["id"] for row in client.get("/api/happenings?q=pair:USA-CHN status:occurred").json()["rows"]]
    kept, other = ids[:2]
    token = proof(client.get(f"/e/{kept}"))
    answer = client.post(f"/e/{kept}/merge", data={"proof": token, "other": f"{LOCAL}/e/{other}"})
    assert answer.status_code == 303
    assert client.get(f"/e/{other}").headers["location"] == f"/e/{kept}"
    page = client.get(f"/e/{kept}")
    assert "merged by hand" in page.text
    event = page.text.partition('name="event" value="')[2].partition('"')[0]
    split = client.post(f"/e/{kept}/split", data={"proof": proof(page), "event": event})
    assert split.status_code == 303
    assert client.get(split.headers["location"]).status_code == 200
    alone = client.post(f"/e/{kept}/split", data={"proof": proof(page), "event": "nothing"})
    assert alone.status_code == 409


def test_tables_and_feeds(client):
    assert client.get("/events.csv?q=status:refused").text.startswith("id,type")
    assert "\"'=" not in client.get("/s.csv").text
    assert "urn:detente:happening" in client.get("/feed.atom?q=pair:USA-CHN").text
    items = client.get("/feed.json").json()["items"]
    assert items[0]["url"].startswith(f"{LOCAL}/e/")
