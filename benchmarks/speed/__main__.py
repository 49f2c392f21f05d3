"""Code articles of the corpora and print sentences a second and peak memory.

    python -m benchmarks.speed [--articles 300] [--workers 2] [--json]

Articles: every n-th of ../shared/data/corpus. Time runs from the first article's text to the last record as JSON;
loading the model is part of it. Seconds of the processor are those of all processes, on a busy machine too. Peak memory is
that of the process and its largest worker together.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pathlib
import resource
import time

from detente import articles, pipeline
from detente.output.json import record

CORPUS = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data" / "corpus"


def sample(count: int) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for file in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    return rows[:: max(1, len(rows) // count)][:count]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=int, default=300)
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args()
    rows = sample(a.articles)
    began = time.perf_counter()
    texts = (articles.article(r["text"], title=r.get("title"), published=r["published"]) for r in rows)
    size = sentences = events = 0
    for coding in pipeline.code_all(texts, workers=a.workers):
        size += len(json.dumps(record(coding, {})))
        sentences += coding.sentences
        events += len(coding.events)
    seconds = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    busy = sum(u.ru_utime + u.ru_stime for u in used)
    out = {
        "articles": len(rows),
        "sentences": sentences,
        "events": events,
        "seconds": round(seconds, 1),
        "sentences_per_second": round(sentences / seconds, 1),
        "processor_seconds": round(busy, 1),
        "sentences_per_processor_second": round(sentences / busy, 1),
        "peak_mb": round(sum(u.ru_maxrss for u in used) / 1024),
        "workers": a.workers,
    }
    print(json.dumps(out) if a.json else "\n".join(f"{k:22} {v}" for k, v in out.items()))


if __name__ == "__main__":
    main()
