"""`python -m toolkit` is `diglot`."""

from toolkit.cli import main

main()
