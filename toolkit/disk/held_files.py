"""Files that were read, held as long as there is room."""

from __future__ import annotations

from collections import OrderedDict, UserDict
from pathlib import Path


class HeldFiles(UserDict[Path, bytes | None]):
    """Files that were read, as long as there is room; None for what isn't there.

    The bytes that came first go first, in a time that doesn't hang on how many there are.
    """

    def __init__(self, most: int) -> None:
        """most: bytes of all together."""
        super().__init__()
        self.most = most
        self._size = 0
        self._sizes: OrderedDict[Path, int] = OrderedDict()

    def __setitem__(self, path: Path, data: bytes | None) -> None:
        if path in self.data:
            del self[path]
        self.data[path] = data
        if data:
            self._size += len(data)
            self._sizes[path] = len(data)
        while self._size > self.most:
            del self[next(iter(self._sizes))]

    def __delitem__(self, path: Path) -> None:
        self._size -= self._sizes.pop(path, 0)
        super().__delitem__(path)
