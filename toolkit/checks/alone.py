"""What a source and its translation tell by themselves, whatever stands around them.

It is most of what a check takes, and two texts that stay as they are tell the same the next time: who checks
a catalog again and again remembers it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from toolkit.checks import foreign
from toolkit.checks.foreign import ForeignPart
from toolkit.checks.messages import CheckedMessage, notes
from toolkit.checks.quantities import comparing, percents, romans
from toolkit.checks.quantities.comparing import Difference
from toolkit.model.values import Value


class TextsAlone(Value, frozen=True, gc=False):
    """What a message tells by itself."""

    differences: tuple[Difference, ...] = ()
    """What the translation counts, dates or measures otherwise than the source; footnotes too."""
    foreign: tuple[ForeignPart, ...] = ()
    """The stretches of the translation that are in another language, and single words of one."""
    same: str = ""
    """The first sentence of the translation that is one of the source, too; "" for none."""


class TextMemory:
    """What messages of one pair of languages told by themselves."""

    def __init__(self, then: Mapping[bytes, TextsAlone] | None = None) -> None:
        """then: `now` of another time, of the same two languages."""
        self.then = then or {}
        self.now: dict[bytes, TextsAlone] = {}
        """What those tell that were asked for, by a checksum of both texts."""

    def told(self, messages: Sequence[CheckedMessage]) -> dict[CheckedMessage, TextsAlone]:
        """What each message tells by itself; worked out where nobody remembers."""
        keys = {message: _key(message) for message in messages}
        # Of one text after the other, and not one after the other of each text: that takes a fifth longer.
        fresh = [message for message, key in keys.items() if key not in self.then]
        made = dict(zip(fresh, _worked_out(fresh), strict=True))
        found = {message: made.get(message) or self.then[key] for message, key in keys.items()}
        self.now |= {keys[message]: told for message, told in found.items()}
        return found


def _key(message: CheckedMessage) -> bytes:
    """A checksum of both texts."""
    source, target = message.entry.source, message.entry.target
    return blake2b(
        f"{len(source)} {source}{target}".encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()


def _worked_out(messages: Sequence[CheckedMessage]) -> Iterator[TextsAlone]:
    differences = [tuple(_differences(message)) for message in messages]
    if not messages or not foreign.between_languages(messages[0]):
        return map(TextsAlone, differences)
    # All of them are between the same two.
    pair = foreign.language(messages[0].lang), foreign.language(messages[0].source_lang)
    known = foreign.is_known(messages[0])
    stretches = [tuple(foreign.parts(message, *pair)) if known else () for message in messages]
    return map(TextsAlone, differences, stretches, map(_same_sentence, messages))


def _differences(message: CheckedMessage) -> Iterator[Difference]:
    source, target, pair = message.entry.source, message.entry.target, (message.source_lang, message.lang)
    found = comparing.differences(message.source, message.target, *pair)
    yield from found
    # Where a number differs in any case, that is it.
    roman = romans.changed(message.source, message.target, *pair)
    if roman and not any(one.kind == "number" for one in found):
        yield Difference("number", *roman)
    if share := percents.lost(message.source, message.target, *pair):
        yield Difference("unit", *share)
    ours = notes(source) if "^[" in source else []
    theirs = notes(target) if ours else []
    # Where there are as many.
    for note, other in zip(ours, theirs if len(theirs) == len(ours) else (), strict=False):
        yield from comparing.differences(note, other, *pair)


def _same_sentence(message: CheckedMessage) -> str:
    """The longest sentence that is one of the source, too; "" for none.

    A short one may be the same in both languages: No.
    """
    if not ("[" in message.source or _may_end_alike(message.source_tokens, message.target_tokens)):
        return ""
    shared = set(message.target_words).intersection(message.source_words)
    if len(shared) < 2 or not any(word.islower() and len(word) > 2 for word in shared):
        return ""
    theirs = set(message.source_sentences)
    return max((sentence for sentence in message.target_sentences if sentence in theirs), key=len, default="")


def _may_end_alike(source: Sequence[str], target: Sequence[str]) -> bool:
    """Whether a sentence of each may be the same, which is told without finding sentences."""
    shared = set(source).intersection(target)
    return any(not token[-1].isalnum() for token in shared) or not shared.isdisjoint(source[-1:])
