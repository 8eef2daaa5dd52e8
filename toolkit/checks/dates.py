"""Dates: as machines read them, real, past, and the same as for people. ORCID iDs, DOIs and addresses too."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from toolkit.checks.codes import finding
from toolkit.checks.facts import Node, Survey
from toolkit.model import Problem

_ATTRIBUTES = frozenset("when notBefore notAfter from to when-iso from-iso to-iso".split())
_PAIRS = (("notBefore", "notAfter"), ("from", "to"))
_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII
)
_ORCID = re.compile(r"https?://orcid\.org/(.*)")
_ORCID_FORM = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
# Without its resolver.
_HANDLE = re.compile(r"\d[\d.]*/\S+", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def check(survey: Survey, now: datetime) -> Iterator[Problem]:
    """Findings about dates and identifiers; `now` with its time zone: what is later is in the future."""
    for header in survey.headers:
        for node in header.walk():
            yield from _dates(survey, node, now)
            yield from _identifiers(survey, node)


def _dates(survey: Survey, node: Node, now: datetime) -> Iterator[Problem]:
    moments: dict[str, datetime] = {}
    for name in _ATTRIBUTES & node.attributes.keys():
        value = node.attributes[name]
        found = _ISO.fullmatch(value)
        if found is None:
            yield finding(survey, "D460", f"{node.tag}/@{name} is {value!r}, no ISO date.", node.place)
            continue
        moment = _moment(found)
        if moment is None:
            yield finding(survey, "D461", f"{node.tag}/@{name} is {value}, which never was.", node.place)
        elif moment > now + timedelta(days=1):  # it may be tomorrow already where it was written
            yield finding(survey, "D462", f"{node.tag}/@{name} is {value}.", node.place)
        if moment is not None:
            moments[name] = moment
    for first, last in _PAIRS:
        if first in moments and last in moments and moments[first] > moments[last]:
            message = f"{node.tag} is from {node.attributes[first]} to {node.attributes[last]}."
            yield finding(survey, "D463", message, node.place)
    when = node.attributes.get("when", "")
    if node.tag == "date" and node.text and when and _ISO.fullmatch(node.text) and node.text != when:
        yield finding(survey, "D464", f"the date is {when}, and for people {node.text}.", node.place)
    elif node.tag == "date" and not when and (found := _ISO.fullmatch(node.text)) and not moments:
        code = "D461" if _moment(found) is None else "D460"
        yield finding(survey, code, f"the date {node.text} is told to people alone.", node.place)


def _moment(found: re.Match[str]) -> datetime | None:
    """The first moment that a date can mean; None where there is none."""
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups()[:6])
    month, day = month or 1, day or 1
    if not year or month > 12 or day > calendar.monthrange(year, month)[1]:
        return None
    if (hour, minute, second) > (24, 0, 0) or minute > 59 or second > 60:
        return None
    try:
        moment = datetime(year, month, day, hour % 24, minute, min(second, 59), tzinfo=UTC)
        zone = found[7]
        if zone and zone != "Z":
            sign = -1 if zone[0] == "+" else 1
            moment += sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    except (ValueError, OverflowError):
        return None
    return moment


def _identifiers(survey: Survey, node: Node) -> Iterator[Problem]:
    kind = node.attributes.get("type", "").upper() if node.tag == "idno" else ""
    refs = [node.attributes.get("ref", "")] if node.tag in {"persName", "editor", "author", "name"} else []
    orcids = [found[1] for ref in refs if (found := _ORCID.fullmatch(ref))]
    if kind == "ORCID":
        orcids.append(node.text.removeprefix("https://orcid.org/"))
    for orcid in orcids:
        if not _ORCID_FORM.fullmatch(orcid) or not _orcid(orcid):
            yield finding(survey, "D456", f"{orcid} is no ORCID iD.", node.place)
    if kind == "DOI" and not _DOI.fullmatch(node.text):
        yield finding(survey, "D457", f"{node.text!r} is no DOI.", node.place)
    elif kind in {"URI", "URL", "URN"} and not _URI.fullmatch(node.text):
        yield finding(survey, "D457", f"{node.text!r} is no {kind}.", node.place)
    elif kind == "HANDLE" and not (_URI.fullmatch(node.text) or _HANDLE.fullmatch(node.text)):
        yield finding(survey, "D457", f"{node.text!r} is no handle.", node.place)


def _orcid(number: str) -> bool:
    """Whether the last character is the check on the others (ISO 7064, MOD 11-2)."""
    digits = number.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return digits[-1] == ("X" if rest == 10 else str(rest))
