"""Debian's Chromium for the tests, and what it says of a page."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

MUST = "DETENTE_TEST_BROWSER"  # set by CI: no test may skip for want of a browser
PICTURES = Path(__file__).parents[2] / "build" / "pages"  # ignored by git
LIGHT, WIDE, NARROW = "light", {"width": 1280, "height": 900}, {"width": 360, "height": 740}
_GRAVE = ("serious", "critical")


def why_not():
    """The reason why there is no browser to be had, or None."""
    try:
        import axe_playwright_python  # noqa: F401
        import playwright  # noqa: F401
    except ImportError as error:
        return f"{error.name} is not installed (detente[dev])"
    return None if _chromium() else "no Chromium here (apt-get install chromium)"


def _chromium():
    return shutil.which("chromium")


@contextmanager
def chromium():
    """A browser that reaches this machine alone and lives as long as the block."""
    from playwright.sync_api import sync_playwright

    here = [
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--disable-gpu",
        "--disable-dev-shm-usage",
    ]
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=_chromium(), args=here, chromium_sandbox=os.geteuid() != 0
        )
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """A page that remembers what went wrong while it was looked at, and how much each load took."""

    def __init__(self, browser, base, **how):
        self._context = browser.new_context(base_url=base, viewport=WIDE, **how)
        self.page = self._context.new_page()
        self.base, self.wrong, self.loaded = base, [], 0
        self.page.set_default_timeout(30_000)
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.wrong.append(m.text))
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("requestfailed", lambda r: self.wrong.append(f"{r.url}: {r.failure}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _asked(self, request):
        if not request.url.startswith((self.base, "data:")):
            self.wrong.append(f"asks {request.url}")

    def _answered(self, response):
        if response.url.startswith(self.base) and response.status == 200:
            self.loaded += len(response.body())

    def go(self, path):
        """Open a page for the first time; its status."""
        self.loaded = 0
        return self.page.goto(path, wait_until="load").status

    def links(self):
        """Addresses of this site that the page leads to."""
        found = self.page.eval_on_selector_all(
            "a[href]", "all => all.map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
        )
        return [link[len(self.base) :].partition("#")[0] for link in found if link.startswith(self.base)]

    def findings(self):
        """What axe says is serious or critical: rule, element and the reason."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [
            f"{v['id']}: {node['html'][:200]}: {node['failureSummary']}"
            for v in found
            if v["impact"] in _GRAVE
            for node in v["nodes"]
        ]

    def picture(self, name):
        """A picture of the whole page for people to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True, animations="disabled")

    def wider_than_window(self):
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    def close(self):
        self._context.close()
