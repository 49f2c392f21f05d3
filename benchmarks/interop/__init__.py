"""How fast other data sets' rows go into a record and out of it."""
