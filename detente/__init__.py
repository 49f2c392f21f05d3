"""detente: a sourced record of how states deal with one another, read from the news."""

__version__ = "0.1.0"
