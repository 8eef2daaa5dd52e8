"""Catalogs: what translators edit.

Made from a document, brought to its next version, and asked for what an edition prints.

    extract   Document -> template
    update    the catalog as it was, the template as it is now -> the catalog as it shall be
    signers, counts   what an edition and a status line need to know of a catalog

Values only: PO text is `po`'s business.
"""

from toolkit.catalog.changes import Changes
from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.header import About, stamped
from toolkit.catalog.left_over import additions
from toolkit.catalog.losses import restored
from toolkit.catalog.provenance import absence, confidence, omission, origin, placed
from toolkit.catalog.template import counts, extract, signers
from toolkit.catalog.updating import Accepted, accept, update

__all__ = [
    "CREDITS",
    "About",
    "Accepted",
    "Changes",
    "absence",
    "accept",
    "additions",
    "confidence",
    "counts",
    "extract",
    "omission",
    "origin",
    "placed",
    "restored",
    "signers",
    "stamped",
    "update",
]
