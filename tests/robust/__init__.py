"""Harnesses that try to break diglot.

Run for as long as one likes by hand, and shortly with the other tests.

    cd tests; python -m robust.growth --help

Each prints what it tried and exits with 1 where something didn't hold. `make robust` runs them all.
"""
