"""For all tests: how long an example takes says nothing on a busy machine, so none is failed by a clock."""

from hypothesis import settings

settings.register_profile("diglot", deadline=None)
settings.load_profile("diglot")
