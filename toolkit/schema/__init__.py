"""diglot's own TEI profile, as shipped: its ODD, and the RELAX NG schema that is made from it.

The ODD is the source. The schema is narrower than TEI's: what it takes is what diglot writes.
"""

from __future__ import annotations

from importlib.resources import files

RNG = "diglot-tei.rng"
ODD = "diglot-tei.odd"


def rng() -> bytes:
    """The RELAX NG schema, in XML."""
    return files(__package__).joinpath(RNG).read_bytes()


def odd() -> bytes:
    """The ODD: the profile as TEI describes one, with a sentence on each element."""
    return files(__package__).joinpath(ODD).read_bytes()
