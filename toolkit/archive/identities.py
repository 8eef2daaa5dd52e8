"""Rules about whom a number names: an ORCID iD, or a number of another register, is of one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from toolkit import late
from toolkit.archive.facts import ID, ElementPlace, Node, Survey
from toolkit.findings import Finding
from toolkit.text.hygiene import fold
from toolkit.text.scripts import in_words

_ORCID = late.regex(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.ASCII)


class _Bearer(NamedTuple):
    """Whoever has a number."""

    who: str
    """The id of a `person`; "" of an element that only names somebody."""
    names: tuple[str, ...]


def check_identities(survey: Survey) -> Iterator[Finding]:
    """Find numbers that two people have."""
    registers: dict[tuple[str, str], dict[_Bearer, ElementPlace]] = {}
    for header in survey.headers:
        for node in header.walk():
            for numbered, bearer in _numbered(node):
                registers.setdefault(numbered, {}).setdefault(bearer, node.place)
    for (kind, number), bearers in registers.items():
        # Each is compared with the first: editions may name very many.
        first, *others = bearers
        other = next((other for other in others if not _may_be_one(first, other)), None)
        if other is not None:
            names = {"one": first.names[0], "other": other.names[0]}
            yield survey.report("D458", bearers[other], kind=kind, number=number, **names)


def _numbered(node: Node) -> Iterator[tuple[tuple[str, str], _Bearer]]:
    """The numbers of an element that is or names a person, with their kind, and whose they are."""
    if node.tag == "person":
        names = tuple(inner.text for inner in node.find("**/persName") if inner.text)
        for idno in node.find("idno") if names else ():
            kind, orcid = idno.attributes.get("type", ""), _ORCID.fullmatch(idno.text)
            if kind and idno.text:
                yield (kind, orcid[1] if orcid else idno.text), _Bearer(node.attributes.get(ID, ""), names)
    elif (
        node.tag in {"persName", "name"}
        and node.text
        and (orcid := _ORCID.fullmatch(node.attributes.get("ref", "")))
    ):
        yield ("ORCID", orcid[1]), _Bearer("", (node.text,))


def _may_be_one(one: _Bearer, other: _Bearer) -> bool:
    if one.who and other.who:
        return one.who == other.who
    # A name may be spelt out or not, and its words stand in any order.
    words = [{*in_words().findall(fold(" ".join(bearer.names)))} for bearer in (one, other)]
    # Whether names in two scripts are one, nobody can compare.
    scripts = [{*map(_script, bearer.names)} for bearer in (one, other)]
    return not words[0].isdisjoint(words[1]) or scripts[0].isdisjoint(scripts[1])


def _script(name: str) -> str:
    """The script of the first letter, as Unicode calls it."""
    letter = next(filter(str.isalpha, name), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
