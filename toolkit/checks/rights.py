"""Rights: somebody said what may be done with each text, and where it is a licence, which one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.codes import finding
from toolkit.checks.facts import Node, Survey
from toolkit.model import Problem

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_CC = re.compile(r"https?://(?:www\.)?creativecommons\.org/(.*)", re.IGNORECASE)
_CC_WORKS = re.compile(
    r"(?:licenses/(?:by|by-sa|by-nd|by-nc|by-nc-sa|by-nc-nd)/(?:[123]\.0|2\.[15]|4\.0)(?:/(?:[a-z]{2,3}|igo|scotland))?"
    r"|publicdomain/(?:zero|mark)/1\.0|licenses/publicdomain)(?:/(?:legalcode|deed)(?:\.[A-Za-z-]+)?)?/?",
)
_KNOWN = re.compile(
    r"https?://(?:www\.)?(?:opendatacommons\.org/licenses/|rightsstatements\.org/(?:vocab|page)/|"
    r"spdx\.org/licenses/|gnu\.org/licenses/|opensource\.org/licenses?/|artlibre\.org/|"
    r"etalab\.gouv\.fr/|nationalarchives\.gov\.uk/doc/open-government-licence)",
)
_FREE = re.compile(r"licenses/(?:by|by-sa)/|publicdomain/|licenses/publicdomain")
_UNSTATED = re.compile(r"no rights are stated|unknown", re.IGNORECASE)
STATUSES = frozenset({"free", "unknown", "restricted"})


def check(survey: Survey) -> Iterator[Problem]:
    """Findings about `availability`."""
    for header in survey.headers:
        for availability in header.find("fileDesc/publicationStmt/availability"):
            yield from _licences(survey, availability)
    for text in survey.texts:
        if text.header is not None:
            yield from _stated(survey, text.header, translation=text.role == "translation")


def _stated(survey: Survey, header: Node, *, translation: bool) -> Iterator[Problem]:
    """Whether anybody said anything of a text's rights."""
    for availability in header.find("fileDesc/publicationStmt/availability"):
        licensed = any(node.attributes.get("target") for node in availability.find("licence"))
        words = [node.text for node in availability.children if node.text]
        if not licensed and all(_UNSTATED.match(said) for said in words):
            what = "translation" if translation else "source text"
            code = "D454" if translation else "D450"
            yield finding(survey, code, f"nobody said what may be done with the {what}.", availability.place)
        elif not licensed:
            yield finding(survey, "D454", "the rights are told in words alone.", availability.place)


def _licences(survey: Survey, availability: Node) -> Iterator[Problem]:
    status = availability.attributes.get("status", "unknown")
    licences = [node.attributes.get("target", "") for node in availability.find("licence")]
    for node, target in zip(availability.find("licence"), licences, strict=True):
        found = _CC.fullmatch(target)
        if not _URI.fullmatch(target):
            message = f"the licence is {target or node.text or 'nothing'}, which is no URI."
            yield finding(survey, "D451", message, node.place)
        elif found and not _CC_WORKS.fullmatch(found[1]):
            yield finding(survey, "D455", f"Creative Commons has no licence {target}.", node.place)
        elif not found and not _KNOWN.match(target):
            yield finding(survey, "D452", f"{target} is no licence that is known here.", node.place)
    free = any((found := _CC.fullmatch(target)) and _FREE.search(found[1]) for target in licences)
    if status not in STATUSES or (status == "free" and not licences):
        message = f"the status is {status}, and there is {'a' if licences else 'no'} licence."
        yield finding(survey, "D453", message, availability.place)
    elif status == "restricted" and free and len(licences) == len(availability.children):
        message = "the status is restricted, and the licence is a free one."
        yield finding(survey, "D453", message, availability.place)
