"""`diglot init`: a project that extracts and builds at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolkit import project
from toolkit.errors import ConfigError

_CONFIG = """\
# A diglot project. The reference of all keys: docs/reference/configuration.md

source-language = "en"          # of the transcripts in source/, as a BCP 47 tag
target-languages = ["fr"]       # to translate into: fr, zh-Hans, pt-BR ...

# name = "harbour-talks"        # of the project, in the head of its catalogs; else the folder's name
# contact = "editor@..."        # where translators report what is wrong in the source text
# publisher = "..."             # who publishes the editions
# layout = "columns"            # stacked (default), translation-first, alternating, reveal ...
# fallback = "omit"             # where a translation is missing: source (default) or omit
"""

_TRANSCRIPT = """\
WORKSHOP / BELLS

The Woman Who Retunes Bells

Published: May 2, 2026

Hanne Roth has a tuning fork for every tower in the valley.

Tom Adeyemi: Can a cracked bell be saved?

Hanne Roth: Sometimes. You listen first. A crack has its own note, a little flat and very stubborn.

If the note moves when you press a thumb beside it, there is hope.

Tom Adeyemi: And if it does not move?

Hanne Roth: Then we thank the bell and order bronze.

(Laughter.)
"""


def make(folder: Path) -> Iterator[Path]:
    """Write the files of a new project; each is yielded as it is made.

    Nothing that is there already is touched. Raises ConfigError where the folder is a project already.
    """
    if (folder / project.CONFIG).exists():
        raise ConfigError(
            "this folder is a diglot project already.",
            str(folder / project.CONFIG),
            "Use it, or name another folder.",
        )
    files = {project.CONFIG: _CONFIG, ".gitignore": project.IGNORE}
    source = folder / "source"
    if not (source.is_dir() and any(source.iterdir())):
        files["source/bells.txt"] = _TRANSCRIPT
    for name, text in files.items():
        project.inside(folder, folder / name, str(folder / name))
        if not (folder / name).exists():
            project.create(folder / name, text.encode())
            yield folder / name
