"""Benchmark: how well words, sentence ends, tags, trees and names are found."""
