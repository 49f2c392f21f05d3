"""Who is meant: country and sector of a phrase, names in a text."""
