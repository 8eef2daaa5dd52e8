"""Each harness, for a short while."""

from __future__ import annotations

import pytest

from robust import growth

pytestmark = pytest.mark.robust


@pytest.mark.parametrize("kind", growth.KINDS, ids=lambda kind: kind.name)
def test_time_grows_with_the_size(kind: growth.Kind) -> None:
    # Another process may have had the machine: only what is slow three times is slow.
    for _ in range(3):
        _, times = growth.measure(kind)
        if len(times) == 3 and times[-1] <= growth.BOUND * times[0]:
            return
    pytest.fail(f"four times as much takes {times[-1] / times[0]:.1f} times as long")
