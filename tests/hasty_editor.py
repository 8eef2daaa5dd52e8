"""An editor who saves the transcript each time that both texts are aligned.

The review works in processes of its own, so the editor is in them: whatever has the machine meanwhile, each
row that is shown is of an older file, until `END` is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.workflow import repairing

if TYPE_CHECKING:
    from toolkit.workflow.aligned_base import AlignedBase

END = "end"
_aligned = repairing.aligned


def aligned(
    root: Path, outside: bool, read_only: bool, name: str, lang: str, file: Path
) -> tuple[tuple[str, ...], AlignedBase]:
    """Both texts, aligned; the first is another by then."""
    made = _aligned(root, outside, read_only, name, lang, file)
    if not (root / END).exists():
        with (root / f"source/{name}.txt").open("a", encoding="utf-8") as text:
            text.write("\nThey counted the boats again.\n")
    return made


def begin() -> None:
    """Begin to save in a review that is begun in this process."""
    repairing.aligned = aligned
