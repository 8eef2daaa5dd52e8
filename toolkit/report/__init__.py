"""What became of a translation that was aligned.

A page for people, data for programs, lines for the terminal.

All three are pure functions of an Adoption and give the same figures. `explanation` tells why.
"""

from toolkit.report.figures import json
from toolkit.report.page import html
from toolkit.report.terminal import explanation, filling, reasons, summary

__all__ = ["explanation", "filling", "html", "json", "reasons", "summary"]
