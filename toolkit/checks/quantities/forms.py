"""Regular expressions as tables of languages have them."""

from __future__ import annotations

import re

_OPTIONAL = re.compile(r"\([^()]*\)\??|\[[^]]*\][?+]?|\{.\}|\\.|.\?")


def letters_of(form: str) -> str:
    """Letters without which a form can't be: they are found faster than it is.

    {h}, {m} and the like stand for something else.

    >>> letters_of("{h} ?(?:heures?|h) et demie?"), letters_of("{h}[点點](?:过|過)?{m}分")
    (' et demi', '分')
    >>> letters_of("this|that")
    ''
    """
    # An alternative may have none of them.
    return max(_OPTIONAL.sub("\0", form).split("\0"), key=len) if "|" not in _OPTIONAL.sub("", form) else ""
