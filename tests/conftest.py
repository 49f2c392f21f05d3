"""Settings of all tests."""

from hypothesis import settings

settings.register_profile("detente", deadline=None)  # machines are shared; a slow example is no wrong one
settings.load_profile("detente")
