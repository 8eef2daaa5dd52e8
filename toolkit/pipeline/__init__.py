"""The straight lines from `source/` to `build/`: read, extract, merge, write.

Each line takes a project and yields one `Outcome` a file, so that one broken file doesn't keep the others
from being done. Time comes in as a value: only `extract` stamps its files with it, and only where their
messages change.

`translations`, which aligns, is asked for by itself: it needs numpy, which takes longer to load than most
projects to build.
"""

from toolkit.pipeline.catalogs import extract, status
from toolkit.pipeline.checking import archive, archive_file, check, latest
from toolkit.pipeline.documents import Outcome, load, looked_over, now, read, read_data, read_file
from toolkit.pipeline.editions import Wishes
from toolkit.pipeline.exchange import bring_back, export
from toolkit.pipeline.founding import found
from toolkit.pipeline.identities import Identity, freeze, identities
from toolkit.pipeline.request import Request, build
from toolkit.pipeline.selection import names
from toolkit.pipeline.watch import changes

__all__ = [
    "Identity", "Outcome", "Request", "Wishes", "archive", "archive_file", "bring_back", "build", "changes",
    "check", "export", "extract", "found", "freeze", "identities", "latest", "load", "looked_over", "names",
    "now", "read", "read_data", "read_file", "status",
]  # fmt: skip
