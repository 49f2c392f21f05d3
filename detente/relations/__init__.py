"""What the record means: channels, commitments followed over time, issues, the index, alerts and their charts."""
