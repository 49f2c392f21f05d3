"""Every page in a real browser: the samples that come with detente, coded and served."""

import os
import re
import threading
import time
from collections import deque

import pytest
import uvicorn

from detente import pipeline, record
from detente.commands.demo import index, sample
from detente.web.app import ROOMS, application
from tests.web import browser
from tests.web.browser import MUST, NARROW, WIDE, Visitor

pytestmark = pytest.mark.skipif(
    bool(browser.why_not()) and not os.environ.get(MUST), reason=str(browser.why_not())
)
CODER = {"version": "v", "model": "m", "knowledge": "k"}
NO_PAGES = re.compile(r"/(?:api/.*|feed\.\w+|.*\.(?:csv|zip)|static/.*|d|sign-in)")
EACH = 3  # pages of one kind


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with record.open(tmp_path_factory.mktemp("walk") / "samples.db", create=True) as found:
        for coding in pipeline.code_all(map(sample, index()), workers=1):
            found.writer.add(coding, CODER)
        yield application(found)


@pytest.fixture(scope="module")
def base(app):
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def chromium():
    with browser.chromium() as found:
        yield found


@pytest.fixture
def visitor(chromium, base):
    found = Visitor(chromium, base)
    yield found
    found.close()


@pytest.fixture(scope="module")
def walked(chromium, base):
    """Addresses of every kind of page that links lead to, some of each, by kind."""
    kinds = {
        route.path: re.compile(route.path_regex.pattern)
        for room in ROOMS
        for route in room.router.routes
        if "GET" in route.methods and not NO_PAGES.fullmatch(route.path)
    }
    found, seen, todo = {kind: [] for kind in kinds}, set(), deque(["/", "/search?q=China"])
    visitor = Visitor(chromium, base)
    while todo:
        address = todo.popleft()
        kind = next((k for k, shape in kinds.items() if shape.fullmatch(address.partition("?")[0])), None)
        if address in seen or kind is None or len(found[kind]) == EACH:
            continue
        seen.add(address)
        assert visitor.go(address) == 200, address
        assert visitor.wrong == [], address
        assert visitor.loaded < 400_000, address
        found[kind].append(address)
        todo.extend(visitor.links())
    visitor.close()
    return found


def test_links_lead_to_every_kind_of_page(walked):
    assert [kind for kind, addresses in walked.items() if not addresses] == []


def test_pages_are_accessible_light_dark_and_fit_a_telephone(walked, visitor):
    found = []
    for kind, addresses in walked.items():
        name = re.sub(r"\W+", "-", kind).strip("-") or "home"
        assert visitor.go(addresses[0]) == 200
        for scheme in ("light", "dark"):
            visitor.page.emulate_media(color_scheme=scheme)
            visitor.picture(f"{name}-{scheme}")
            found += [(addresses[0], scheme, told) for told in visitor.findings()]
        visitor.page.emulate_media(color_scheme="light")
        visitor.page.set_viewport_size(NARROW)
        visitor.picture(f"{name}-narrow")
        found += [(addresses[0], "is wider than a telephone")] if visitor.wider_than_window() > 0 else []
        visitor.page.set_viewport_size(WIDE)
    assert not found, "\n".join(map(str, found))
    assert visitor.wrong == []


def test_errors_and_signing_in_are_accessible(walked, visitor):
    for path, status in (("/nowhere", 404), ("/events?q=stauts:refused", 400), ("/sign-in", 200)):
        assert visitor.go(path) == status
        assert visitor.findings() == []


def test_a_text_is_pasted_and_coded(visitor):
    page = visitor.page
    visitor.go("/")
    page.get_by_role("link", name="Paste").click()
    page.get_by_label("Text").fill(
        "China's defence minister refused to meet his American counterpart in Singapore."
    )
    page.get_by_label("Day of publication").fill("2024-06-01")
    page.get_by_role("button", name="Code it").click()
    page.get_by_text("pasted, not kept").wait_for()
    assert page.locator("article .trigger").first.inner_text().endswith("refused")
    assert page.get_by_text("CHN").count()
    visitor.picture("paste-coded")
    assert visitor.findings() == []
    assert visitor.wrong == []


def test_it_is_read_without_scripts(chromium, base):
    visitor = Visitor(chromium, base, java_script_enabled=False)
    page = visitor.page
    visitor.go("/")
    page.get_by_label("Two states").fill("Turkey")
    page.get_by_label("and", exact=True).fill("Greece")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Greece – Turkey"
    page.get_by_label("cancelled").check()
    page.get_by_role("button", name="Filter").click()
    page.locator("#happenings").locator("xpath=..").get_by_role("link", name="refusal").first.click()
    page.get_by_role("link", name="in its article").click()
    assert page.locator("mark:target").count() == 1
    assert "postponed a visit" in page.get_by_role("article").inner_text()
    page.get_by_role("search").get_by_role("searchbox").fill("Stavrakis")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Nikos Stavrakis").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Nikos Stavrakis"
    assert visitor.wrong == []
    visitor.close()


@pytest.mark.parametrize(
    ("path", "label", "then"),
    [("/events", "Query", "of status:refused"), ("/", "Search text, people, countries", "articles")],
)
def test_what_is_wrong_with_a_query_is_told_beside_it_while_it_is_typed(visitor, path, label, then):
    page, typed = visitor.page, "stauts:refused"
    visitor.go(path)
    heading = page.get_by_role("heading", level=1).inner_text()
    page.get_by_label(label).press_sequentially(typed)
    page.locator("#tally #reason").get_by_text("did you mean status:").wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == heading
    assert page.get_by_label(label).input_value() == typed
    assert visitor.findings() == []
    page.get_by_label(label).fill("status:refused")
    page.locator("#tally").get_by_text(then).wait_for()
    assert page.locator("#reason").count() == 0
    assert page.locator("#found .rows").count()


def test_keys_reach_the_text_first(visitor):
    visitor.go("/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent") == "Skip to the page"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"


def _shows(page, text):
    page.get_by_text(text).wait_for()
    page.wait_for_load_state()  # the keys' script has run


def test_sentences_are_reviewed_by_keys_alone(chromium, base):
    visitor = Visitor(chromium, base)
    page = visitor.page
    visitor.go("/review")
    page.get_by_label("Name under which you review").fill("ann")
    page.keyboard.press("Enter")
    _shows(page, "ann: 0 answers")
    for answers, key in enumerate(("a", "x", "d"), start=1):
        page.keyboard.press(key)
        _shows(page, f"ann: {answers} answer")
    page.keyboard.press("s")
    page.keyboard.press("Enter")  # the first of the statuses has the focus
    _shows(page, "ann: 4 answers")
    sentence = page.locator("#sentence").inner_text()
    page.keyboard.press("Space")
    page.wait_for_function("old => document.querySelector('#sentence').innerText != old", arg=sentence)
    page.wait_for_load_state()
    page.keyboard.press("e")
    page.get_by_label("Category", exact=True).select_option("THREATEN")
    page.get_by_role("button", name="Keep this").press("Enter")
    _shows(page, "ann: 5 answers")
    visitor.picture("review-answered")
    page.keyboard.press("-")
    _shows(page, "THREATEN,")
    page.keyboard.press("?")
    assert page.get_by_text("Every answer can be changed").is_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert visitor.findings() == []
    page.set_viewport_size(NARROW)
    visitor.picture("review-narrow")
    assert visitor.wider_than_window() <= 0
    assert visitor.wrong == []
    visitor.close()
