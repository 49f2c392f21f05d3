"""Whether two articles tell the same happening."""
