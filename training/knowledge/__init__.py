"""Makes the tables of detente/knowledge from shared data and from facts of our own."""
