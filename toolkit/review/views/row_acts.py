"""What can be done at a row of an alignment, with what its buttons say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from toolkit.model import Bead
from toolkit.review.views.view import Asked

if TYPE_CHECKING:
    from toolkit.adopting.repairs import Repair

LABELS = {
    "confirm": "Right",
    "confirm-up-to": "Right up to here",
    "source-up": "Source ↑",
    "source-down": "Source ↓",
    "target-up": "Translation ↑",
    "target-down": "Translation ↓",
    "merge": "Merge below",
    "merge-up": "Merge above",
    "split": "Split",
    "swap": "Swap",
    "pair": "Pair below",
    "pair-with": "Pair with ...",
    "unlink": "Unlink",
    "leave-out": "Left out",
    "add": "Added",
    "free": "Find anew",
}
"""What the buttons of a row say, in their order, and the list of acts."""
RowAct = Callable[[list[Bead], int, Asked], "Repair"]


def acts() -> Mapping[str, RowAct]:
    """What can be done at a row."""
    from toolkit.adopting import repairs
    from toolkit.adopting.repairs import SOURCE, TARGET

    def split(beads: list[Bead], at: int, asked: Asked) -> Repair:
        counts = len(beads[at].source), len(beads[at].target)
        # In the midst, where nobody says where.
        after = [
            asked.number(name, 0, count, (count + 1) // 2)
            for name, count in zip(("source", "target"), counts, strict=True)
        ]
        return repairs.split(beads, at, *after)

    return {
        "source-up": lambda beads, at, _: repairs.move(beads, at, SOURCE, down=False),
        "source-down": lambda beads, at, _: repairs.move(beads, at, SOURCE, down=True),
        "target-up": lambda beads, at, _: repairs.move(beads, at, TARGET, down=False),
        "target-down": lambda beads, at, _: repairs.move(beads, at, TARGET, down=True),
        "merge": lambda beads, at, _: repairs.merge(beads, at),
        "merge-up": lambda beads, at, _: repairs.merge(beads, at - 1) if at else repairs.merge((), 0),
        "split": split,
        "swap": lambda beads, at, _: repairs.swap(beads, at),
        "pair": lambda beads, at, _: repairs.pair(beads, at, min(at + 1, len(beads) - 1)),
        "unlink": lambda beads, at, _: repairs.detach(beads, at),
        "leave-out": lambda beads, at, _: repairs.leave_out(beads, at),
        "add": lambda beads, at, _: repairs.add(beads, at),
        "confirm": lambda beads, at, _: repairs.confirm(beads[at : at + 1]),
        "free": lambda beads, at, _: repairs.free(beads, at),
    }
