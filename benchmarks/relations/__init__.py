"""Benchmark: what a marked source does to a marked target."""
