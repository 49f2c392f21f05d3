"""The pages of a large record, asked for over HTTP by four readers at once.

    python -m benchmarks.web [--record RECORD] [--happenings 1000000] [--json] [--check]

RECORD (benchmark.db, or a postgresql:// address) is made if it is not there (`benchmarks.record`), and served by uvicorn in a
process of its own. Every kind of page is asked for with several addresses: pairs from the most frequent to seldom ones,
countries, people, articles, happenings, lists by all sorts of queries. ``first`` is the 95th percentile in milliseconds of
the first answers, ``again`` that of three more rounds, four readers at once both times; the paste box is left aside.
``--check`` fails where ``again`` of a page is over 200 ms.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import socket
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from benchmarks.floors import command, ended
from benchmarks.record.__main__ import opened
from benchmarks.record.filling import pairs
from benchmarks.web.server import serve

FOLDER = Path(__file__).parent
_READERS, _ROUNDS = 4, 3
_QUERIES = (
    "",
    "status:refused",
    "type:CONSULT status:refused",
    "type:SANCTION since:2010 until:2012",
    "min:0.9",
    'who:"Person 77"',
)


def main() -> int:
    parser = command(__doc__)
    parser.add_argument("--record", default="benchmark.db")
    parser.add_argument("--happenings", type=int, default=1_000_000)
    args = parser.parse_args()
    opened(args.record, args.happenings).close()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(args.record, port), daemon=True)
    server.start()
    try:
        found = {kind: timed(port, addresses) for kind, addresses in kinds().items()}
    finally:
        server.kill()
        server.join()
    if args.json:
        print(json.dumps(found, indent=1))
    else:
        for kind, figures in found.items():
            print(
                f"{kind:12} first {figures['first']:8.1f} ms, again {figures['again']:6.1f} ms, {figures['bytes']:8} bytes at most"
            )
    return ended(
        {kind: {"in time": float(f["again"] <= 200)} for kind, f in found.items()}, FOLDER, check=args.check
    )


def kinds() -> dict[str, list[str]]:
    """Addresses of each kind of page."""
    chosen = [pairs()[rank] for rank in (0, 1, 2, 5, 10, 20, 50, 100, 300, 1000, 3000, 10_000)]
    states = sorted({code for pair in chosen for code in pair})
    words = [f"pair:{a}-{b}" for a, b in chosen[:4]] + list(_QUERIES)
    return {
        "home": ["/"],
        "pair": [f"/d/{a}-{b}" for a, b in chosen],
        "country": [f"/c/{code}" for code in states],
        "person": [f"/p/Person%20{n}" for n in range(70, 90)],
        "article": [f"/a/g{n}" for n in range(1, 40_000, 2_000)],
        "happening": [f"/e/h{n}" for n in range(1, 40_000, 2_000)],
        "happenings": [f"/events?q={quote(word)}" for word in words] + ["/events?status=refused&status=planned"],
        "statements": ["/s", *(f"/s?by={code}" for code in states[:6]), "/s?issue=Taiwan"],
        "articles": ["/articles", *(f"/articles?q=state:{code}" for code in states[:6])],
        "matrix": ["/matrix?states=" + ",".join(states[i : i + 6]) for i in range(3)],
        "search": ["/search?q=" + quote(q) for q in ("sanctions Taiwan", "Person 77", "oil grain", states[0])],
        "review": ["/review"],
    }  # fmt: skip


def timed(port: int, addresses: list[str]) -> dict[str, float]:
    """95th percentiles in milliseconds of the first answers and of those after them; the most bytes of one."""
    with ThreadPoolExecutor(_READERS) as readers:
        first = list(readers.map(lambda path: asked(port, path), addresses))
        again = list(
            readers.map(lambda path: asked(port, path), addresses * max(_ROUNDS, 40 // len(addresses)))
        )
    return {
        "first": percentile([seconds for seconds, _ in first]),
        "again": percentile([seconds for seconds, _ in again]),
        "bytes": max(size for _, size in first),
    }


def asked(port: int, path: str) -> tuple[float, int]:
    """Seconds until the whole answer was here, and its bytes as they travelled."""
    for _ in range(600):
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            body = answer.read()
        except ConnectionRefusedError:  # it is still starting
            time.sleep(0.1)
            continue
        finally:
            connection.close()
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}")
        return time.perf_counter() - start, len(body)
    sys.exit("the server does not start")


def percentile(seconds: list[float]) -> float:
    ranked = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return round(1000 * min(ranked, max(seconds)), 1)


if __name__ == "__main__":
    raise SystemExit(main())
