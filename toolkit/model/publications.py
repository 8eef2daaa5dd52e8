"""What a text was made from, as that itself says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publication:
    """What a text was made from.

    Fields are what its own header said, and "" for what that didn't say.
    """

    title: str = ""
    """Or the whole reference, where it had no parts."""
    author: str = ""  # several have semicolons between them: a name may have a comma
    publisher: str = ""
    date: str = ""
    identifier: str = ""
    """A URN, DOI, handle or URI."""
    helpers: tuple[tuple[str, str], ...] = ()
    """Who else had a part in it: what that was, in the words of the header, and the name."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Each by name, once."""
        return tuple(dict.fromkeys(filter(None, map(str.strip, self.author.split(";")))))
