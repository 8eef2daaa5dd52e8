"""The memory of the project: what was translated before. Nothing leaves the computer."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.catalog.memory import remember
from toolkit.engines import AskedMessage, Engine, EngineContext, Suggestion


def _suggest(batch: Sequence[AskedMessage], context: EngineContext) -> Sequence[Suggestion]:
    suggestions = []
    for message in batch:
        langs = context.source_lang, context.lang
        known = context.memory and remember(message.entry, context.memory, langs, dict(context.speakers))
        if known and known.target:
            suggestions.append(Suggestion(message.id, known.target, known))
    return suggestions


# One at a time: it answers at once, and has nothing for most.
ENGINE = Engine(_suggest, lambda _: "memory", many=1, remembers=True)
