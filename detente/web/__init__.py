"""The record in the browser: pages that read without a script, an API with the same queries, and feeds."""
