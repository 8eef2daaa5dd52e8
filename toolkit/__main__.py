"""`diglot`, and `python -m toolkit`, which is the same."""

import gc
import os
import signal
import sys
from types import FrameType


def _ended(number: int, _: FrameType | None) -> None:
    """Whoever ends the process (a job scheduler, `timeout`) lets it tidy up, as Ctrl-C does."""
    sys.exit(128 + number)


def _hung_up(_: int, __: FrameType | None) -> None:
    """Whoever closes the terminal ends the process, too."""
    signal.raise_signal(signal.SIGTERM)


def run() -> None:
    """The command, in a process of its own."""
    # A run is short and makes hardly a cycle, but a long book is millions of values, and looking through them
    # for cycles again and again takes a quarter of the time.
    gc.disable()
    # Matrices are narrow: a thread for each core waits more than it works. It must be known before numpy is.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Before anything was begun nothing is to be tidied up, nor a word to be said. Who ignores interruptions,
    # as jobs in the background do, goes on ignoring them.
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from toolkit.cli import main

    signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGTERM, _ended)
    # Windows has none; and what `nohup` begins outlasts its terminal.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, _hung_up)
    try:
        main(prog_name="diglot")
    finally:
        # Nor does the interpreter look through them as it ends, which it does even so.
        gc.freeze()


if __name__ == "__main__":
    run()
