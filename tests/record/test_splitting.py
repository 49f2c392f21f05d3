"""What was merged by hand and is split again has its id back."""

from tests.record.codings import CODER, coding


def test_an_id_that_was_merged_away_comes_back_with_a_split(opened):
    opened.writer.add(coding("Blinken met Wang.", told=[{"day": "2023-06-18"}]), CODER)
    opened.writer.add(coding("Austin phoned Li.", told=[{"day": "2023-09-01"}]), CODER)
    kept, other = (h.id for h in opened.reader.happenings())
    moved = opened.reader.reports([other])[other][0].event.id
    opened.writer.merge(kept, other)
    assert opened.reader.happening(other).id == kept
    own = opened.writer.split(moved)
    assert opened.reader.happening(own).id == own
    assert opened.reader.reports([own])[own][0].event.id == moved
