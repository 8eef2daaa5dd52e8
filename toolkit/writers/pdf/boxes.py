"""How far the print of a PDF goes over the edge of its pages (BleedBox).

The compiler says where pages are cut (TrimBox), and not that.
"""

from __future__ import annotations

from toolkit import late
from toolkit.writers.pdf.objects import Change

_POINTS = 72 / 25.4
_PAGE = late.regex(rb"\d+ 0 obj\n<</Type/Page/")
_TRIM = late.regex(rb"/TrimBox\[([^]]*)\]")


def bleeding(bleed: float) -> Change:
    """Give each page a BleedBox around its TrimBox.

    bleed  in mm
    """
    return lambda piece: (
        _TRIM.sub(lambda trim: trim[0] + _around(trim[1], bleed), piece) if _PAGE.match(piece) else None
    )


def _around(trim: bytes, bleed: float) -> bytes:
    left, bottom, right, top = (float(number) for number in trim.split())
    more = bleed * _POINTS
    sides = (left - more, bottom - more, right + more, top + more)
    return f"/BleedBox[{' '.join([f'{side:.3f}' for side in sides])}]".encode()
