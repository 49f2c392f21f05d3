"""Benchmark: how well sources, cues and contents of speech are found."""
