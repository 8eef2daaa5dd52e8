"""Zstandard: streams that are packed (the extra `zstd`)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from toolkit.errors import DiglotError, extra

_PIECE = 1 << 10
"""Packed bytes that are read at a time: of blanks alone, they are 32,000 times as many unpacked."""


@contextmanager
def packing(sink: BinaryIO) -> Iterator[BinaryIO]:
    """What is written here goes into the sink, packed: the same bytes give the same bytes."""
    with extra("zstd", "Zstandard"):
        import zstandard
    # The size isn't known before all is written, and the checksum tells a file that was cut off.
    with zstandard.ZstdCompressor(write_checksum=True).stream_writer(sink, closefd=False) as stream:
        yield cast(BinaryIO, stream)


@contextmanager
def unpacked(file: BinaryIO, shown: str, packed: bool = True) -> Iterator[BinaryIO]:
    """What is in a packed file; the file itself where it isn't packed.

    Raises DiglotError for what is not packed so, or was cut off.
    """
    if not packed:
        yield file
        return
    with io.BufferedReader(_Unpacked(file, shown)) as stream:
        yield cast(BinaryIO, stream)


class _Unpacked(io.RawIOBase):
    """What is in a packed file, piece by piece."""

    def __init__(self, file: BinaryIO, shown: str) -> None:
        with extra("zstd", "Zstandard"):
            import zstandard
        self._file, self._shown = file, shown
        self._fault = zstandard.ZstdError
        self._begin = zstandard.ZstdDecompressor().decompressobj
        self._frame = self._begin()
        self._whole = True
        self._held = memoryview(b"")

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, into: Any) -> int:
        """Fill a buffer, as far as there is anything."""
        while not self._held:
            piece = self._file.read(_PIECE)
            if not piece:
                if self._whole:
                    return 0
                raise self._error("it was cut off")
            self._held = memoryview(self._more(piece))
        size = min(len(into), len(self._held))
        into[:size] = self._held[:size]
        self._held = self._held[size:]
        return size

    def _more(self, piece: bytes) -> bytes:
        made = []
        try:
            while piece:
                made.append(self._frame.decompress(piece))
                # One frame may follow another: files that are packed are joined so.
                self._whole, piece = self._frame.eof, self._frame.unused_data
                if self._whole:
                    self._frame = self._begin()
        except self._fault as error:
            raise self._error(str(error)) from error
        return b"".join(made)

    def _error(self, why: str) -> DiglotError:
        hint = "Pack it again, or give it unpacked."
        return DiglotError(f"this can't be unpacked with Zstandard: {why}.", self._shown, hint)
