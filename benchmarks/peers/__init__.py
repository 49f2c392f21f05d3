"""Benchmark: who did what to whom, sentence by sentence, beside the coders of CAMEO."""
