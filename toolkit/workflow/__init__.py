"""The verbs of the command, from `source/` to `build/`.

Each takes a `Workspace` and yields one `Outcome` a file, so that one broken file doesn't keep the others from
being done. Time comes in as a value: only `extract` stamps its files with it, and only where their messages
change.

Each module is imported where a command needs it: loading them all takes longer than to build many a project,
and `align` needs numpy besides.
"""
