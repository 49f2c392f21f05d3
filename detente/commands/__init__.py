"""One module per command; each has a ``run`` that returns an exit code."""
