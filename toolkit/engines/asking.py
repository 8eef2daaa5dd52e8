"""Ask an engine, and believe it only where the answer is whole.

Texts go to messages by their ids. An answer that lacks one, has one twice, one that nobody asked for, or a
text that can't be one, is thrown away whole, and the batch is asked again in halves: who has lost or doubled
a message may have shifted the others. A message that gets no text by itself stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.engines import AskedMessage, Engine, EngineContext, NoAnswerError, Suggestion
from toolkit.text.hygiene import blank, xml_legal

_UNDECIDED = "#-#-#-#-#"
"""What no catalog may have in it."""
_LONGER, _ROOM = 8, 200
"""How much longer a translation may be: so many times, and so many characters more."""

AnsweredBatch = tuple[tuple[AskedMessage, Suggestion | None], ...]
"""Messages with what was suggested; None for nothing."""


def ask(engine: Engine, batch: Sequence[AskedMessage], context: EngineContext) -> Iterator[AnsweredBatch]:
    """What an engine suggests for a batch, part by part, in its order.

    Each part can be kept before the next is asked for. DiglotError where the engine can't go on.
    """
    waiting = [batch] if batch else []
    while waiting:
        part = waiting.pop()
        try:
            came = engine.suggest(part, context)
        except NoAnswerError:
            came = ()
        texts = {suggestion.id: suggestion for suggestion in came}
        wanted = {message.id for message in part}
        whole = len(came) == len(part) and texts.keys() == wanted
        if whole and all(_is_text(texts[message.id].text, message.entry.source) for message in part):
            yield tuple((message, texts[message.id]) for message in part)
        elif len(part) > 1:
            half = len(part) // 2
            # The first half on top: what comes is in the order of the document.
            waiting += [part[half:], part[:half]]
        else:
            yield ((part[0], None),)


def _is_text(text: str, source: str) -> bool:
    """Whether it can be a translation: what a catalog can hold, and no essay about it."""
    short = len(text) <= _ROOM + _LONGER * len(source)
    return short and not blank(text) and xml_legal(text) == text and _UNDECIDED not in text
