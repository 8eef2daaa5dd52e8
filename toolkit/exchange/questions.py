"""Questions about a transcript that travel with its translation, and the answers that come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from toolkit.errors import DiglotError
from toolkit.model import KINDS, Location
from toolkit.model.speakers import ROLES


class AskedParagraph(NamedTuple):
    """A paragraph that is in doubt, as it was read."""

    id: str
    line: int
    """1-based."""
    kind: str
    who: tuple[str, ...]
    """Names of those who say it."""
    text: str
    label: str = ""
    """The label that it is asked about, wherever that stands; "" where it is asked about none."""
    speaker: str = ""
    """The name of the speaker whose role is asked about; "" where it is asked about none."""


class TravellingQuestion(NamedTuple):
    """What is asked, and of which paragraphs."""

    code: str
    messages: Mapping[str, str]
    """In each language of the pages."""
    paragraphs: tuple[AskedParagraph, ...]


class TravellingAnswer(NamedTuple):
    """What somebody decided about a paragraph, a label, or what a speaker does."""

    about: AskedParagraph
    """As it went out."""
    kind: str = ""
    """"" for what it was read as."""
    who: tuple[str, ...] = ()
    """Whose it is; of a label nobody's, where there is none."""
    role: str = ""
    """What the speaker does whose role is asked about."""


def told(answers: object, path: str) -> tuple[TravellingAnswer, ...]:
    """Answers as they are in a file; DiglotError where one isn't whole."""
    if not isinstance(answers, list):
        raise DiglotError("what was decided about the transcript isn't whole.", Location(path, 1), _CURE)
    return tuple(_answer(one, Location(path, number)) for number, one in enumerate(answers, 1))


_CURE = "Save the file on the page again."


def _answer(one: object, where: Location) -> TravellingAnswer:
    about = one.get("about") if isinstance(one, Mapping) else None
    if not isinstance(one, Mapping) or not isinstance(about, Mapping):
        raise DiglotError("this is no answer about a paragraph.", where, _CURE)
    texts = {name: about.get(name, "") for name in ("id", "kind", "text", "label", "speaker")}
    line, kind, role = about.get("line"), one.get("kind", ""), one.get("role", "")
    names = [_names(of.get("who", ())) for of in (about, one)]
    if not isinstance(line, int) or None in names or not _are_texts([*texts.values(), kind, role]):
        raise DiglotError("this is no answer about a paragraph.", where, _CURE)
    was, who = names
    return TravellingAnswer(
        AskedParagraph(line=line, who=was or (), **texts),
        _kind(str(kind), where),
        who or (),
        _role(str(role), where, asked=bool(texts["speaker"])),
    )


def _kind(name: str, where: Location) -> str:
    if name and name not in KINDS:
        raise DiglotError(f"a paragraph isn't {name!r}.", where, f"Kinds: {', '.join(KINDS)}.")
    return name


def _role(role: str, where: Location, *, asked: bool) -> str:
    if role not in ROLES if asked else role:
        raise DiglotError(f"{role!r} is no role.", where, f"Roles: {', '.join(ROLES)}.")
    return role


def _are_texts(value: Sequence[Any]) -> bool:
    return all(isinstance(one, str) for one in value)


def _names(value: object) -> tuple[str, ...] | None:
    whole = isinstance(value, Sequence) and not isinstance(value, str) and _are_texts(value)
    return tuple(value) if whole and isinstance(value, Sequence) else None
