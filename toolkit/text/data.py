"""Values as JSON, in two shapes.

One is a line, the other a text for people and diffs. All JSON that diglot writes has one of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


def json_line(value: Any, default: Callable[[Any], str] | None = None) -> str:
    """A value on one line, letters as they are.

    default  how a value is written that JSON has none of, such as a date

    >>> json_line({"n": "1.2", "text": "déjà"})
    '{"n": "1.2", "text": "déjà"}'
    """
    return json.dumps(value, ensure_ascii=False, default=default)


def json_text(value: Any) -> str:
    """A value on several lines.

    Each part has its own line, indented by a blank for each level.
    """
    return json.dumps(value, ensure_ascii=False, indent=1)
