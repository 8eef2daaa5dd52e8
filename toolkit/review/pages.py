"""The frame of a page: head, navigation, and what its script needs to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from toolkit import languages, late, words
from toolkit.errors import DiglotError, nearest
from toolkit.project import Project
from toolkit.review.views.view import ReviewPage
from toolkit.text.data import json_line
from toolkit.text.xml import escape
from toolkit.workflow.workspace import Workspace

_COMMANDS = late.regex(r"""\bcommand\(["`]([a-z-]+\d?)(?:\$\{number\})?["`], ["`]([^"`]+)["`]""")
_TYPING = late.regex(r"""\bcommand\("([a-z-]+)", .*\btyping: true\b""")
"""A command that works in a field, too."""
_HELD = ("Ctrl", "Alt", "Shift")
"""Keys that are held with others, in the order in which a page tells them."""
_NAMED = {
    name.lower(): name
    for name in (
        *("Enter", "Escape", "Tab", "Space", "Backspace", "Delete", "Insert", "Home", "End"),
        *("PageUp", "PageDown", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"),
        *(f"F{number}" for number in range(1, 13)),
    )
}
"""Keys without a sign, as browsers call them."""
_IN_A_FIELD = late.regex(
    r"(?:Shift\+)?(?:.|Enter|Tab|Space|Backspace|Delete|Insert|Home|End|(?:Page|Arrow)\w+)"
)
"""A key that writes or moves in a field, where it isn't held with Ctrl or Alt."""
_BROWSERS = {f"Ctrl+{shift}{letter}" for shift in ("", "Shift+") for letter in "ntw"}
"""Keys for windows and tabs: no browser lets a page have them."""
_IMPORTS = late.regex(r"""\bfrom "\./(\w+\.js)";""")


@cache
def _scripts(script: str) -> Sequence[str]:
    """The texts of a script and of those that it imports."""
    texts: list[str] = []
    waiting, seen = [script], {script}
    while waiting:
        texts.append(files("toolkit.review").joinpath("static", waiting.pop()).read_text("utf-8"))
        fresh = {*_IMPORTS.findall(texts[-1])} - seen
        seen |= fresh
        waiting += fresh
    return texts


@cache
def commands(script: str) -> Mapping[str, str]:
    """The commands on the page of a script, its own and of those that it imports: name -> usual key."""
    found: dict[str, str] = {}
    for text in _scripts(script):
        for name, key in _COMMANDS.findall(text):
            # The speakers of a list have numbers.
            many = name.endswith("-")
            found |= {f"{name}{n}": f"{n}" for n in range(2, 10)} if many else {name: key}
    return found


@cache
def in_fields(script: str) -> frozenset[str]:
    """The commands of such a page that work while somebody types."""
    return frozenset(name for text in _scripts(script) for name in _TYPING.findall(text))


def check_keys(here: Project, views: Sequence[ReviewPage]) -> None:
    """DiglotError for a key of no command, one that can't be used, or one of two commands of a page."""
    own = here.settings.review.keys
    pages = [commands(f"{view.name}.js") for view in views]
    known = {name for page in pages for name in page}
    typing = {name for view in views for name in in_fields(f"{view.name}.js")}
    for name, wanted in own.items():
        place = here.place("review", "keys", name)
        if name not in known:
            hint = nearest(name, known) or "The list of keys (?) has the names."
            raise DiglotError(f"no page has a command {name!r}.", place, hint)
        if not pressed(wanted):
            hint = "Write it as the list of keys (?) does: n, Enter, Ctrl+s, Alt+Shift+ArrowDown."
            raise DiglotError(f"nobody can press {wanted!r}.", place, hint)
        if pressed(wanted) in _BROWSERS:
            raise DiglotError(f"browsers keep {wanted!r} for themselves.", place, "Choose another key.")
        if name in typing and _IN_A_FIELD.fullmatch(pressed(wanted)):
            hint = f"Hold it with Ctrl or Alt, such as Alt+{pressed(wanted)}."
            raise DiglotError(f"{name!r} works while you type, and {wanted!r} is of the text.", place, hint)
    for page in pages:
        taken: dict[str, str] = {}
        for name, usual in page.items():
            key = own.get(name, usual)
            other = taken.setdefault(pressed(key), name)
            if other == name:
                continue
            named, rest = (name, other) if name in own else (other, name)
            place = here.place("review", "keys", named)
            hint = f"Choose another key for {named!r}, or give {rest!r} another one here."
            raise DiglotError(f"{named!r} and {rest!r} have the same key, {key}.", place, hint)


def pressed(key: str) -> str:
    """A key as the page tells it when it is pressed; "" for one that nobody can press.

    The order of Ctrl, Alt and Shift is alike, and with them the case of a letter.

    >>> [pressed(key) for key in ("Shift+ctrl+F", "M", "Shift+m", "Ctrl++", "space", "Strg+s", "Shift+1")]
    ['Ctrl+Shift+f', 'M', 'M', 'Ctrl++', 'Space', '', '']
    """
    before, plus, last = key[:-1].rpartition("+")
    given = [name.capitalize() for name in before.split("+")] if plus else []
    sign = (last + key[-1:]).replace(" ", "Space")
    name = sign if len(sign) == 1 else _NAMED.get(sign.lower(), "")
    if not name or len(given) != len(set(given)) or not set(given) <= set(_HELD):
        return ""
    if given == ["Shift"] and len(name) == 1:
        # A letter says itself that it was shifted; which sign another key has then, keyboards differ in.
        return name.upper() if name.upper() != name.lower() else ""
    held = [one for one in _HELD if one in given]
    return "+".join([*held, name.lower() if held and len(name) == 1 else name])


def page(
    workspace: Workspace,
    *,
    view: ReviewPage,
    views: Sequence[ReviewPage],
    document: str,
    lang: str,
    interface: str,
    who: str,
    version: int,
) -> str:
    """A page; its script fills `main`.

    document, lang  what it is about, from the address: what isn't there is replaced by the first that is
    interface       the language of its words
    version         of the files: what is changed from now on is news to it
    """
    here = workspace.project
    say = words.sayer(interface)
    names: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    # What can't be read is told by the page, when its script asks for it.
    with suppress(DiglotError):
        names = tuple(here.sources)
    document = document if document in names else next(iter(names), "")
    with suppress(DiglotError):
        langs = workspace.targets(document) if document else ()
    lang = lang if lang in langs else next(iter(langs), "")
    keys = {name: pressed(key) for name, key in here.settings.review.keys.items()}
    told = {
        "view": view.name,
        "title": say(view.title),
        "document": document,
        "lang": lang,
        "documents": names,
        "interface": interface,
        "interfaces": [(tag, languages.get(tag).autonym) for tag in words.offered()],
        "readOnly": here.read_only,
        "who": who,
        "version": version,
        "keys": keys,
    }
    heard = False
    with suppress(DiglotError):
        if document and "play" in commands(f"{view.name}.js"):
            heard = bool(workspace.sidecar(document).recording.file)
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
            *_tools(say, view, keys, read_only=here.read_only, heard=heard),
            "</header>",
            # What is built in it is shown once it is whole: nothing moves that somebody sees.
            f'<p id="wait" class="meta">{escape(say("One moment: the texts are read ..."))}</p>',
            '<main id="main" tabindex="-1" aria-busy="true"></main>',
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


def _tools(
    say: words.Say, view: ReviewPage, own: Mapping[str, str], *, read_only: bool, heard: bool
) -> Iterator[str]:
    """The buttons that each page has, which its script makes work: they stand there from the beginning.

    own    keys of the project
    heard  whether a recording is named: its buttons have room, and are seen once its times are known
    """
    keys = {**commands(f"{view.name}.js"), **own}

    def tool(name: str, label: str, command: str = "", more: str = "") -> str:
        key = keys.get(command or name, "")
        title = f"{label} ({key})" if key else label
        button = f'<button type="button" data-tool="{name}" title="{escape(title)}"{more}>'
        return f"{button}{escape(label)}</button>"

    yield '<div class="tools" id="tools">'
    if heard:
        yield tool("play", say("Play"), "play-typing", ' class="unseen"')
        yield tool("back", say("2 s back"), "back-typing", ' class="unseen"')
    if read_only:
        yield f"<strong>{escape(say('For showing: nothing is changed.'))}</strong>"
    else:
        yield tool("undo", say("Undo"))
        yield tool("redo", say("Redo"))
    yield tool("help", say("Acts and keys"))
    yield tool("history", say("History"))
    if not read_only:
        yield tool("name", say("Name"))
    yield "</div>"


def _choice(label: str, name: str, chosen: str, offered: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield f'<label>{escape(label)} <select name="{name}">'
    for value, shown, lang in offered:
        selected = " selected" if value == chosen else ""
        tongue = f' lang="{escape(lang)}"' if lang else ""
        yield f'<option value="{escape(value)}"{selected}{tongue}>{escape(shown)}</option>'
    yield "</select></label>"
