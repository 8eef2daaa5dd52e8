"""What people did for a book: MARC relators, and the words that are printed for them."""

from __future__ import annotations

from collections.abc import Mapping

# Relator code -> key of the printed word. Whoever did something else is a contributor, in print.
_KEYS: Mapping[str, str] = {
    "aut": "author",
    "edt": "editor",
    "edc": "editor",
    "com": "editor",
    "trl": "translator",
    "ivr": "interviewer",
    "hst": "interviewer",
    "ive": "interviewee",
    "spk": "speaker",
    "pht": "photographer",
    "ill": "illustrator",
    "trc": "transcriber",
    "pfr": "proofreader",
    "cov": "cover_designer",
    "bkd": "designer",
    "bjd": "designer",
    "wpr": "preface_by",
    "wfw": "preface_by",
    "win": "introduction_by",
    "aui": "introduction_by",
    "aft": "afterword_by",
    "waw": "afterword_by",
    "pbl": "publisher",
}
CREATORS = frozenset("art aut cmm com cre cwt dis edc edt hst ive ivr nrt pan pht spk".split())
"""Those who made what a book says; all others helped."""


def key(code: str) -> str:
    """The key of the word that is printed before the names of those with this role."""
    return _KEYS.get(code, "contributor")
