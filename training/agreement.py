"""How well two readers agree on the articles that both annotated: each reader's record scored against the other's.

    python -m training.agreement

Scores are those of ../shared/gold/score.py, as for a coder; each event of the reader who is scored takes its best type
and status. Events that the other marks "may" are neither found nor extra.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from benchmarks.scorers import scorer
from training.records import Record, own


def coded(r: Record) -> dict[str, Any]:
    """A record as if a coder had made it."""
    events = []
    for e, act in zip(r.gold["events"], r.acts, strict=True):
        mentions = [{"start": t.clause[0], "end": t.clause[1]} for t in act.told]
        date = e["date"] and dict(zip(("start", "end"), e["date"], strict=True))
        events.append(
            e
            | {
                "type": e["type"][0],
                "status": e["status"][0],
                "date": date,
                "mentions": mentions,
                "place": {"country": e.get("place")},
            }
        )
    return {"article": {"text": r.article.text}, "events": events}


def main() -> None:
    score = scorer("gold/score.py")
    second = {r.doc: r for r in own("second")}
    first = {r.doc: r for r in own() if r.doc in second}
    total: Counter[str] = Counter()
    for doc, one in first.items():
        for gold, other in ((one, second[doc]), (second[doc], one)):
            total.update(
                {k: v for k, v in score.score_events(gold.gold, coded(other)).items() if isinstance(v, int)}
            )
    found, missed, extra = total["found"], total["missed"], total["extra"]
    print(len(first), "articles read twice")
    print(f"must events of one that the other has, must or may: {found / (found + missed):.3f}")
    print(
        "precision {:.3f} recall {:.3f} F1 {:.3f}, may events counted as given".format(
            *score.prf(found, missed, extra)
        )
    )
    print(
        f"of those found, status {total['status_right'] / found:.3f} and date {total['dates_right'] / found:.3f} agree"
    )


if __name__ == "__main__":
    main()
