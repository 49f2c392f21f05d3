"""Whether the contacts that the record tells of a pair agree with what readers found, contact by contact."""
