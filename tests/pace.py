"""How much the tests try.

DIGLOT_PACE says it:

    quick   for who edits (`make quick`): no program from outside, nothing slow, few examples of each law
    usual   what must pass (`make test`)
    long    for who wants to be sure (`make laws`): twenty times as many examples of each law

A law is a property test; `@examples(40)` says how many examples it has at the usual pace. Choose a number
that takes less than a second: what a few examples don't find, the long pace may.

What is no property test and has more cases at the long pace is marked `law`.

At the quick and the usual pace a law has the same examples each time, in every process and on every machine,
until the law itself is changed: what fails, fails for what was changed, and fails again. The long pace draws
others each time: it is for hunting. Give what it finds to the law as an `@example`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, settings

PACE = os.environ.get("DIGLOT_PACE", "usual")
_TIMES = {"quick": 0.1, "usual": 1, "long": 20}
_FEWEST = 5
"""Examples that even the quick pace tries."""
_SAME = PACE != "long"
"""Whether each run has the same examples."""
_PATIENT = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
"""Complaints that depend on the machine or on chance; a law that never gets its input still fails."""

if _SAME:
    # Hypothesis likes to draw numbers and words that stand in our own modules, as far as they are loaded: an
    # altered constant, or a test that runs alone, would give most laws other examples. No setting says so.
    pytest.MonkeyPatch().setattr(
        "hypothesis.internal.conjecture.providers.is_local_module_file", lambda _: False
    )


def examples(number: int, allow: Sequence[HealthCheck] = ()) -> settings:
    """Settings of a law with so many examples.

    allow  more complaints of Hypothesis that are none
    """
    return settings(
        max_examples=max(min(number, _FEWEST), round(number * _TIMES[PACE])),
        derandomize=_SAME,
        deadline=None,  # no example fails by the clock of a busy machine
        suppress_health_check=[*_PATIENT, *allow],
    )
