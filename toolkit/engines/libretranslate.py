"""LibreTranslate: a service that anybody may run.

Its answers have no ids, so it is asked for one text at a time: no answer can be another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit import languages
from toolkit.engines import AskedMessage, Engine, EngineContext, NoAnswerError, Suggestion
from toolkit.engines.http import guard, post
from toolkit.errors import DiglotError
from toolkit.text.data import json_line

_OWN = {"zh-Hans": "zh", "zh-Hant": "zt"}
"""What it calls languages that it doesn't call by their first part."""


def _suggest(batch: Sequence[AskedMessage], context: EngineContext) -> Sequence[Suggestion]:
    guard(_address(context), context.key)
    made = []
    for message in batch:
        key = {"api_key": context.key} if context.key else {}
        answer = post(_address(context), _body(message, context) | key)
        text = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(text, str):
            raise NoAnswerError("the answer has no translation.")
        made.append(Suggestion(message.id, text))
    return made


def _address(context: EngineContext) -> str:
    if not context.url:
        hint = 'Write url = "https://..." in the table [suggest] of diglot.toml.'
        raise DiglotError("the engine libretranslate has no address.", hint=hint)
    return f"{context.url.rstrip('/')}/translate"


def _body(message: AskedMessage, context: EngineContext) -> dict[str, Any]:
    source, target = (_OWN.get(tag, languages.base(tag)) for tag in (context.source_lang, context.lang))
    return {"q": message.entry.source, "source": source, "target": target, "format": "text"}


def _sent(batch: Sequence[AskedMessage], context: EngineContext) -> str:
    return "\n".join(json_line(_body(message, context)) for message in batch)


ENGINE = Engine(_suggest, lambda _: "libretranslate", _address, _sent, alone=True, many=1)
