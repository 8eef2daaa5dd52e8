"""The frame of a page: head, navigation, and what its script needs to know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from toolkit import languages, words
from toolkit.errors import DiglotError, nearest
from toolkit.project import Project
from toolkit.review.views.view import ReviewPage
from toolkit.text.data import json_line
from toolkit.text.xml import escape
from toolkit.workflow.workspace import Workspace

_COMMANDS = re.compile(r"\bcommand\([\"`]([a-z-]+)")


@cache
def commands() -> frozenset[str]:
    """The names of all that a key does on some page, as the scripts of the pages have them."""
    scripts = (
        file for file in files("toolkit.review").joinpath("static").iterdir() if file.name[-3:] == ".js"
    )
    found = {name for script in scripts for name in _COMMANDS.findall(script.read_text("utf-8"))}
    # The speakers of a list have numbers.
    numbered = {f"{name}{number}" for name in found if name.endswith("-") for number in range(1, 10)}
    return frozenset({name for name in found if not name.endswith("-")} | numbered)


def check_keys(here: Project) -> None:
    """DiglotError for a key of a command that no page has."""
    for name in here.settings.review.keys:
        if name not in commands():
            hint = nearest(name, commands()) or "The list of keys (?) has the names."
            raise DiglotError(f"no page has a command {name!r}.", here.place("review", "keys", name), hint)


def page(
    workspace: Workspace,
    *,
    view: ReviewPage,
    views: Sequence[ReviewPage],
    document: str,
    lang: str,
    interface: str,
    who: str,
) -> str:
    """A page; its script fills `main`.

    document, lang  what it is about, from the address: what isn't there is replaced by the first that is
    interface       the language of its words
    """
    here = workspace.project
    say = words.sayer(interface)
    names = tuple(here.sources)
    document = document if document in names else next(iter(names), "")
    try:
        langs = workspace.targets(document) if document else ()
    except DiglotError:
        langs = ()
    lang = lang if lang in langs else next(iter(langs), "")
    told = {
        "view": view.name,
        "document": document,
        "lang": lang,
        "documents": names,
        "interface": interface,
        "interfaces": [(tag, languages.get(tag).autonym) for tag in words.offered()],
        "readOnly": here.read_only,
        "who": who,
        "keys": here.settings.review.keys,
    }
    direction = languages.get(interface).dir
    title = f"{say(view.title)} · {here.settings.name or here.root.name}"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{interface}" dir="{direction}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            '<link rel="icon" href="data:,">',
            '<link rel="stylesheet" href="/static/review.css">',
            # Data, which no browser runs: no sign in it can end the element.
            f'<script type="application/json" id="told">{_data(told)}</script>',
            f'<script type="module" src="/static/{view.name}.js"></script>',
            "</head>",
            f'<body class="{view.name}">',
            f'<a class="skip" href="#main">{escape(say("Skip to the content"))}</a>',
            *_bar(say, view, views, document, lang, names, langs),
            '<main id="main" tabindex="-1"></main>',
            '<div id="status" role="status" aria-live="polite"></div>',
            '<div id="alert" role="alert"></div>',
            f"<noscript><p>{escape(say('These pages need JavaScript.'))}</p></noscript>",
            "</body>",
            "</html>",
        )
    )


def _data(value: object) -> str:
    return json_line(value).replace("<", "\\u003c")


def _bar(
    say: words.Say,
    view: ReviewPage,
    views: Sequence[ReviewPage],
    document: str,
    lang: str,
    names: Sequence[str],
    langs: Sequence[str],
) -> Iterator[str]:
    """What stands above each page."""
    yield f'<header class="bar"><nav aria-label="{escape(say("Pages"))}"><ul>'
    for other in views:
        asked = {}
        if document and other.of_document:
            asked["document"] = document
        if lang and other.of_language:
            asked["lang"] = lang
        current = ' aria-current="page"' if other is view else ""
        address = f"/{other.name}" + (f"?{urlencode(asked)}" if asked else "")
        yield f'<li><a href="{escape(address)}"{current}>{escape(say(other.title))}</a></li>'
    yield "</ul></nav>"
    if view.of_document:
        yield '<form class="choose" action="" method="get">'
        yield from _choice(say("Document"), "document", document, [(name, name, "") for name in names])
        if view.of_language and langs:
            offered = [(tag, languages.get(tag).autonym, tag) for tag in langs]
            yield from _choice(say("Language"), "lang", lang, offered)
        yield f'<button class="go">{escape(say("Go"))}</button></form>'
    yield '<div class="tools" id="tools"></div></header>'


def _choice(label: str, name: str, chosen: str, offered: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield f'<label>{escape(label)} <select name="{name}">'
    for value, shown, lang in offered:
        selected = " selected" if value == chosen else ""
        tongue = f' lang="{escape(lang)}"' if lang else ""
        yield f'<option value="{escape(value)}"{selected}{tongue}>{escape(shown)}</option>'
    yield "</select></label>"
