"""Catalogs: what translators edit.

Made from a document, brought to its next version, and asked for what an edition prints.

    extract   Document -> template
    outline   the same, quicker, without what is told of its messages
    update    the catalog as it was, the template as it is now -> the catalog as it shall be
    signers, counts   what an edition and a status line need to know of a catalog

Values only: PO text is `po`'s business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit import late

if TYPE_CHECKING:
    from toolkit.catalog.changes import Changes, restored
    from toolkit.catalog.comments import additions
    from toolkit.catalog.contexts import CREDITS
    from toolkit.catalog.crediting import Gathering, engine
    from toolkit.catalog.headers import About, stamped, translated_by, undated
    from toolkit.catalog.provenance import absence, confidence, omission, origin, placed
    from toolkit.catalog.review import review_of
    from toolkit.catalog.setting_apart import set_apart
    from toolkit.catalog.template import extract, outline, signers
    from toolkit.catalog.updating import Accepted, accept, update
    from toolkit.catalog.workload import counts

__all__ = [
    "CREDITS",
    "About",
    "Accepted",
    "Changes",
    "Gathering",
    "absence",
    "accept",
    "additions",
    "confidence",
    "counts",
    "engine",
    "extract",
    "omission",
    "origin",
    "outline",
    "placed",
    "restored",
    "review_of",
    "set_apart",
    "signers",
    "stamped",
    "translated_by",
    "undated",
    "update",
]

# Most commands need little of it, and to load it all takes as long as to read a short transcript.
if not TYPE_CHECKING:
    _HOMES = (
        "contexts",
        "review",
        "comments",
        "crediting",
        "provenance",
        "headers",
        "template",
        "changes",
        "updating",
        "setting_apart",
        "workload",
    )
    __getattr__ = late.names(__name__, _HOMES, globals())
