"""Validity by diglot's own schema, of editions that say that they are made by it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from toolkit import schema
from toolkit.checks.codes import finding
from toolkit.checks.facts import Place, Survey
from toolkit.model import Problem

if TYPE_CHECKING:
    from lxml import etree

LARGEST = 32 << 20
"""Bytes. libxml2 validates a whole tree, which takes thirteen times as much memory as the file."""
_SEVERAL = 5
"""Messages of the validator about one file: after the first, most follow from it."""


def check(survey: Survey, number: int, data: BinaryIO) -> Iterator[Problem]:
    """Findings about a file of the survey, which is well-formed."""
    from lxml import etree

    if not any(
        node.attributes.get("ident") == "diglot"
        for header in (survey.corpus, *(text.header for text in survey.texts))
        if header is not None
        for node in header.find("encodingDesc/appInfo/application")
    ):
        return
    if data.seek(0, 2) > LARGEST:
        message = f"{survey.files[number].name} is too long to be validated by the schema here."
        yield finding(survey, "D404", message, Place(number, 0, ""))
        return
    data.seek(0)
    # A second id of the same name is another rule's.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    grammar = _grammar()
    try:
        grammar.validate(etree.parse(data, parser))
    except etree.XMLSyntaxError as error:
        yield finding(survey, "D402", f"{error.msg}.", Place(number, error.lineno or 0, ""))
        return
    for entry in list(grammar.error_log)[:_SEVERAL]:
        yield finding(survey, "D402", f"{entry.message}.", Place(number, entry.line, ""))


@cache
def _grammar() -> etree.RelaxNG:
    from lxml import etree

    return etree.RelaxNG(etree.fromstring(schema.rng()))
