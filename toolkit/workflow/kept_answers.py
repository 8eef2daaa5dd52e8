"""Answers of an engine, kept until they are in a catalog.

What was paid for is written down before more is asked for: a line a message, behind the others, in a file of
`.diglot/suggested/` for each catalog. The catalog is written once, at the end of a run; the file is gone
then. What a killed run has left there goes into the catalog with the next one, and is not asked for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import msgspec

from toolkit import disk, languages, limits
from toolkit.catalog.contexts import MessageKey
from toolkit.engines import is_text
from toolkit.errors import DiglotError
from toolkit.model import Entry
from toolkit.model.values import Value
from toolkit.project import PRIVATE, Project


class KeptAnswer(Value, frozen=True, gc=False):
    """What an engine gave for a message."""

    context: str
    source: str
    text: str
    engine: str
    """Its title."""

    @property
    def key(self) -> MessageKey:
        """The key of the message."""
        return self.context, self.source


class KeptAnswers:
    """The answers for one catalog that may not be in it yet."""

    def __init__(self, here: Project, name: str, lang: str) -> None:
        self.here = here
        folder = here.root / PRIVATE / "suggested" / languages.get(lang).gettext
        self.path = here.own(folder / f"{name}.jsonl")

    def add(self, answers: Iterable[KeptAnswer]) -> None:
        """Write some down. DiglotError where that can't be: no more is asked for then."""
        rows = b"".join(msgspec.json.encode(answer) + b"\n" for answer in answers)
        # Another run may be about to empty it.
        with self.here.changing():
            # The last line may be half of one: on a line of their own, these are whole.
            disk.append(self.path, b"\n" + rows)

    def read(self, wanted: Iterable[Entry]) -> Mapping[MessageKey, KeptAnswer]:
        """Those for messages that a text is wanted for; what is damaged, or no text, is none.

        DiglotError where the file can't be read: it may have what was paid for.
        """
        keys = {entry.key for entry in wanted}
        return {answer.key: answer for answer in self._all() if answer.key in keys}

    def _all(self) -> Iterator[KeptAnswer]:
        decode = msgspec.json.Decoder(KeptAnswer).decode
        try:
            data = disk.read_if_there(self.path, limits.CATALOG)
        except DiglotError as error:
            raise DiglotError(
                error.what,
                error.where,
                "It keeps what an engine has suggested. Make it readable, or delete it: what isn't in the "
                "catalog is asked for again then.",
            ) from error
        for line in (data or b"").split(b"\n"):
            # Many lines are none, and the last one may be half of one.
            with suppress(ValueError, RecursionError):
                answer = decode(line)
                # The file may be a stranger's: it can say no more than an engine.
                if is_text(answer.text, answer.source) and _is_title(answer.engine):
                    yield answer

    def forget(self) -> None:
        """All are in the catalog; under the project's lock."""
        with suppress(DiglotError):
            disk.remove(self.path)


def _is_title(engine: str) -> bool:
    """Whether it can name an engine: it is shown, and stands in a comment of one line."""
    return is_text(engine, "") and engine.isprintable()
