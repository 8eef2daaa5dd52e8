"""The sample that has everything: `data/gallery`, as a project in a folder.

Its photographs are drawn into it (`drawn`): no picture of others lies in the repository.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import get_args

from click.testing import CliRunner
from PIL import Image

import drawn
from toolkit.cli import main
from toolkit.config import Layout
from toolkit.config.style import THEMES

DATA = Path(__file__).parent / "data" / "gallery"
SETS = ("french", "chinese", "arabic", "japanese", "three")
"""Its books in two languages, a script each, and one in three."""
LAYOUTS: tuple[Layout, ...] = tuple(layout for layout in get_args(Layout) if layout != "facing")
"""On screens: pages that face each other are `columns` there."""


def lay(folder: Path, *, scale: int = 1) -> Path:
    """The project, in a folder that is new.

    scale  how many times smaller the photographs are, for who doesn't look at them
    """
    shutil.copytree(DATA, folder)
    pictures = folder / "source/pictures"
    drawn.photographs(pictures)
    for file in pictures.glob("*.jpg") if scale > 1 else ():
        with Image.open(file) as picture:
            small = picture.resize((picture.width // scale, picture.height // scale))
        small.save(file)
    return folder


def run(folder: Path, *arguments: str) -> str:
    """What the command says, in the project's folder."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def variants(folder: Path, *formats: str) -> list[Path]:
    """Each of `SETS` in each layout and each theme; a book's file for each format."""
    layouts = [word for layout in LAYOUTS for word in ("--layout", layout)]
    kinds = [word for kind in formats for word in ("-f", kind)]
    for theme in THEMES:
        run(folder, "build", *SETS, *kinds, *layouts, "--theme", theme)
    made = sorted((folder / "build").iterdir())
    assert len(made) == len(SETS) * len(LAYOUTS) * len(THEMES) * len(formats)
    return made
