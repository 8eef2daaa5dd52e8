"""Letters that a text gives somebody: their turns begin with them."""

from __future__ import annotations

from toolkit.config import Sidecar
from toolkit.readers import plain

MINUTES = """\
# Harbour council, 4 March

{0}

MSO: the lamp goes out at four, and the fog bell is not rung before six

- it was out for two hours on Monday

TOS: that's the third time this year

MSO: who has the key of the store?

TOS: nobody knows since Mina left

MSO: let's ask her, then
"""


def test_minutes_by_letters_are_read() -> None:
    text = MINUTES.format("Mara Sorel (MSO), Tom Olsen (TOS)")
    document, _ = plain.read(text.encode(), name="m", path="m.txt", lang="en", sidecar=Sidecar())
    assert [speaker.name for speaker in document.speakers] == ["MSO", "TOS"]
    assert plain.write(document).decode() == text
