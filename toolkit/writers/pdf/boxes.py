"""How far the print of a PDF goes over the edge of its pages (BleedBox).

The compiler says where pages are cut (TrimBox), and not that. It is added as the standard adds to a file:
pages written anew behind its end, with a table of where they are (ISO 32000-1, 7.5.6). All that was there
stays to the byte.
"""

from __future__ import annotations

import re

_POINTS = 72 / 25.4
_END = re.compile(rb"trailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_PAGE = re.compile(rb"(\d+) 0 obj\n<</Type/Page/")
_TRIM = re.compile(rb"/TrimBox\[([^]]*)\]")


def with_bleed(data: bytes, bleed: float) -> bytes:
    """A PDF of the compiler's with a BleedBox around each TrimBox.

    bleed  in mm

    Raises ValueError for a PDF of another form, which another version of the compiler would write.
    """
    end = _END.search(data, max(0, len(data) - 1024))
    if not end:
        raise ValueError("the compiler's PDF ends in no table of its objects")
    table = int(end[2])
    made, places = bytearray(data.rstrip()), []
    made += b"\n"
    for entry in _ENTRY.finditer(data, table, end.start()):
        if page := _PAGE.match(data, int(entry[1])):
            places.append((int(page[1]), len(made)))
            whole = data[page.start() : data.index(b"endobj", page.end())]
            made += _TRIM.sub(lambda trim: trim[0] + _around(trim[1], bleed), whole) + b"endobj\n"
    start = len(made)
    made += b"xref\n"
    for number, place in places:
        made += b"%d 1\n%010d 00000 n \n" % (number, place)
    made += b"trailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (end[1], table, start)
    return bytes(made)


def _around(trim: bytes, bleed: float) -> bytes:
    left, bottom, right, top = (float(number) for number in trim.split())
    more = bleed * _POINTS
    sides = (left - more, bottom - more, right + more, top + more)
    return f"/BleedBox[{' '.join([f'{side:.3f}' for side in sides])}]".encode()
