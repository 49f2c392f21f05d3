"""Benchmark: how well events, statements and commitments are coded."""
