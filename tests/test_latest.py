"""The values that were used last."""

import pickle
import threading
from collections.abc import Callable

from toolkit.latest import Latest


class _Looked(str):
    """A key that tells when it is looked for."""

    __slots__ = ("told",)
    told: Callable[[], None]

    def __hash__(self) -> int:
        self.told()
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other)


def test_a_value_is_used_while_another_thread_puts_one_in() -> None:
    held = Latest(1, {"a": 1})
    other = threading.Thread(target=held.__setitem__, args=("b", 2))
    looks: list[None] = []

    def told() -> None:
        looks.append(None)
        # Between two looks: it was there at the first. Who has to wait for us can't be waited for.
        if len(looks) == 2:
            other.start()
            other.join(0.2)

    key = _Looked("a")
    key.told = told
    assert held.used(key) == 1
    other.join()
    assert [*held] == ["b"]


def test_another_process_gets_them_in_their_order() -> None:
    held = Latest(2, {"a": 1, "b": 2})
    held.used("a")
    made = pickle.loads(pickle.dumps(held))  # noqa: S301 (our own)
    made["c"] = 3
    assert [*made.items()] == [("a", 1), ("c", 3)]
