"""diglot's own TEI profile, as shipped.

Its ODD, and the RELAX NG schema that is made from it; and what writer and reader of TEI both know.

The ODD is the source. The schema is narrower than TEI's: what it takes is what diglot writes.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from importlib.resources import files

from toolkit.model import Absence, Origin, Review
from toolkit.text import markup

NAME = "diglot-tei"
"""Of the profile, as an edition names it."""
RNG = f"{NAME}.rng"
ODD = f"{NAME}.odd"
TEI = "http://www.tei-c.org/ns/1.0"
"""The namespace of all elements."""

# What the writer writes and the reader reads again.
ORIGINS: Mapping[Origin, str] = {
    "human": "origin.human",
    "aligned": "origin.aligned",
    "machine": "origin.mt",
    "revised": "origin.revised",
    "": "origin.entry",
}
"""Where a translated paragraph comes from -> the category that says so."""
REVIEWS: Mapping[Review, str] = {"reviewed": "review.reviewed", "approved": "review.approved"}
"""How far a translated paragraph was reviewed -> the category that says so."""
HELP: Mapping[str, str] = {
    "engines": "machine translation",
    "reviewers": "review of the translation",
    "approvers": "approval of the translation for publication",
}
"""Field of `Helpers` -> what they are responsible for, in the words of `resp`."""
REASONS: Mapping[Absence, str] = {"": "untranslated", "draft": "heldBack", "omitted": "omitted"}
"""Why a paragraph isn't here -> the reason of its gap."""
DOUBTED = "ancestor::*/@who"
"""What is in doubt of a paragraph, seen from it: whose the turn around it is."""
AVAILABLE = "available"
"""The type of the date from which a text may be given away."""
_TRANSCRIPTS = "../source/"
"""The folder of transcripts, from that of editions: in a project, and in a deposit."""
NO_RIGHTS = "No rights are stated."
"""What a header says where nobody stated any."""


def picture_url(target: str) -> str:
    """Where the file of a picture is, from an edition.

    target  as it is typed: from the transcript
    """
    if markup.elsewhere(target) or target.startswith("/"):
        return target
    return posixpath.normpath(_TRANSCRIPTS + target)


def picture_target(url: str) -> str:
    """The file of a picture, from the transcript.

    url  from an edition; that of another's leads from there

    >>> picture_target(picture_url("maps/bay.png")), picture_target("../pictures/bay.png")
    ('maps/bay.png', '../pictures/bay.png')
    """
    return url.removeprefix(_TRANSCRIPTS)


def rng() -> bytes:
    """The RELAX NG schema, in XML."""
    return files(__package__).joinpath(RNG).read_bytes()


def odd() -> bytes:
    """The ODD.

    The profile as TEI describes one, with a sentence on each element.
    """
    return files(__package__).joinpath(ODD).read_bytes()
