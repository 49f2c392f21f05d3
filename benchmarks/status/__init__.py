"""Benchmark: how well is told whether an act happened."""
