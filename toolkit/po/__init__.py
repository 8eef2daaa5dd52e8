"""PO files, read and written.

Strictly: what is no whole PO file is refused. The lines that a translator's tool wrote stay as they are.

load, stream           PO text -> Catalog, whole or message by message
dump                   Catalog -> PO text
changed, reloaded      both, in the time of a few messages that are others
to_polib, from_polib   Catalog <-> polib.POFile
load_by_header         the same, of a file that may be called anything
tag                    which of some languages a file is in
messages_in            the messages of pieces of a catalog
charset                what a file declares
lines                  where each message stands
"""

from toolkit.po.changing import changed, reloaded
from toolkit.po.encoding import Data, charset
from toolkit.po.layout import Sizes
from toolkit.po.loading import (
    from_polib,
    lines,
    load,
    load_by_header,
    messages_in,
    stream,
    tag,
    to_polib,
)
from toolkit.po.writing import dump

__all__ = [
    "Data",
    "Sizes",
    "changed",
    "charset",
    "dump",
    "from_polib",
    "lines",
    "load",
    "load_by_header",
    "messages_in",
    "reloaded",
    "stream",
    "tag",
    "to_polib",
]
