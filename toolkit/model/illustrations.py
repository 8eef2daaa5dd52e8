"""What an editor says of the pictures of a text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from toolkit.model.wordings import InLanguages

Use = Literal["picture", "portrait", "decoration", "logo"]
"""What a picture is for: to be seen; to show who speaks; nothing that needs words; a publisher's sign."""


@dataclass(frozen=True, slots=True)
class Illustration:
    """What the editor says of a picture that a text shows.

    A field is "" where nobody said it.
    """

    file: str
    """The name of its file, as it is typed in the text."""
    credit: InLanguages = ()
    """Who made it, or where it is from."""
    licence: str = ""
    """URI."""
    use: Use = "picture"

    def as_portrait(self) -> Illustration:
        """The same of a speaker's portrait."""
        return replace(self, use="portrait")
