"""Files and folders, written.

They are made aside first, then put in their place whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from toolkit import limits
from toolkit.disk.aside import (
    LOCKS,
    aside,
    folder_aside,
    forget,
    give_rights,
    rights,
    sweep_folder,
    unmasked,
    unused,
)
from toolkit.disk.held_files import HeldFiles
from toolkit.disk.locks import open_elsewhere
from toolkit.disk.places import beside, held, place, settle
from toolkit.disk.reading import (
    checksum,
    holds,
    mark,
    named,
    nobodys,
    read_if_there,
    refused,
    regular,
)
from toolkit.errors import ChangedMeanwhileError
from toolkit.limits import Limit

FileContent = bytes | Callable[[BinaryIO], object]
"""Bytes, or what writes them."""
FolderContent = Mapping[str, FileContent] | Callable[[Callable[[str, FileContent], None]], object]
"""Files by their paths there, with "/"; or what is given a function that puts them one by one."""
CHANGED = 32 << 20
"""Bytes of files that are held while they may be written over: all that one act changes, in most projects."""
_NEW, _SWAP = 1, 2
"""Flags of Linux's renameat2: the new name must be free; both names change their files."""
_LACKING = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}
"""What the system says where it can't do the like."""


class _ForeignFileError(FileExistsError):
    """A folder has a file that is none of ours."""


class Memory:
    """What was read of files that are written back.

    A file is written over what was read of it, and over nothing else: what another program has saved since is
    left as it is, and told by DiglotError. A file that was never read must not be there.
    """

    def __init__(self) -> None:
        self._marks: dict[Path, str] = {}
        self._held = HeldFiles(CHANGED)
        """The bytes that were read, as far as there is room: by these it is told whether a file has them."""

    def read(self, path: Path, limit: Limit = limits.OTHER) -> bytes | None:
        """As `read_if_there`. DiglotError where it was read before and has changed since."""
        data = read_if_there(path, limit)
        now = mark(data)
        # The first look counts: what was made of it is written back.
        if self._marks.setdefault(path, now) != now:
            raise _changed(path)
        self._held[path] = data
        return data

    def expect(self, path: Path, data: bytes | None, made: str) -> None:
        """Write over these bytes alone, which were read before; made: `mark` of them."""
        self._marks[path], self._held[path] = made, data

    def mark(self, path: Path) -> str | None:
        """`mark` of what was read of a file, or written into it; None for what was neither."""
        return self._marks.get(path)

    def check(self, path: Path) -> None:
        """Raise what `write` would, as far as that is known before it: several files are written all or none.

        Nothing is left of it. A file that wasn't read yet may say what it likes.
        """
        over, was, path = self._marks.get(path), self._held.get(path), place(path)
        try:
            if path.exists():
                regular(path.stat(), path)
            rights(path)
            if over is not None and (not _is(path, over, was) or open_elsewhere(path)):
                raise _changed(path)
            there = next(folder for folder in path.parents if folder.exists())
            with held(there, make=False) as folder, aside(folder):
                pass
        except OSError as error:
            raise refused("written", path, error) from error

    def write(self, path: Path, data: bytes | None, made: str | None = None) -> bool:
        """As `disk.write`; None deletes the file. DiglotError where it isn't as it was read.

        made  `mark` of the data, where that is known
        """
        over, was = self._marks.get(path, ""), self._held.pop(path, None)
        written = _delete(path, over) if data is None else write(path, data, over=over, was=was)
        self._marks[path] = mark(data) if made is None else made
        return written


def create(path: Path, data: bytes) -> bool:
    """Write a file that must not be there yet.

    Unless with these bytes; as `write`.
    """
    return write(path, data, over="")


def write(
    path: Path,
    content: FileContent,
    *,
    over: str | None = None,
    secret: bool = False,
    was: bytes | None = None,
) -> bool:
    """Put bytes, or what a function writes, into a file; whether that changed it.

    over    `mark` of what may be replaced ("": no file may be there); None for whatever there is
    secret  whether nobody else at this machine may read it
    was     the bytes that `over` is of, where they are held

    Atomic: whoever reads the file sees the old or the new bytes, also when the machine stops in between.
    A file that has these bytes already is not touched. A link stays a link. DiglotError where the system
    refuses, and where the file has changed: that is looked at last when the new bytes are on the disk.
    """
    there = place(path)
    try:
        # A file can't take the place of a device: for whoever may do all, it would.
        if there.exists():
            regular(there.stat(), there)
        with held(there.parent) as folder:
            path = folder / there.name
            sweep_folder(there.parent)
            if isinstance(content, bytes) and holds(path, content):
                return False
            # Told before it is made, where that takes a while. It is asked again at the end.
            if over is not None and not isinstance(content, bytes) and checksum(path) != over:
                raise _changed(path)
            with aside(folder) as (temporary, file):
                _fill(file, content)
                if not isinstance(content, bytes) and path.exists() and _same(temporary, path):
                    return False
                # Until now nobody else may read it.
                mode = rights(path) or unmasked(0o666)
                give_rights(file, temporary, 0o600 if secret else mode)
                if not LOCKS:
                    file.close()  # Windows renames no open file.
                _put(temporary, path, over, content, was)
    except OSError as error:
        raise refused("written", there, error) from error
    return True


def write_folder(path: Path, content: FolderContent, ours: Callable[[str], object] = lambda _: False) -> bool:
    """Write a folder of files; whether it changed.

    The folder has these files and no others then. It is made aside and takes the place of the old one whole,
    as a file does in `write`.

    ours  tells by its path whether a file of the old folder is one of ours, beside those that are given by
          their paths

    FileExistsError where there is a folder with a file that isn't, nor `nobodys`: it is left alone.
    """
    there = place(path)
    given = content if isinstance(content, Mapping) else {}

    def may(name: str) -> object:
        return name in given or nobodys(name) or ours(name)

    try:
        with held(there.parent) as parent, folder_aside(parent) as temporary:
            path = parent / there.name
            sweep_folder(there.parent)
            _only(path, may)
            names: set[str] = set()

            def put(name: str, content: FileContent) -> None:
                names.add(name)
                file = temporary / name
                file.parent.mkdir(parents=True, exist_ok=True)
                with file.open("xb") as sink:
                    _fill(sink, content)

            for name, file in given.items():
                put(name, file)
            if not isinstance(content, Mapping):
                content(put)
            exists = path.is_dir()
            if exists and _listed(path) == names and all(_same(temporary / f, path / f) for f in names):
                return False
            temporary.chmod(rights(path) or unmasked(0o777))
            _only(path, may)
            with _undisturbed():
                if not exists:
                    _rename(temporary, path, _NEW) or temporary.rename(path)
                elif not _rename(temporary, path, _SWAP):
                    # The one moment at which neither is there.
                    old = unused(parent)
                    path.rename(old)
                    temporary.rename(path)
                    forget(old)
    except _ForeignFileError:
        raise
    except OSError as error:
        raise refused("written", there, error) from error
    return True


def _only(path: Path, may: Callable[[str], object]) -> None:
    if path.exists() and not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if others := [name for name in _listed(path) if not may(name)]:
        raise _ForeignFileError(errno.EEXIST, os.strerror(errno.EEXIST), min(others))


def _listed(folder: Path) -> set[str]:
    """All files in a folder, hidden or not."""
    files = set()
    for here, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]  # noqa: PTH114, PTH118
        files |= {Path(here, name).relative_to(folder).as_posix() for name in (*names, *links)}
    return files


def _fill(file: BinaryIO, content: FileContent) -> None:
    if isinstance(content, bytes):
        file.write(content)
    else:
        content(file)
    file.flush()
    # Else a name could outlive a crash, and its bytes not.
    os.fsync(file.fileno())


def _changed(path: Path) -> ChangedMeanwhileError:
    return ChangedMeanwhileError(
        "another program has written this meanwhile; it is left as it is now.",
        named(path),
        "Run the command again.",
    )


def _is(path: Path, over: str, was: bytes | None) -> bool:
    """Whether a file has the bytes that this is the checksum of; was: these, where they are held."""
    return checksum(path) == over if was is None else holds(path, was)


def _put(temporary: Path, path: Path, over: str | None, content: FileContent, was: bytes | None) -> None:
    """Give a file its name.

    If what has it now is what may be replaced.

    content  what the file was made of
    was      the bytes that may be replaced, where they are held
    """
    if over is None:
        temporary.replace(path)
        return
    # Who has it open for writing may save at any moment.
    if not _is(path, over, was) or open_elsewhere(path):
        raise _changed(path)
    with _undisturbed():
        try:
            if not over:
                _rename(temporary, path, _NEW) or temporary.replace(path)
                return
            # Taken before the exchange: afterwards it tells which of the two is ours.
            mine = "" if isinstance(content, bytes) else checksum(temporary)
            if not _rename(temporary, path, _SWAP):
                temporary.replace(path)
                return
        # Somebody made or deleted it in between.
        except (FileExistsError, FileNotFoundError) as error:
            raise _changed(path) from error
        # What was saved between the look and the exchange stands aside now; so does what a program goes on to
        # write that has opened the file before.
        if not _is(temporary, over, was) or open_elsewhere(temporary):
            other = checksum(temporary)
            _give_back(temporary, path, mark(content) if isinstance(content, bytes) else mine, other)
            raise _changed(path)


def _delete(path: Path, over: str) -> bool:
    """Delete a file, or the link to it; what was saved since it was read gets its name back."""
    there = beside(path)
    settle(path, None)
    try:
        if not over and not there.parent.exists():
            return False
        with held(there.parent, make=False) as folder:
            path = folder / there.name
            if checksum(path) != over or open_elsewhere(path):
                raise _changed(path)
            if not over:
                return False
            rights(path)
            temporary = unused(folder)
            with _undisturbed():
                path.rename(temporary)
                if checksum(temporary) == over and not open_elsewhere(temporary):
                    forget(temporary)
                    return True
                # Who has made a new one meanwhile has the last word.
                with contextlib.suppress(FileExistsError):
                    _rename(temporary, path, _NEW) or temporary.rename(path)
                raise _changed(path)
    except OSError as error:
        raise refused("deleted", there, error) from error


def _give_back(temporary: Path, path: Path, mine: str, other: str) -> None:
    """Undo an exchange.

    Who saves while this goes on has the last word.
    """
    while _rename(temporary, path, _SWAP) and (out := checksum(temporary)) != mine:
        mine, other = other, out


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """A moment in which no signal ends the process.

    It lasts as far as the system lets a signal be put off.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Put off and not ignored: it ends the process behind this.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@cache
def _renameat2() -> Any:
    """Linux's call; None elsewhere."""
    try:
        import ctypes

        return ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, OSError, TypeError, AttributeError):
        return None


def _rename(path: Path, to: Path, flag: int) -> bool:
    """Linux's renameat2; False where there is none.

    It is False too where the file system doesn't know the flag.
    """
    call = _renameat2()
    if call is None:
        return False
    import ctypes

    here = -100  # AT_FDCWD: from the present folder
    if call(here, os.fsencode(path), here, os.fsencode(to), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in _LACKING:
        return False
    raise OSError(number, os.strerror(number), to.name)


def _same(path: Path, other: Path) -> bool:
    if path.stat().st_size != other.stat().st_size:
        return False
    with path.open("rb") as a, other.open("rb") as b:
        while True:
            left, right = a.read(1 << 20), b.read(1 << 20)
            if left != right:
                return False
            if not left:
                return True
