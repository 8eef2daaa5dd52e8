"""diglot: from a transcript to gettext catalogs, and back to parallel editions."""

__version__ = "0.1.0"
