"""`diglot`, and `python -m toolkit`, which is the same."""

import gc


def run() -> None:
    """The command, in a process of its own."""
    # A run is short and makes hardly a cycle, but a long book is millions of values, and looking through them
    # for cycles again and again takes a quarter of the time.
    gc.disable()
    from toolkit.cli import main

    main(prog_name="diglot")


if __name__ == "__main__":
    run()
