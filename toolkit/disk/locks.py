"""Locks of a project, and of half made files.

The system ends them with the process.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shlex
import signal
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from toolkit.disk.places import beside, held
from toolkit.disk.reading import named, refused, regular
from toolkit.errors import DiglotError

PATIENCE = 10.0
"""Seconds that a run waits for another."""
_PAUSE = 0.05
_FAR = 1 << 30
"""The byte that is locked where a lock has a place: behind what is read of the file."""
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_WITHOUT = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
"""What a file system says that knows no locks."""

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        # Windows locks bytes, which nobody can read then: so it is one behind all of them.
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _give(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


def free(file: int) -> bool:
    """Take the lock of an open file.

    Until it is closed; False where another process has it.

    Raises OSError where the file system has no locks.
    """
    try:
        _take(file)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True


def open_elsewhere(path: Path) -> bool:
    """Whether a program has a file open for writing.

    It is known as far as the system tells: Linux, of local files.
    """
    if sys.platform != "linux":
        return False
    try:
        # Without waiting, as another program may hold a lease itself.
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        # A lease for reading is given only where nobody writes. Who opens the file in the moment in which we
        # have it waits for us; the signal that tells us so is one that is ignored.
        fcntl.fcntl(number, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(number, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(number, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(number)
    return False


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock that a file stands for.

    The file says who holds it.

    Waits a while for another process that has it, and raises DiglotError where it goes on to have it.
    """
    try:
        # The folder alone: the project around it must be there.
        path.parent.mkdir(exist_ok=True)
        # A pipe is not waited for.
        flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        place = beside(path)
        with held(place.parent) as folder:
            file = os.open(folder / place.name, os.O_RDWR | os.O_CREAT | flags, 0o666)
    except OSError as error:
        raise refused("written", path, error) from error
    try:
        try:
            regular(os.fstat(file), path)
        except OSError as error:
            raise refused("written", path, error) from error
        taken = _wait(file, path)
        try:
            if taken:
                # Where the disk is full, it holds all the same; what can't be written then is told by name.
                with contextlib.suppress(OSError):
                    _sign(file)
            yield
        finally:
            if taken:
                os.ftruncate(file, 0)
                _give(file)
    finally:
        os.close(file)


def _wait(file: int, path: Path) -> bool:
    """Whether the lock was had.

    False where the file system has none.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            _take(file)
        except OSError as error:
            if error.errno in _WITHOUT:
                return False
            if error.errno not in _BUSY:
                raise refused("locked", path, error) from error
            # A build takes seconds: longer than that, a person is better asked.
            if time.monotonic() > end:
                raise _busy(file, path) from error
            time.sleep(_PAUSE)
        else:
            return True


def _sign(file: int) -> None:
    # As somebody typed it, so that they know which terminal to look at.
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    words = f"{os.getpid()}\n{datetime.now(UTC).astimezone():%Y-%m-%d %H:%M:%S}\n{command}\n"
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, words.encode("utf-8", "backslashreplace"))


def _busy(file: int, path: Path) -> DiglotError:
    os.lseek(file, 0, os.SEEK_SET)
    words = os.read(file, 1 << 12).decode("utf-8", "replace").split("\n")
    who = (
        f"`{words[2]}` (process {words[0]}, since {words[1]})" if len(words) > 2 else "another run of diglot"
    )
    return DiglotError(
        f"{who} is writing in this project.", named(path), "Wait until it is done, and run the command again."
    )
