"""Variables of an edition as a style sheet, and a style sheet of an editor's own.

Old readers know no variables in style sheets, so that rules have their values; behind them, inside of
`@supports`, they stand again with variables, where an editor's style sheet may give these another value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from toolkit import late
from toolkit.config.style import THEMES, Variables
from toolkit.edition import headlines
from toolkit.errors import ConfigError
from toolkit.model import Location

_TITLES = ".pair.title > *, h1.title, .titles > span, .columns .pair.title > * + *"
_HEADS = ".pair.heading > *, h2.heading, h3.heading, h4.heading, .columns .pair.heading > * + *"
_LABELS = ".turn .label > *, .single .turn p.label"
_ASKS = (
    ".interviewer .src, .interviewer .tgt, .single .interviewer p, .host .src, .host .tgt, .single .host p"
)
_EVENTS = ".interviewer .event > *, .single .interviewer p.event, .host .event > *, .single .host p.event"
# Names in a column of their own, where there is room: in a book where a turn has it, which only newer engines
# can ask; on a web page where the window has it, which checkers know. `--names` is as wide as a name may be,
# `--aside` where texts begin from there, and `--in` how far that is from the edge of all other texts: nothing
# where names have room beyond it.
# Behind taps a question may have fewer lines than it has names: they stay above it.
_ASIDE = "body { --names: 6.8rem; --aside: 7.7rem; --in: var(--aside); }\n"
_HANGING = """\
body { --names: 7.8rem; --aside: 9rem; --in: calc(var(--aside) - var(--out)); }
body:is(.stacked, .single) { --out: clamp(0rem, (100vw - var(--text)) / 2 - 1.2rem, var(--aside)); }
.turn { position: relative; }
"""
# A portrait is in the column of names, above its own. It has a height, and gives it back: a page that has no
# room for it has none for the first words, either. Names may have two lines: no answer is divided behind one,
# and the next turn begins below them, whatever is said beside them.
_COLUMN = """\
{where} {{
:is(.stacked, .single) :is(.turn > .label, .who:has(> .label)) {{
  width: var(--names); margin: 0; margin-inline-start: calc(var(--in) - var(--aside));
}}
.stacked :is(.interviewer, .host, .audience) + .turn > .label + .pair > :first-child {{
  break-after: avoid;
}}
:is(.stacked, .single) .turn > .label {{ display: block; float: left; text-align: end; }}
:is(.stacked, .single) [dir="rtl"] > .turn > .label {{ float: right; }}
:is(.stacked, .single) .turn {{ clear: both; }}
:is(.stacked, .single) .turn .label > :nth-child(n) {{ margin: 0; padding: 0; text-align: right; }}
:is(.stacked, .single) [dir="rtl"] > .turn .label > :nth-child(n) {{ text-align: left; }}
:is(.stacked, .single) .turn .label > .same {{ display: none; }}
:is(.stacked, .single) .turn > .label.lengthy:nth-child(n) {{ float: none; width: auto; text-align: start; }}
:is(.stacked, .single) .turn > .label.lengthy > :nth-child(n) {{ text-align: start; }}
.reveal.many .turn > .label {{
  display: flex; float: none; width: auto; margin-inline-start: var(--in);
}}
.reveal.many .turn > .label > :nth-child(n + 2) {{ margin: 0 0.9em; }}
:is(.stacked, .single) :is(
  .turn > .label, .who:has(> .label), .portrayed:has(> .who > .label)
) ~ :nth-child(n):nth-child(n) {{ margin-inline-start: var(--in); }}
:is(.stacked, .single) .turn > .label.lengthy {{ margin-inline-start: var(--in); }}
:is(.stacked, .single) .continued > :nth-child(n):nth-child(n) {{ margin-inline-start: var(--in); }}
:is(.stacked, .single) .portrayed:has(> .who > .label) {{
  --high: calc(var(--names) * 1.3 + 2.8em); min-height: var(--high);
}}
:is(.stacked, .single) .who:has(> .label) {{
  display: block; height: var(--high); margin-bottom: calc(-1 * var(--high));
}}
:is(.stacked, .single) .who > .label {{ display: block; margin: 0.3em 0 0; text-align: end; }}
:is(.stacked, .single) .who:has(> .label) img {{
  width: 100%; height: auto; max-height: calc(var(--names) * 1.3);
}}
}}
"""
# What a book asks of newer engines: how much room there is.
_ROOM = """\
@supports (container-type: inline-size) {
body { --measure: 100cqi; }
header, .division section, .turn, aside { container-type: inline-size; }
.stacked .pair.narration { container-type: inline-size; }
.vertical header, .vertical .turn, .vertical aside { container-type: normal; }
.turn { position: relative; }
}
"""
# Columns, by their classes: from which width on they stand side by side (`--from`). Below it a name that is
# written alike is said once. Two have room for 14 em each and what is between them.
_FROM = {"": 29.5, ".of-5": 29, ".many": 42, ".langs-4": 56, ".langs-5": 70, ".langs-6": 84}
# How wide a track is at least, by the same classes. There is one where there is no room for all.
_TRACKS = {
    ".many": "10em",
    ".many.langs-4": "10em",
    ".many.langs-5": "10em",
    ".many.langs-6": "10em",
    ".of-5": "20%",
    ".of-7": "14.28%",
    ".of-8": "12.5%",
}
_TRACK = """\
.columns{several} .pair {{
grid-template-columns: repeat(auto-fit, minmax(min(100%, max({least}, ({room:g}em - 100%) * 999)), 1fr));
}}
"""
_AGAIN = """\
{where} {{
:where(.columns{several}) .same {{ display: none; }}
}}
"""
# Readers draw lines out to one length, and may have no way to divide words: short lines would have rivers.
_RAGGED = """\
{where} {{
.turn .src, .turn .tgt, .narration .src, .narration .tgt, .note .src, .note .tgt {{ text-align: start; }}
.single .turn > p, .single .turn li {{ text-align: start; }}
:is(.turn, .narration, .note) :is(.src, .tgt):is({whole}) {{ text-align: justify; }}
.single .turn > p:is({whole}) {{ text-align: justify; }}
}}
"""
# Where words are long, a reader that divides none has two or three in a line, however wide the page is.
_UNDIVIDED = """\
:is(.turn, .narration, .note) :is(.src, .tgt):is({long}), .single .turn :is(p, li):is({long}) {{
text-align: start;
}}
"""
_WHOLE = ":lang(zh), :lang(yue), :lang(ja)"
"""Languages whose lines may end anywhere: these are full on every page."""
_FAMILIES = {
    # Compounds are written as one word.
    "Germanic but English": "de nds nl fy sv da nb nn no is fo",
    "Uralic": "fi et hu",
    # Endings are added to endings.
    "Turkic": "tr az kk ky uz",
    "Dravidian": "ta te kn ml",
    "others": "eu ka kl",
}
"""Languages of long words, as grammars class them: compounding without blanks, or agglutinating. No measure:
a language that is missing is set as others are."""
_LONG = ", ".join(f":lang({lang})" for tags in _FAMILIES.values() for lang in tags.split())
"""These are ragged on every page."""
_NARROW = """\
{where} {{
.title.sized, .title.sized > *, .titles.sized > span {{ text-wrap: var(--wrap, balance); }}
}}
"""
# What a turn needs for names and the text, and a window. In sizes of the text.
_TURN, _WINDOW = 25, 42
# Up to which width lines of a headline are short, and those of a text beside what a column of names takes.
_PHONE, _SHORT, _NAMES = 26, 38, 8
# Variable -> selectors, property, and the value with the variable in it.
_RULES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "title-size": (
        (_TITLES, "font-size", "{}"),
        ("h1.pair", "font-size", "1em"),
        (".pair.title > * + *, .titles > span + span", "font-size", "calc({} * 0.75)"),
    ),
    "title-weight": ((".title, .titles", "font-weight", "{}"),),
    "title-align": (
        (".stacked header, .stacked header p, .single header, .single header p", "text-align", "{}"),
        (".stacked .credits, .single .credits", "text-align", "{}"),
        (".title-page, .title-page p, .titles", "text-align", "{}"),
    ),
    "heading-size": (
        (_HEADS, "font-size", "{}"),
        ("h2.pair, h3.pair, h4.pair", "font-size", "1em"),
        (".pair.heading > * + *", "font-size", "calc({} * 0.95)"),
    ),
    "heading-weight": ((".heading", "font-weight", "{}"), (".pair.heading > * + *", "font-weight", "normal")),
    "heading-align": ((".stacked .heading, .single .heading", "text-align", "{}"),),
    "label-size": (("div.label > *, p.label", "font-size", "{}"),),
    "label-weight": ((_LABELS, "font-weight", "{}"),),
    "label-case": (("div.label > *, p.label", "font-variant", "{}"),),
    "figures": (("[lang]", "font-variant-numeric", "{}"),),
    "question-weight": ((_ASKS, "font-weight", "{}"), (_EVENTS, "font-weight", "normal")),
    "rule": (
        (".pair > * + *", "border-left-width", "{}"),
        ('.pair > * + [dir="rtl"]', "border-right-width", "{}"),
    ),
}
_LARGER = 1.3
"""A headline on a web page, where the window has room."""
_WORDS = {
    "regular": "normal",
    "as-written": "normal",
    "as-the-font": "normal",
    "old-style": "oldstyle-nums",
}
LOADING = r"(?<![\w-])(?:src|(?:-webkit-)?(?:image-set|cross-fade))\("
"""Functions of a style that load what a text names, wherever in them it stands: in a variable, too."""
_OUTSIDE = late.regex(rf"@import|@charset|url\s*\(|{LOADING}|(?<![\w-])image\(|</|<!--|\\", re.IGNORECASE)
_COMMENT = late.regex(r"/\*.*?\*/", re.DOTALL)


def sheet(variables: Variables, own: str = "", *, web: bool = False) -> str:
    """The rules that differ from the usual style; "" for none.

    own  a style sheet of the editor's, which may set any of the variables
    web  for a page, and not for a book
    """
    usual = THEMES["plain"]
    changed = {name: value for name, value in variables.items() if value != usual[name]}
    lines = [f"{line}\n" for name, value in changed.items() for line in _rules(name, _css(name, value))]
    lines.append(_largest(_css("title-size", variables["title-size"]), web=web))
    if not web:
        lines.append(_ROOM)
        short = _SHORT + _NAMES * (variables["label-place"] == "beside")
        lines.append(_RAGGED.format(where=_where("max", short, 0, web=False), whole=_WHOLE))
        lines.append(_UNDIVIDED.format(long=_LONG))
    lines += _steps()
    lines.append(_NARROW.format(where=_where("max", _PHONE, _PHONE, web=web)))
    lines += [f".columns{several} {{ --from: {room:g}em; }}\n" for several, room in _FROM.items()]
    lines.append("@supports (width: max(1px, 1px)) {\n")
    for several, least in _TRACKS.items():
        # Three scripts have tracks of their own, and the room of three languages.
        room = _FROM.get(f".{several.rpartition('.')[2]}", _FROM[".many"])
        lines.append(_TRACK.format(several=several, least=least, room=room))
    lines.append("}\n")
    for several, room in _FROM.items():
        # A page has room around its text.
        where = _where("max", room - 0.1, room + 3.1, web=web)
        lines.append(_AGAIN.format(where=where, several=several))
    if variables["label-place"] == "beside":
        lines.append(_HANGING if web else _ASIDE)
        where = _where("min", _TURN, _WINDOW, web=web)
        lines.append(_COLUMN.format(where=where))
    if own:
        lines.append("@supports (color: var(--any)) {\n:root {\n")
        lines += [f"--{name}: {_css(name, value)};\n" for name, value in variables.items() if name in _RULES]
        lines.append("}\n")
        lines += [f"{line}\n" for name in variables for line in _rules(name, f"var(--{name})")]
        lines.append(_largest("var(--title-size)", web=web))
        lines.append(f"}}\n{own.strip()}\n")
    return "".join(lines)


def _steps() -> Iterator[str]:
    """What the classes of headlines say."""
    for step in headlines.STEPS:
        endless = " --wrap: pretty;" * (step > headlines.ENDLESS)
        yield f".line-{step} {{ --needs: {step};{endless} }}\n"
        yield f".abreast-{step} {{ --abreast: {step}; }}\n"


def _where(bound: str, room: float, window: float, *, web: bool) -> str:
    """The condition that there is room: in a book what holds a text, on a web page the window."""
    if web:
        return f"@media screen and ({bound}-width: {window:g}rem)"
    return f"@container ({bound}-width: {room:g}em)"


def _largest(size: str, *, web: bool) -> str:
    """How large a headline may be; on a web page larger where the window has room."""
    rule = f"body {{ --title: {size}; }}\n"
    larger = _counted(f"calc({size} * {_LARGER})")
    roomy = f"@media screen and (min-width: 42rem) {{\nbody {{ --title: {larger}; }}\n}}\n"
    return rule + roomy * web


def _rules(name: str, value: str) -> Iterator[str]:
    for selectors, key, text in _RULES.get(name, ()):
        yield f"{selectors} {{ {key}: {_counted(text.format(value))}; }}"


def _css(name: str, value: float | str) -> str:
    if isinstance(value, str):
        return _WORDS.get(value, value)
    return f"{value:g}{'px' if name == 'rule' else 'em'}"


def _counted(value: str) -> str:
    """A product of a number as a number: old readers can't multiply."""
    match = re.fullmatch(r"calc\(([\d.]+)em \* ([\d.]+)\)", value)
    return f"{float(match[1]) * float(match[2]):.4g}em" if match else value


def check(text: str, path: str) -> None:
    """Refuse a style sheet that loads something, or that ends before its end.

    Raises ConfigError with the line.
    """

    def line(at: int) -> Location:
        return Location(path, text.count("\n", 0, at) + 1)

    if match := _OUTSIDE.search(text):
        hint = "Take it out: an edition loads nothing, and has all its fonts and pictures in it."
        raise ConfigError(f"a style sheet can't have `{match[0]}`.", line(match.start()), hint)
    # Of the same length, so that places stay.
    bare = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    depth = 0
    for brace in re.finditer(r"[{}]|/\*", bare):
        depth += {"{": 1, "}": -1}.get(brace[0], -1000)
        if depth < 0:
            what = "a comment has no end." if brace[0] == "/*" else "a brace closes nothing."
            raise ConfigError(what, line(brace.start()), "Mend it: what follows would be read otherwise.")
    if depth:
        raise ConfigError("a brace is not closed.", line(len(text)), "Write } behind the last rule.")
