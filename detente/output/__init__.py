"""Codings as JSON for programs, a table for the terminal and a page for the browser."""
