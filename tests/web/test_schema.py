"""The API keeps what its OpenAPI description says, and no page fails whatever its address asks."""

import re
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks

from detente.web import api
from detente.web.app import ROOMS, application
from detente.web.guard import Guard
from tests.web.conftest import LOCAL

FEW = settings(
    max_examples=20, derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
TOLD = [
    checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance, checks.response_schema_conformance,
]  # fmt: skip


@pytest.fixture(scope="session")
def described(opened):
    return schemathesis.openapi.from_asgi(
        "/api/openapi.json", application(opened, Guard(per_minute=1e9)), headers={"host": "127.0.0.1"}
    )


@pytest.mark.parametrize("path", [route.path for route in api.router.routes if route.include_in_schema])
def test_api_answers_as_described(described, path):
    @FEW
    @given(case=st.one_of(described[path]["GET"].as_strategy(mode) for mode in GenerationMode))
    def asked(case):
        case.validate_response(case.call(base_url=LOCAL), checks=TOLD)

    asked()


PIECES = st.sampled_from([
    "pair:USA-CHN", "pair:", "status:refused", "type:CONSULT", "since:2024", "until:0001-01-01", "since:9999-13", "who:Li",
    "by:CHN", "issue:Taiwan", "min:0.5", "min:nan", "source:x", '"', "spoke", "\x00", "\u202e", "%", "_", "NEAR(", "OR", "-", "'",
    "place:", "context:military", "origin:", "\ud800", "state:USA,CHN",
])  # fmt: skip
WORDS = st.one_of(st.lists(PIECES, max_size=4).map(" ".join), st.text(max_size=30))
FIELDS = (
    "q",
    "status",
    "offset",
    "formula",
    "lowest",
    "by",
    "issue",
    "states",
    "repairs",
    "a",
    "b",
    "item",
    "share",
    "seed",
    "keys",
)
VALUES = st.one_of(
    WORDS,
    st.sampled_from(["0", "1", "-1", "99999999999999999999", "2024-05", "USA, China", "refused", "plover"]),
)
PATHS = sorted({
    route.path for room in ROOMS if room is not api for route in room.router.routes if "GET" in route.methods
})  # fmt: skip


@settings(FEW, max_examples=300)
@given(
    path=st.sampled_from(PATHS),
    part=st.one_of(st.sampled_from(["USA-CHN", "a1", "CHN", "Li Bo", "harm"]), WORDS),
    asked=st.lists(st.tuples(st.sampled_from(FIELDS), VALUES), max_size=4),
)
def test_no_page_fails_whatever_its_address_asks(client, path, part, asked):
    told = urlencode(asked, errors="replace")
    address = re.sub(r"\{.*?\}", lambda _: quote(part, safe="", errors="replace"), path)
    answer = client.get(f"{address}?{told}")
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text
