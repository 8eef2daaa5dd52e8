"""What became of a translation that was aligned, and what `check` finds.

A page for people, data for programs, lines for the terminal.

All three are pure functions of an Adoption and give the same figures. `explanation` tells why.
`checked` is the page of the check.
"""

from toolkit.report.checking import CheckedCatalog
from toolkit.report.checking import html as checked
from toolkit.report.figures import json
from toolkit.report.page import html
from toolkit.report.terminal import explanation, filling, reasons, summary

__all__ = ["CheckedCatalog", "checked", "explanation", "filling", "html", "json", "reasons", "summary"]
