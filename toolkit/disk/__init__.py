"""Files and folders, read and written.

What the system refuses is told as a DiglotError with its cure.
"""

from toolkit.disk.appending import append, remove
from toolkit.disk.aside import sweep
from toolkit.disk.held_files import HeldFiles
from toolkit.disk.locks import lock
from toolkit.disk.places import settle
from toolkit.disk.reading import (
    Stamp,
    Stretches,
    checksum,
    contents,
    drained,
    files,
    hidden,
    is_link,
    mark,
    named,
    nobodys,
    read,
    read_if_there,
    reading,
    real,
    relative,
    scratch,
    size,
    snapshot,
    stamp,
    stretches,
)
from toolkit.disk.writing import CHANGED, Memory, create, write, write_folder

__all__ = [
    "CHANGED", "HeldFiles", "Memory", "Stamp", "Stretches", "append", "checksum", "contents", "create",
    "drained", "files", "hidden", "is_link", "lock", "mark", "named", "nobodys", "read", "read_if_there",
    "reading", "real", "relative", "remove", "scratch", "settle", "size", "snapshot", "stamp", "stretches",
    "sweep", "write", "write_folder",
]  # fmt: skip
