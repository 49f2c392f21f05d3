"""Times of news sentences, all reckoned from Wednesday 14 June 2023 unless the row says otherwise."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.entities.times import find, find_all
from detente.entities.times.calendar import Days, easter, half, months, nth_weekday, third, years
from detente.types import Article, Name, When, Word
from tests.builders import build, parse, sentence

WEDNESDAY = dt.date(2023, 6, 14)

# sentence | words told | days, or why there are none
ROWS = """
Norway/NNP met/VBD Chile in Oslo on/IN Sunday . | Sunday | 2023-06-11
Ministers met/VBD Wednesday . | Wednesday | 2023-06-14
Ministers left/VBD Geneva on/IN Sunday evening . | Sunday evening | 2023-06-11
Dahl will/MD meet/VB Rojas on/IN Sunday . | Sunday | 2023-06-18
Dahl will/MD meet/VB Rojas Wednesday . | Wednesday | 2023-06-14
Dahl agreed/VBD to/TO meet/VB Rojas on/IN Friday . | Friday | 2023-06-16
Dahl managed/VBD to/TO meet/VB Rojas on/IN Friday . | Friday | 2023-06-09
Dahl said/VBD Monday that/IN she will/MD travel/VB . | Monday | 2023-06-12
Dahl said/VBD she would/MD travel/VB Monday . | Monday | 2023-06-19
Dahl would/MD have/VB left/VBN Monday . | Monday | 2023-06-12
The talks are/VBP expected/VBN to/TO end/VB Friday . | Friday | 2023-06-16
The vote is/VBZ scheduled/VBN for/IN Tuesday . | Tuesday | 2023-06-20
The vote was/VBD postponed/VBN until/IN Tuesday . | Tuesday | 2023-06-20
The vote was/VBD postponed/VBN on/IN Tuesday . | Tuesday | 2023-06-13
The rebels gave/VBD Lima until/IN Friday . | Friday | 2023-06-16
The rules expire/VBP on/IN Friday . | Friday | 2023-06-16
The rules expires/VBD on/IN Friday . | Friday | 2023-06-16
Ahead of Sunday 's vote police arrested/VBD dozens . | Sunday | 2023-06-18
The summit opens/VBZ Thursday . | Thursday | 2023-06-15
Envoys are/VBP meeting/VBG Thursday . | Thursday | 2023-06-15
Envoys were/VBD meeting/VBG Thursday . | Thursday | 2023-06-08
They are/VBP going/VBG to/TO sign/VB on/IN Thursday . | Thursday | 2023-06-15
They signed/VBD next Monday 's text . | next Monday | 2023-06-19
They met/VBD last Wednesday . | last Wednesday | 2023-06-07
They met/VBD last Monday . | last Monday | 2023-06-12
They will/MD meet/VB this Friday . | this Friday | 2023-06-16
They met/VBD this past Friday . | this past Friday | 2023-06-09
They talk/VBP this coming Sunday . | this coming Sunday | 2023-06-18
They met/VBD Tuesday of last week . | Tuesday of last week | 2023-06-06
They will/MD meet/VB Monday next week . | Monday next week | 2023-06-19
They met/VBD late Tuesday . | late Tuesday | 2023-06-13
They met/VBD early Tuesday morning . | early Tuesday morning | 2023-06-13
They met/VBD today . | today | 2023-06-14
They met/VBD yesterday . | yesterday | 2023-06-13
They will/MD meet/VB tomorrow . | tomorrow | 2023-06-15
They spoke/VBD earlier today . | earlier today | 2023-06-14
They spoke/VBD late yesterday . | late yesterday | 2023-06-13
They will/MD speak/VB tonight . | tonight | 2023-06-14
They spoke/VBD last night . | last night | 2023-06-13
They spoke/VBD this morning . | this morning | 2023-06-14
They spoke/VBD the day before yesterday . | the day before yesterday | 2023-06-12
They will/MD speak/VB the day after tomorrow . | the day after tomorrow | 2023-06-16
They met/VBD last week . | last week | 2023-06-05..2023-06-11
They met/VBD this week . | this week | 2023-06-12..2023-06-14
They will/MD meet/VB this week . | this week | 2023-06-14..2023-06-18
They will/MD meet/VB next week . | next week | 2023-06-19..2023-06-25
They met/VBD late last week . | late last week | 2023-06-09..2023-06-11
They met/VBD earlier this week . | earlier this week | 2023-06-12..2023-06-14
They hope/VBP to/TO meet/VB later this week . | later this week | 2023-06-14..2023-06-18
They met/VBD over the weekend . | the weekend | 2023-06-10..2023-06-11
They met/VBD at the weekend . | the weekend | 2023-06-10..2023-06-11
They will/MD meet/VB this weekend . | this weekend | 2023-06-17..2023-06-18
They will/MD meet/VB next weekend . | next weekend | 2023-06-17..2023-06-18
They met/VBD last month . | last month | 2023-05-01..2023-05-31
They met/VBD this month . | this month | 2023-06-01..2023-06-14
They met/VBD earlier this month . | earlier this month | 2023-06-01..2023-06-14
They will/MD meet/VB later this month . | later this month | 2023-06-14..2023-06-30
They will/MD meet/VB next month . | next month | 2023-07-01..2023-07-31
They met/VBD early this month . | early this month | 2023-06-01..2023-06-10
They met/VBD last year . | last year | 2022-01-01..2022-12-31
They met/VBD this year . | this year | 2023-01-01..2023-06-14
They have/VBP met/VBN so far this year . | so far this year | 2023-01-01..2023-06-14
They met/VBD earlier this year . | earlier this year | 2023-01-01..2023-06-14
She hopes/VBZ for a visit later this year . | later this year | 2023-06-14..2023-12-31
They will/MD meet/VB early next year . | early next year | 2024-01-01..2024-04-30
They will/MD decide/VB by the end of the year . | the end of the year | 2023-12-01..2023-12-31
They met/VBD in May . | May | 2023-05-01..2023-05-31
They met/VBD in July . | July | 2022-07-01..2022-07-31
They met/VBD in June . | June | 2023-06-01..2023-06-30
They will/MD meet/VB in July . | July | 2023-07-01..2023-07-31
They will/MD meet/VB in May . | May | 2024-05-01..2024-05-31
They may/MD meet/VB in August . | August | 2023-08-01..2023-08-31
They met/VBD last May . | last May | 2022-05-01..2022-05-31
They met/VBD last November . | last November | 2022-11-01..2022-11-30
They will/MD meet/VB next March . | next March | 2024-03-01..2024-03-31
They met/VBD this past March . | this past March | 2023-03-01..2023-03-31
They met/VBD in March of this year . | March of this year | 2023-03-01..2023-03-31
They met/VBD in May last year . | May last year | 2022-05-01..2022-05-31
They will/MD join/VB in April next year . | April next year | 2024-04-01..2024-04-30
They met/VBD in early May . | early May | 2023-05-01..2023-05-10
They met/VBD in mid-May . | mid-May | 2023-05-11..2023-05-20
They met/VBD in late May . | late May | 2023-05-21..2023-05-31
They met/VBD at the end of May . | the end of May | 2023-05-21..2023-05-31
They met/VBD in the first week of May . | the first week of May | 2023-05-01..2023-05-07
They met/VBD in the middle of February 2020 . | the middle of February 2020 | 2020-02-11..2020-02-20
They met/VBD in late February 2020 . | late February 2020 | 2020-02-21..2020-02-29
They met/VBD on May 5 . | May 5 | 2023-05-05
They met/VBD on Sept. 3 . | Sept. 3 | 2022-09-03
They will/MD meet/VB on Sept. 3 . | Sept. 3 | 2023-09-03
They met/VBD on May 5, 2020 . | May 5, 2020 | 2020-05-05
They met/VBD on 5 May 2020 . | 5 May 2020 | 2020-05-05
They met/VBD on the 5th of May . | the 5th of May | 2023-05-05
They met/VBD on Tuesday, June 6 . | Tuesday, June 6 | 2023-06-06
They met/VBD on Friday, 4 March 2022 . | Friday, 4 March 2022 | 2022-03-04
They met/VBD in May 2020 . | May 2020 | 2020-05-01..2020-05-31
They met/VBD in October, 2018 . | October, 2018 | 2018-10-01..2018-10-31
They met/VBD in 2011 . | 2011 | 2011-01-01..2011-12-31
It recalled/VBD the 1967 war . | 1967 | 1967-01-01..1967-12-31
It happened/VBD in nineteen ninety-six . | nineteen ninety-six | 1996-01-01..1996-12-31
Dated 2023-05-17 it says/VBZ so . | 2023-05-17 | 2023-05-17
Dated 05/17/2023 it says/VBZ so . | 05/17/2023 | 2023-05-17
Dated 05/06/2023 it says/VBZ so . | 05/06/2023 | day and month not told apart
It recalled/VBD 9/11 . | 9/11 | 2001-09-11
It recalled/VBD the Sept. 11 attacks . | the Sept. 11 attacks | 2001-09-11
It happened/VBD two days ago . | two days ago | 2023-06-12
It happened/VBD twenty-five days ago . | twenty-five days ago | 2023-05-20
It happened/VBD 24 hours ago . | 24 hours ago | 2023-06-13
It happened/VBD two hours ago . | two hours ago | clock time
It happened/VBD two weeks ago . | two weeks ago | 2023-05-29..2023-06-04
It happened/VBD three months ago . | three months ago | 2023-03-01..2023-03-31
It happened/VBD three years ago . | three years ago | 2020-01-01..2020-12-31
It happened/VBD 2 1/2 years ago . | 2 1/2 years ago | 2020-12-01..2020-12-31
It happened/VBD a decade ago . | a decade ago | 2013-01-01..2013-12-31
It happened/VBD several years ago . | several years ago | vague
It happened/VBD years ago . | years ago | vague
It will/MD happen/VB in two weeks . | two weeks | 2023-06-26..2023-07-02
It took/VBD place in two weeks . | two weeks | duration
It will/MD end/VB within a week . | a week | 2023-06-14..2023-06-21
It grew/VBD over the past six months . | the past six months | 2022-12-14..2023-06-14
It grew/VBD over the last two weeks . | the last two weeks | 2023-05-31..2023-06-14
It grew/VBD in the past year . | the past year | 2022-06-14..2023-06-14
It will/MD grow/VB over the next three years . | the next three years | 2023-06-14..2026-06-14
It will/MD grow/VB in the coming months . | the coming months | vague
It grew/VBD in recent days . | recent days | vague
It has/VBZ grown/VBN recently . | recently | vague
A two-day visit ended/VBD . | two-day | duration
An 18-month-old truce ended/VBD . | 18-month-old | duration
They fought/VBD for six years . | six years | duration
They pray/VBP every Friday . | every Friday | set
They pray/VBP daily . | daily | set
It began/VBD in the 1990s . | the 1990s | 1990-01-01..1999-12-31
It began/VBD in the early 1990s . | the early 1990s | 1990-01-01..1992-12-31
It began/VBD in the mid-1990s . | the mid-1990s | 1993-01-01..1996-12-31
It began/VBD in the 19th century . | the 19th century | 1801-01-01..1900-12-31
They met/VBD last summer . | last summer | 2022-06-01..2022-08-31
They met/VBD last fall . | last fall | 2022-09-01..2022-11-30
They will/MD meet/VB this summer . | this summer | 2023-06-01..2023-08-31
They will/MD meet/VB next spring . | next spring | 2024-03-01..2024-05-31
They met/VBD in the winter of 2022 . | the winter of 2022 | 2021-12-01..2022-02-28
They met/VBD in late summer . | late summer | 2022-08-01..2022-08-31
They grew/VBD in Q3 . | Q3 | 2022-07-01..2022-09-30
They grew/VBD in the third quarter of 2014 . | the third quarter of 2014 | 2014-07-01..2014-09-30
They grew/VBD in the first half of 2014 . | the first half of 2014 | 2014-01-01..2014-06-30
They grew/VBD in the first nine months of 2014 . | the first nine months of 2014 | 2014-01-01..2014-09-30
They grew/VBD in fiscal 2014 . | fiscal 2014 | fiscal year
They fought/VBD between 2010 and 2014 . | between 2010 and 2014 | 2010-01-01..2014-12-31
They fought/VBD from 2010 to 2014 . | from 2010 to 2014 | 2010-01-01..2014-12-31
The 2010-2014 plan failed/VBD . | 2010-2014 | 2010-01-01..2014-12-31
They met/VBD from Monday to Wednesday . | from Monday to Wednesday | 2023-06-12..2023-06-14
They met/VBD from Thursday to Sunday . | from Thursday to Sunday | 2023-06-08..2023-06-11
They will/MD meet/VB from Monday to Wednesday . | from Monday to Wednesday | 2023-06-19..2023-06-21
They met/VBD May 3-5 . | May 3-5 | 2023-05-03..2023-05-05
They met/VBD from May 30 to June 2 . | from May 30 to June 2 | 2023-05-30..2023-06-02
They met/VBD from Dec. 30 to Jan. 2, 2020 . | from Dec. 30 to Jan. 2, 2020 | 2019-12-30..2020-01-02
They fought/VBD from March to May 2014 . | from March to May 2014 | 2014-03-01..2014-05-31
They have/VBP fought/VBN since 2011 . | since 2011 | 2011-01-01..2023-06-14
They have/VBP fought/VBN since early March . | since early March | 2023-03-01..2023-06-14
They have/VBP fought/VBN since Monday . | since Monday | 2023-06-12..2023-06-14
They met/VBD on New Year's Day . | New Year's Day | 2023-01-01
They met/VBD on Christmas Eve . | Christmas Eve | 2022-12-24
They met/VBD on Easter Monday . | Easter Monday | 2023-04-10
They met/VBD on Thanksgiving . | Thanksgiving | 2022-11-24
They met/VBD in the week of March 6 . | the week of March 6 | 2023-03-06..2023-03-12
They met/VBD on Feb. 30 . | Feb. 30 | no such date
It will/MD happen/VB in 3000 . | 3000 | no such date
It happened/VBD the following day . | the following day | no date told before
They met/VBD at 3 p.m. in Oslo . | 3 p.m. | clock time
It happened/VBD two days after the raid . | two days after | counted from an event
"""

NONE = [
    "A 45-year-old man was/VBD killed/VBN .",
    "In Oslo 1200/CD troops/NNS marched/VBD .",
    "They may/MD march/VB .",
    "The council passed/VBD Resolution 1701 .",
    "Three quarters of them left/VBD .",
    "He will/MD fall/VB .",
]


def rows() -> list[list[str]]:
    return [[cell.strip() for cell in row.split(" | ")] for row in ROWS.strip().splitlines()]


def told(when: When) -> str:
    if when.start is None or when.end is None:
        return str(when.reason)
    return str(when.start) if when.start == when.end else f"{when.start}..{when.end}"


def test_table_is_long_enough() -> None:
    assert len(rows()) >= 120


@pytest.mark.parametrize(("text", "words", "days"), rows())
def test_time(text: str, words: str, days: str) -> None:
    found = find(sentence(text), WEDNESDAY)
    assert [(w.text, told(w)) for w in found] == [(words, days)]


@pytest.mark.parametrize("text", NONE)
def test_no_time(text: str) -> None:
    assert find(sentence(text), WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They met/VBD Sunday .", "no publication date"),
        ("They met/VBD in May .", "no publication date"),
        ("They met/VBD May 5 .", "no publication date"),
        ("They met/VBD May 5, 2023 .", "2023-05-05"),
        ("They met/VBD in late 2022 .", "2022-09-01..2022-12-31"),
        ("They met/VBD on 9/11 .", "2001-09-11"),
    ],
)
def test_without_publication_only_full_dates_are_told(text: str, days: str) -> None:
    assert [told(w) for w in find(sentence(text), None)] == [days]


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("They met/VBD Sunday .", "2023-06-11", "2023-06-11"),
        ("They met/VBD in December .", "2023-01-05", "2022-12-01..2022-12-31"),
        ("They met/VBD last December .", "2023-01-05", "2022-12-01..2022-12-31"),
        ("They met/VBD last month .", "2023-01-31", "2022-12-01..2022-12-31"),
        ("They met/VBD next month .", "2023-01-31", "2023-02-01..2023-02-28"),
        ("They met/VBD on Feb. 29 .", "2023-03-01", "no such date"),
        ("They met/VBD last winter .", "2023-02-10", "2021-12-01..2022-02-28"),
        ("They will/MD meet/VB this winter .", "2023-10-10", "2023-12-01..2024-02-29"),
        ("They met/VBD a month ago .", "2023-03-31", "2023-02-01..2023-02-28"),
        ("It recalled/VBD the Sept. 11 attacks .", "1999-10-01", "no such date"),
    ],
)
def test_turns_of_the_calendar(text: str, published: str, days: str) -> None:
    assert [told(w) for w in find(sentence(text), dt.date.fromisoformat(published))] == [days]


@pytest.mark.parametrize(
    ("second", "days"),
    [
        ("The next day he left/VBD .", "2023-05-06"),
        ("He left/VBD the same day .", "2023-05-05"),
        ("He left/VBD later that day .", "2023-05-05"),
        ("He had/VBD left/VBN a day earlier .", "2023-05-04"),
        ("He had/VBD come/VBN the day before .", "2023-05-04"),
        ("He left/VBD three days later .", "2023-05-08"),
        ("He left/VBD the following week .", "2023-05-08..2023-05-14"),
        ("He had/VBD come/VBN a month earlier .", "2023-04-01..2023-04-30"),
        ("He had/VBD come/VBN the previous year .", "2022-01-01..2022-12-31"),
        ("He died/VBD that year .", "2023-01-01..2023-12-31"),
        ("He left/VBD the day before the vote .", "counted from an event"),
    ],
)
def test_counted_from_the_date_told_before(second: str, days: str) -> None:
    article = Article("a", "", published=WEDNESDAY)
    found = find_all(parse(article, "Dahl came/VBD on May 5 .", second))
    assert [(w.sentence, told(w)) for w in found] == [(0, "2023-05-05"), (1, days)]


def test_a_month_is_no_anchor_for_a_day() -> None:
    found = find_all(
        parse(Article("a", "", published=WEDNESDAY), "Dahl came/VBD in May .", "The next day he left/VBD .")
    )
    assert told(found[1]) == "no date told before"


def test_upcoming_things_lie_ahead() -> None:
    words = ["Dahl", "noted", "the", "upcoming", "summit", "in", "July"]
    tags = ["NNP", "VBD", "DT", "JJ", "NN", "IN", "NNP"]
    upos = ["PROPN", "VERB", "DET", "ADJ", "NOUN", "ADP", "PROPN"]
    heads = [1, -1, 4, 4, 1, 6, 4]
    rels = ["nsubj", "root", "det", "amod", "obj", "case", "nmod"]
    rows_ = zip(range(7), words, upos, tags, heads, rels, strict=True)
    made = build([Word(i * 10, i * 10 + len(w), w, w, u, x, h, r) for i, w, u, x, h, r in rows_])
    assert [told(w) for w in find(made, WEDNESDAY)] == ["2023-07-01..2023-07-31"]


def test_due_to_before_a_verb_lies_ahead() -> None:
    """Parsers read "due to" as a preposition."""
    rows_ = [
        ("Talks", "NOUN", "NNS", 5, "nsubj"),
        ("due", "ADJ", "JJ", 3, "case"),
        ("to", "ADP", "IN", 1, "fixed"),
        ("begin", "VERB", "NN", 5, "obl"),
        ("Friday", "PROPN", "NNP", 3, "obl"),
        ("failed", "VERB", "VBD", -1, "root"),
    ]
    made = build([Word(i * 10, i * 10 + len(w), w, w, u, x, h, r) for i, (w, u, x, h, r) in enumerate(rows_)])
    assert [told(w) for w in find(made, WEDNESDAY)] == ["2023-06-16"]


def test_what_was_set_on_a_day_is_over_and_first_states_to_join_have_joined() -> None:
    record = [
        ("It", "PRON", "PRP", 1, "nsubj"),
        ("passed", "VERB", "VBD", -1, "root"),
        ("a", "DET", "DT", 3, "det"),
        ("record", "NOUN", "NN", 1, "obj"),
        ("set", "VERB", "VBN", 3, "acl"),
        ("on", "ADP", "IN", 6, "case"),
        ("Friday", "PROPN", "NNP", 4, "obl"),
    ]
    joined = [
        ("They", "PRON", "PRP", 3, "nsubj"),
        ("were", "AUX", "VBD", 3, "cop"),
        ("the", "DET", "DT", 3, "det"),
        ("states", "NOUN", "NNS", -1, "root"),
        ("first", "ADJ", "JJ", 3, "amod"),
        ("to", "PART", "TO", 6, "mark"),
        ("join", "VERB", "VB", 3, "acl"),
        ("Friday", "PROPN", "NNP", 6, "obl:tmod"),
    ]
    for rows_ in (record, joined):
        made = build(
            [Word(i * 10, i * 10 + len(w), w, w, u, x, h, r) for i, (w, u, x, h, r) in enumerate(rows_)]
        )
        assert [told(w) for w in find(made, WEDNESDAY)] == ["2023-06-09"]


def test_what_had_been_planned_is_over() -> None:
    rows_ = [
        ("Talks", "NOUN", "NNS", 3, "nsubj:pass"),
        ("had", "AUX", "VBD", 3, "aux"),
        ("been", "AUX", "VBN", 3, "aux:pass"),
        ("planned", "VERB", "VBN", -1, "root"),
        ("to", "PART", "TO", 5, "mark"),
        ("begin", "VERB", "VB", 3, "xcomp"),
        ("Friday", "PROPN", "NNP", 5, "obl:tmod"),
    ]
    lemmas = {"had": "have", "planned": "plan"}
    made = build(
        [
            Word(i * 10, i * 10 + len(w), w, lemmas.get(w, w), u, x, h, r)
            for i, (w, u, x, h, r) in enumerate(rows_)
        ]
    )
    assert [told(w) for w in find(made, WEDNESDAY)] == ["2023-06-09"]


def test_names_are_no_times() -> None:
    plain = sentence("Theresa May left/VBD Friday .")
    named = type(plain)(0, 0, plain.start, plain.end, plain.words, (Name(0, 2, "PER"),), plain.children)
    assert [w.text for w in find(named, WEDNESDAY)] == ["Friday"]


def test_precision() -> None:
    texts = [
        "They met/VBD Sunday",
        "They met/VBD last week",
        "They met/VBD in May",
        "They met/VBD last summer",
        "They met/VBD in 2011",
    ]
    assert [find(sentence(t), WEDNESDAY)[0].precision for t in texts] == [
        "day",
        "week",
        "month",
        "season",
        "year",
    ]


def test_calendar() -> None:
    assert [str(easter(y)) for y in (1998, 2008, 2011, 2024)] == [
        "1998-04-12",
        "2008-03-23",
        "2011-04-24",
        "2024-03-31",
    ]
    assert nth_weekday(2023, 11, 3, 4) == dt.date(2023, 11, 23)
    assert nth_weekday(2023, 5, 0, -1) == dt.date(2023, 5, 29)
    assert half(years(2024), 1) == Days(dt.date(2024, 7, 1), dt.date(2024, 12, 31), "span", "2024-H2")
    assert third(months(2024, 2), 2) == Days(dt.date(2024, 2, 21), dt.date(2024, 2, 29), "span")


VOCABULARY = (
    "the a of in on - , . ' 's / since from to between and until last next this early late mid end first second third two "
    "twenty nineteen hundred several May June Sept. Monday Sunday weekend week weeks day year years month quarter half "
    "ago earlier later before after same that following every old long 5 11 30 31 99 1990s 2011 9999 0 3000 2023-02-30 1/2 "
    "9/11 13/13/2020 999999 Easter Christmas Thanksgiving Eve Day night morning today yesterday tomorrow summer winter "
    "fiscal Q3 century decade hours p.m. 7:15 24:99 2019/20 noon GMT ( ) about more than at least ended a an half one some time now  will/MD met/VBD meet/VB to/TO troops/NNS ² ١٢ ０ \u0000 －"
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(VOCABULARY.split(" ")) | st.text(min_size=1, max_size=4), max_size=25),
    st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)),
)
def test_any_words_give_ordered_days_inside_the_sentence(words: list[str], published: dt.date | None) -> None:
    made = sentence(" ".join(words))
    at = 0
    for when in find(made, published):
        assert at <= when.first < when.last <= len(made.words)
        at = when.first
        assert (
            (when.start is None)
            == (when.end is None)
            == (when.precision is None)
            == (when.reason is not None)
        )
        assert when.start is None or when.end is None or when.start <= when.end
        assert all(when.first <= t.first < t.last <= when.last and t.value != "" for t in when.timexes)


def test_long_sentences_do_not_run_away() -> None:
    for words in (
        "from May 5 to ",
        "the end of ",
        "the first week of the ",
        "twenty - ",
        "since early ",
        "two days after the ",
        "5 p.m. ( ",
        "more than a ",
        "[ the year ended ",
    ):
        assert find(sentence(words * 400), WEDNESDAY) is not None
