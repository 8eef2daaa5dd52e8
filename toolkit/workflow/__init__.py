"""The straight lines from `source/` to `build/`: read, extract, merge, write.

Each line takes a project and yields one `Outcome` a file, so that one broken file doesn't keep the others
from being done. Time comes in as a value: only `extract` stamps its files with it, and only where their
messages change.

Each is imported by itself, where a command needs it: loading them all takes longer than to build many a
project, and `translations`, which aligns, needs numpy besides.
"""
