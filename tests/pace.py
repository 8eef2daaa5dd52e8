"""How much the tests try.

DIGLOT_PACE says it:

    quick   for who edits (`make quick`): no program from outside, nothing slow, few examples of each law
    usual   what must pass (`make test`)
    long    for who wants to be sure (`make laws`): twenty times as many examples of each law

A law is a property test; `@examples(40)` says how many examples it has at the usual pace. Choose a number
that takes less than a second: what a few examples don't find, the long pace may.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from hypothesis import HealthCheck, settings

PACE = os.environ.get("DIGLOT_PACE", "usual")
_TIMES = {"quick": 0.1, "usual": 1, "long": 20}
_FEWEST = 5
"""Examples that even the quick pace tries."""
_PATIENT = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
"""Complaints that depend on the machine or on chance; a law that never gets its input still fails."""


def examples(number: int, allow: Sequence[HealthCheck] = ()) -> settings:
    """Settings of a law with so many examples.

    allow  more complaints of Hypothesis that are none
    """
    return settings(
        max_examples=max(min(number, _FEWEST), round(number * _TIMES[PACE])),
        deadline=None,  # no example fails by the clock of a busy machine
        suppress_health_check=[*_PATIENT, *allow],
    )
