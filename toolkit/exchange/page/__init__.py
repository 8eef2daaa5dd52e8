"""A page of HTML in which somebody without diglot goes over a translation, and the decisions that come back.

The page is one file: a browser opens it from the disk, and asks nobody for anything. What its person decides
is saved as a file of JSON, which is imported. The page itself can be imported as well: nothing is new in it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO

from toolkit import languages, words
from toolkit.catalog import contexts
from toolkit.errors import DiglotError
from toolkit.exchange import STATES, ExportOptions, MessageUnit, Parcel, RoundTrip, checksum_of, questions
from toolkit.exchange.questions import TravellingQuestion
from toolkit.findings import Finding, refused
from toolkit.model import KINDS, Location
from toolkit.model.speakers import ROLES
from toolkit.text.data import json_line
from toolkit.text.xml import escape

_FORM = "diglot-review-1"
"""Stands in the data, by which they are known."""
_BEGIN, _END = b'<script type="application/json" id="data">', b"</script>"
_TEXTS = ("id", "context", "source", "target", "state", "base")
_LISTS = ("notes", "comments")


def write(parcel: Parcel, _: ExportOptions, sink: BinaryIO) -> None:
    """Write the page to a binary file."""
    source, target = languages.get(parcel.source_lang), languages.get(parcel.lang)
    names = {contexts.named(unit.context): unit.source for unit in parcel.units}
    data = {
        "form": _FORM,
        "document": parcel.document,
        "source": {"lang": source.tag, "dir": source.dir},
        "target": {"lang": target.tag, "dir": target.dir},
        "units": [_told(unit, names) for unit in parcel.units],
        "kinds": [*KINDS],
        "roles": [role for role in ROLES if role != "unknown"],
        "speakers": [*parcel.speakers],
        "questions": [_asked(question) for question in parcel.questions],
    }
    style, script = _file("page.css"), _file("page.js")
    interface = [
        {"lang": lang.tag, "dir": lang.dir, "name": lang.autonym, "words": _words(lang.tag)}
        for lang in map(languages.get, words.offered())
    ]
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}"
    title = escape(f"{parcel.document}: {source.autonym} – {target.autonym}")
    sink.write(
        "\n".join(
            (
                '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<header><h1>{title}</h1></header>",
            )
        ).encode()
    )
    sink.write(b"\n" + _BEGIN + _safe(data) + _END)
    sink.write(b'\n<script type="application/json" id="interface">' + _safe(interface) + _END)
    sink.write(f'\n<main id="main"></main>\n<script>{script}</script>\n</body>\n</html>\n'.encode())


def _safe(value: object) -> bytes:
    """Data as JSON, in which no sign can end the element."""
    return json_line(value).replace("<", "\\u003c").encode("utf-8", "surrogatepass")


def _words(lang: str) -> dict[str, str]:
    """What the page says, in a language: what its script has of all that diglot says, kinds and roles."""
    script = _file("page.js")
    return {
        english: said
        for english, said in words.table(lang).items()
        if english in (*KINDS, *ROLES, "speaker") or json_line(english) in script
    }


def read(data: bytes, path: str) -> list[Parcel]:
    """What was decided on the page; or, of the page itself, what went out.

    Raises DiglotError for what is neither, or isn't whole.
    """
    begin = data.find(_BEGIN)
    if begin >= 0:
        data = data[begin + len(_BEGIN) : data.find(_END, begin)]
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or value.get("form") != _FORM or not isinstance(value.get("units"), list):
        what = "these are no decisions of a page that diglot has written, or not all of them."
        raise DiglotError(what, Location(path, 1), "Save the file on the page again.")
    units: list[MessageUnit] = []
    faults: list[Finding] = []
    for number, told in enumerate(value["units"], 1):
        try:
            units.append(_unit(told, Location(path, number)))
        except DiglotError as error:
            faults.append(refused("D270", error, path))
    source, target = (_lang(value.get(side), path) for side in ("source", "target"))
    document = value.get("document")
    if not isinstance(document, str):
        raise DiglotError("it doesn't say which document it is of.", Location(path, 1), "Save it again.")
    answers = questions.told(value.get("answers", []), path)
    unread, whole = len(faults), begin >= 0
    return [
        Parcel(
            document, source, target, units, faults, bound=True, unread=unread, whole=whole, answers=answers
        )
    ]


def _asked(question: TravellingQuestion) -> dict[str, Any]:
    return question._asdict() | {"paragraphs": [one._asdict() for one in question.paragraphs]}


def _told(unit: MessageUnit, names: Mapping[str, str]) -> dict[str, Any]:
    """A message, with what it is and who says it for whoever sees it; names: those of speakers, by key."""
    texts: dict[str, Any] = {name: getattr(unit, name) for name in (*_TEXTS, "previous")}
    shown = {"kind": contexts.kind(unit.context), "who": contexts.who(unit.context, names)}
    return texts | {name: [*getattr(unit, name)] for name in _LISTS} | shown


def _unit(told: object, where: Location) -> MessageUnit:
    """A message that came back; DiglotError where something in it isn't as it went out."""
    if not isinstance(told, Mapping):
        raise DiglotError("this is no message.", where)
    texts = {name: told.get(name, "") for name in _TEXTS}
    comments = told.get("comments", [])
    whole = all(isinstance(text, str) for text in texts.values()) and _are_texts(comments)
    if not whole or texts["state"] not in STATES:
        raise DiglotError("a text or the state of this message isn't whole.", where)
    # As a token, it tells what went out; where it doesn't, both versions are compared by their texts.
    base = texts["base"] if checksum_of(texts["base"]) or texts["base"] in STATES else ""
    return MessageUnit(
        texts["id"],
        texts["context"],
        texts["source"],
        texts["target"],
        STATES[texts["state"]],
        comments=tuple(comments),
        base=base,
        line=where.line,
    )


def _are_texts(value: object) -> bool:
    return (
        isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(v, str) for v in value)
    )


def _lang(side: object, path: str) -> str:
    lang = side.get("lang") if isinstance(side, Mapping) else None
    if not isinstance(lang, str):
        raise DiglotError("it doesn't say its languages.", Location(path, 1), "Save it on the page again.")
    return lang


@cache
def _file(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    """What a policy allows: this text alone."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _recognises(data: bytes) -> bool:
    return _FORM.encode() in data


FORMAT = RoundTrip(
    suffix=".review.html",
    write=write,
    read=read,
    suffixes=(".html", ".json"),
    recognises=_recognises,
    asks=True,
)
