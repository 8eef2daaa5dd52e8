"""Whether two pictures of pages look the same: a measure, and a picture of where they don't.

The colours of both are averaged over windows as high as a line. Where letters are drawn a little heavier, or
half a pixel aside, each window has as much ink as before; where a column has moved, a picture is lost or a
heading has another colour, some window has not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

WINDOW = 16
"""Side of a window, in pixels."""
TOLERANCE = 20.0
"""How much a window may differ, in 255ths of a colour: found by experiment, see decision 379."""
_STEP = 2


def differences(kept: Image.Image, new: Image.Image) -> NDArray[np.float64]:
    """How much each window differs, in the colour that differs most; windows begin every 2 pixels.

    Raises ValueError for pictures of different sizes.
    """
    if kept.size != new.size:
        raise ValueError(f"{kept.size[0]} x {kept.size[1]} pixels have become {new.size[0]} x {new.size[1]}")
    apart = np.asarray(kept.convert("RGB"), np.int32) - np.asarray(new.convert("RGB"), np.int32)
    # Where sums are too large for 32 bits they begin anew, and what is between two of them is right.
    sums = np.pad(apart, ((1, 0), (1, 0), (0, 0))).cumsum(0, np.int32).cumsum(1, np.int32)
    upper, lower = sums[:-WINDOW:_STEP], sums[WINDOW::_STEP]
    means = (
        lower[:, WINDOW::_STEP]
        - lower[:, :-WINDOW:_STEP]
        - upper[:, WINDOW::_STEP]
        + upper[:, :-WINDOW:_STEP]
    )
    largest: NDArray[np.float64] = np.abs(means).max(axis=2) / WINDOW**2
    return largest


def difference(kept: Image.Image, new: Image.Image) -> float:
    """How much the window differs that differs most."""
    return float(differences(kept, new).max())


def marked(kept: Image.Image, new: Image.Image) -> Image.Image:
    """The new picture, pale, with what differs in red."""
    found = differences(kept, new) > TOLERANCE
    mask = Image.new("L", new.size)
    for y, x in zip(*np.nonzero(found), strict=True):
        mask.paste(110, (x * _STEP, y * _STEP, x * _STEP + WINDOW, y * _STEP + WINDOW))
    made = Image.blend(new.convert("RGB"), Image.new("RGB", new.size, "white"), 0.4)
    made.paste((220, 0, 0), mask=mask)
    return made
