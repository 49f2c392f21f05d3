import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from detente.output.html import page
from detente.output.marks import Mark, marked
from detente.types import Span
from tests.codings import CODER, TEXT, coding, party

VOID = {"meta", "br"}


class Checker(HTMLParser):
    """Collects tags, ids and links, and sees that everything that opens is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.ids, self.links = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        values = dict(attrs)
        assert not any(name.startswith("on") or name == "src" for name in values)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def checked(*codings):
    html = "".join(page(codings, CODER))
    checker = Checker()
    checker.feed(html)
    assert checker.open == []
    return html, checker


def test_page_is_whole_and_needs_nothing_else():
    html, checker = checked(coding(), coding())
    assert len(checker.ids) == len(set(checker.ids))
    assert all(link.startswith("#") and link[1:] in checker.ids for link in checker.links)
    assert "script" not in checker.tags
    assert "link" not in checker.tags
    assert "prefers-color-scheme: dark" in html
    assert "url(" not in html


def test_text_and_record_point_at_each_other():
    html, checker = checked(coding())
    assert '<mark id="a1-e1-text" class="event"' in html
    assert '<a href="#a1-e1">met</a>' in html
    assert {"#a1-e1-text", "#a1-s1-text", "#a1-c1-text"} <= set(checker.links)


def test_everything_is_escaped():
    hostile = "</div><script>alert('x')</script><img src=x onerror=\"y\">"
    made = coding()
    article = replace(made.article, text=TEXT + hostile, title=hostile, publisher=hostile, url="javascript:x")
    events = tuple(
        replace(e, why=hostile, id=f'"{hostile}', actors=(party("USA", name=hostile),)) for e in made.events
    )
    html, checker = checked(replace(made, article=article, events=events, warnings=(hostile,)))
    assert not {"script", "img"} & set(checker.tags)
    assert all(link.startswith("#") for link in checker.links)
    assert "alert" in unescape(html)


def test_no_events_is_said():
    assert "No events found." in checked(coding(events=()))[0]


@given(
    st.text(st.sampled_from("ab<&\n"), min_size=1),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))),
)
@example("<<<<\n", [(4, 5)])
def test_marking_keeps_the_text(text, spans):
    html = marked(
        text, [Mark(Span(a, b), "event", "t", f"r{i}", best=True) for i, (a, b) in enumerate(spans)]
    )
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text
    covered = sorted({k for a, b in spans if a < b <= len(text) for k in range(a, b)})
    inside = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL))
    assert unescape(re.sub(r"<[^>]*>", "", inside)) == "".join(text[k] for k in covered)
