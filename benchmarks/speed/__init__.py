"""Benchmark: how fast the whole path is, and how much memory it takes."""
