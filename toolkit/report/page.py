"""An adoption as one page of HTML.

It needs nothing else: no network, no font.

A little script goes from place to place; all is there without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from toolkit import languages
from toolkit.adopting.adoption import Adoption, AlignedText, Fate, Filled, LearntName, Leftover
from toolkit.adopting.aligned_text import join, named_place
from toolkit.catalog import contexts
from toolkit.catalog.doubts import WORDINGS, Doubt, joined
from toolkit.config.sidecar_file import catalog_file
from toolkit.findings import Finding
from toolkit.report.figures import Figures, claims, count, dismiss, fate, fix, pin, why
from toolkit.report.pairs import FATES, attributes, confidence, escape, excerpt, pairs, who
from toolkit.report.picture import picture, turns
from toolkit.text.hygiene import counted, percent

# What needs a person's look, before all else: each place with its reasons, a link and a ready command.


def findings_list(adoption: Adoption) -> Iterator[str]:
    """The lists of what needs a look.

    Those without an item are left out.
    """
    items: dict[Fate, list[str]] = {fate: [] for fate in FATES}
    for filled in adoption.filled:
        items[filled.fate].append(_filled(adoption, filled))
    numbered = list(enumerate(adoption.leftovers, 1))
    left = [(at, run) for at, run in numbered if not run.decided]
    aside = [(at, run) for at, run in numbered if run.decided]
    claim = claims(adoption)
    names = [name for name in adoption.names if fate(name) == "doubtful"]
    # Who has nothing to do shouldn't have to read how.
    if items["doubtful"] or items["empty"] or left or names:
        yield _advice(adoption)
    else:
        yield '<p class="well">Nothing: every paragraph has its translation, and none is in doubt.</p>'
    yield from _list(
        counted(len(items["doubtful"]), "doubtful paragraph"),
        "In the catalog as fuzzy: an edition prints none of it before somebody has looked.",
        items["doubtful"],
        _choice(count(adoption).doubts),
    )
    yield from _list(
        f"Left over: {counted(sum(len(run.sentences) for _, run in left), 'sentence')} of the translation",
        "Text that translates nothing in the source. In the catalog it is a comment at the entry before it.",
        [_leftover(adoption, run, at, claim.get(run, "")) for at, run in left],
    )
    yield from _list(
        f"{counted(len(items['empty']), 'paragraph')} of the source without counterpart",
        "No sentence of the translation goes with it; its entry stays empty.",
        items["empty"],
    )
    yield from _list(
        counted(len(names), "doubtful name"),
        "Speakers whose turns say it, but not all or too few. In the catalog as fuzzy.",
        [_learnt_name(name, adoption.target.lang) for name in names],
    )
    yield from _list(
        f"Nothing to do: {counted(len(items['kept']), 'entry', 'entries')} kept",
        "A person’s work stands there and was not touched. Second is what stands in the catalog.",
        items["kept"],
    )
    yield from _list(
        f"Nothing to do: {counted(len(items['earlier']), 'entry', 'entries')} of another file",
        "An earlier run has filled them from another file, and this one has nothing surer for them.",
        items["earlier"],
    )
    yield from _list(
        f"Nothing to do: {counted(sum(len(run.sentences) for _, run in aside), 'sentence')} set aside",
        "A person said that it translates nothing.",
        [_leftover(adoption, run, at, "") for at, run in aside],
    )


def _advice(adoption: Adoption) -> str:
    catalog = escape(catalog_file(adoption.document, adoption.target.lang))
    # An example from this very text is understood at once.
    first = next((f for f in adoption.filled if f.fate == "doubtful" and f.sentences), None)
    example = (
        f" such as <code>{escape(pin(adoption, first.passage, first.sentences[0]))}</code>" if first else ""
    )
    return (
        '<div class="advice"><p>Two ways to put things right:</p>\n<ul>'
        f"<li><b>In the catalog:</b> in <code>{catalog}</code>, move the sentence to the entry where it "
        "belongs and take the fuzzy mark away. The next run leaves alone what you have touched.</li>\n"
        f"<li><b>With a pin:</b> give the command at the place. A pin{example} says which paragraph of the "
        "source (before the =) begins where in the translation (after it): change what is not so. Numbers "
        "are turn and paragraph, and a third for the sentence, as they stand beside the texts below.</li>"
        "</ul></div>"
    )


def _choice(doubts: Mapping[str, int]) -> str:
    """A choice of the reason that is shown.

    The script shows it, and is needed for it.
    """
    if len(doubts) < 2:
        return ""
    options = "".join(
        f'<option value="{code}">{escape(WORDINGS[code].about)} ({many})</option>'
        for code, many in doubts.items()
    )
    return (
        '<p class="reasons" hidden><label>Show <select id="reason">'
        f'<option value="">all reasons</option>{options}</select></label></p>'
    )


def _list(heading: str, words: str, items: Sequence[str], choice: str = "") -> Iterator[str]:
    if items:
        yield f"<h3>{heading}</h3>\n<p>{words}</p>{choice}\n<ol>"
        yield from items
        yield "</ol>"


def _filled(adoption: Adoption, filled: Filled) -> str:
    if filled.fate != "doubtful":
        return _item(_link(adoption, filled.passage), _texts(adoption, filled))
    # For the script, which shows one reason alone.
    codes = " ".join(dict.fromkeys(doubt.code for doubt in filled.doubts))
    return _item(
        f"{_link(adoption, filled.passage)} {confidence(filled.confidence)}",
        _why(filled.doubts),
        _texts(adoption, filled),
        _command("Pin where it begins", fix(adoption, filled)),
        _command("See what speaks for it", why(adoption, filled)),
        doubts=codes,
    )


def _why(doubts: Iterable[Doubt]) -> str:
    words = escape(joined(doubts))
    return f'<p class="why">{words[:1].upper()}{words[1:]}</p>'


def _leftover(adoption: Adoption, run: Leftover, at: int, claim: str) -> str:
    side = adoption.target
    first = escape(named_place(side, run.sentences[0]))
    text = excerpt(join(side, run.sentences))
    after = f"after {_link(adoption, run.after)}" if run.after >= 0 else "before the first paragraph"
    many = counted(len(run.sentences), "sentence")
    # It has no place of its own, only one beside others.
    verb = "stands" if run.decided else "would go"
    return _item(
        f'<a href="#left-{at}">{first} of the translation</a>, {many}: {verb} {after}',
        f'<p class="tgt"{attributes(side.lang)}>{text}</p>',
        _command("It translates the paragraph below", claim),
        _command("It translates nothing", dismiss(adoption, run)),
    )


def _learnt_name(name: LearntName, lang: str) -> str:
    text = f"<bdi{attributes(lang)}>{escape(name.name)}</bdi>"
    head = f"<code>{escape(contexts.of_name(name.key))}</code>: {text} {confidence(name.confidence)}"
    return _item(head, _why(name.doubts)) if name.doubts else _item(head)


def _item(head: str, *rest: str, doubts: str = "") -> str:
    known = f' data-doubts="{doubts}"' if doubts else ""
    return f'<li{known}><p class="head">{head}</p>{"".join(rest)}</li>'


def _link(adoption: Adoption, passage: int) -> str:
    there = adoption.source.passages[passage]
    return f'<a href="#{escape(there.id)}">{escape(there.n)}</a> {who(there, adoption.source.lang)}'


def _texts(adoption: Adoption, filled: Filled) -> str:
    source, target = adoption.source, adoption.target
    texts = [f'<p class="src"{attributes(source.lang)}>{excerpt(source.passages[filled.passage].text)}</p>']
    if filled.target:
        texts.append(f'<p class="tgt"{attributes(target.lang)}>{excerpt(filled.target)}</p>')
    return f'<div class="texts">{"".join(texts)}</div>'


def _command(words: str, command: str) -> str:
    return f'<p class="do">{words}: <code>{escape(command)}</code></p>' if command else ""


_LONG = 300
"""From so many paragraphs on the browser is asked to lay out only those on the screen."""
_FILTER = (
    '<fieldset class="filter"><legend>Show</legend>'
    '<label><input type="radio" name="show" checked> all</label> '
    '<label><input type="radio" name="show" id="only"> what needs a look</label></fieldset>'
)
# Single keys can hinder people who speak to their computer, so they can be turned off (WCAG 2.2, 2.1.4).
_KEYS = (
    '<p class="keys" id="keys" hidden><button type="button" data-step="-1">Previous</button> '
    '<button type="button" data-step="1">Next</button> '
    '<label><input type="checkbox" checked> keys <kbd>p</kbd> <kbd>n</kbd></label></p>'
)


def html(adoption: Adoption) -> str:
    """The whole page.

    Both texts are in it, whole and in order; the time is linear in their length.
    """
    return "".join(line + "\n" for line in _lines(adoption))


def _lines(adoption: Adoption) -> Iterator[str]:
    # Counted once, for the figures and for the list.
    figures = count(adoption)
    source, target = (languages.get(side.lang).name for side in (adoption.source, adoption.target))
    title = f"{escape(adoption.document)}: {escape(source)} and {escape(target)}"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}, aligned</title>\n<style>\n{part('report.css')}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#look">Skip to what needs a look</a>'
    yield f"<header>\n<h1><bdi>{escape(adoption.document)}</bdi></h1>"
    yield f"<p>{escape(target)} translation, aligned with the {escape(source)} source</p>\n</header>"
    yield '<nav aria-label="Parts of the report">\n<ul><li><a href="#look">What needs a look</a></li>'
    # Without sentences there is no path to draw.
    if adoption.source.sentences and adoption.target.sentences:
        yield '<li><a href="#path">The path</a></li>'
    yield f'<li><a href="#pairs">Side by side</a></li></ul>\n{_FILTER}\n{_KEYS}\n</nav>\n<main>'
    yield from _warned(
        "unrelated", "These texts seem not to be translations of each other", adoption.unrelated
    )
    yield from _warned("copied", "Much of the translation is the source itself", adoption.copied)
    yield from _warned("moved", "The texts are in another order", *adoption.moved)
    yield '<section class="figures" aria-labelledby="figures">\n<h2 id="figures">In figures</h2>'
    yield from _figures(adoption, figures)
    yield '</section>\n<div class="middle">\n<section class="look-list" aria-labelledby="look">'
    yield '<h2 id="look" tabindex="-1">What needs a look</h2>'
    yield from findings_list(adoption)
    yield "</section>"
    if drawn := picture(adoption):
        yield '<section class="path-part" aria-labelledby="path">\n<h2 id="path" tabindex="-1">The path</h2>'
        yield f"<figure>\n{drawn}\n{_caption(adoption)}\n</figure>\n</section>"
    # The style sheet asks the browser for less work then.
    long = " long" * (len(adoption.source.passages) > _LONG)
    yield f'</div>\n<section class="pairs{long}" aria-labelledby="pairs">'
    yield '<h2 id="pairs" tabindex="-1">Side by side</h2>'
    yield from pairs(adoption)
    yield f"</section>\n</main>\n<script>\n{part('report.js')}</script>\n</body>\n</html>"


def _warned(name: str, heading: str, *findings: Finding | None) -> Iterator[str]:
    """What is said of the texts as a whole, before all figures."""
    if any(findings):
        yield f'<section class="unrelated" aria-labelledby="{name}">'
        yield f'<h2 id="{name}">{heading}</h2>'
        yield from (f"<p>{escape(finding.message)}</p>" for finding in findings if finding)
        yield "</section>"


def _figures(adoption: Adoption, figures: Figures) -> Iterator[str]:
    yield '<dl class="numbers">'
    shown = [
        ("beads", str(figures.beads)),
        ("sentences in sure beads", percent(figures.confident) if figures.beads else "–"),
        *((f"paragraphs {FATES[fate][1]}", str(many)) for fate, many in figures.fates.items()),
        ("sentences of the translation left over", str(figures.left_over)),
        ("sentences of the translation set aside", str(figures.set_aside)),
        ("sentences of the source not translated", str(figures.untranslated)),
    ]
    for name, value in shown:
        # Zeros are printed pale: they are good news, mostly.
        zero = ' class="zero"' if value == "0" else ""
        yield f"<div{zero}><dt>{name}</dt><dd>{value}</dd></div>"
    yield "</dl>"
    if figures.kinds:
        yield '<table class="kinds">\n<caption>Beads, by sentences of source : translation</caption>'
        yield "".join(["<tr>", *(f'<th scope="col">{kind}</th>' for kind in figures.kinds), "</tr>"])
        yield "".join(["<tr>", *(f"<td>{many}</td>" for many in figures.kinds.values()), "</tr>\n</table>"])
    if figures.doubts:
        yield '<table class="reasons">'
        yield "<caption>Why paragraphs are in doubt, some for several reasons</caption>"
        yield '<tr><th scope="col">Reason</th><th scope="col">Paragraphs</th></tr>'
        for code, many in figures.doubts.items():
            yield f'<tr><th scope="row">{escape(WORDINGS[code].about)}</th><td>{many}</td></tr>'
        yield "</table>"
    if adoption.names:
        yield '<table class="names">\n<caption>Names of speakers, learnt from their turns</caption>'
        yield '<tr><th scope="col">Speaker</th><th scope="col">Name</th>'
        yield '<th scope="col">Sure</th><th scope="col">Entry</th></tr>'
        yield from (_name(name, adoption.target.lang) for name in adoption.names)
        yield "</table>"
    yield f'<ul class="files">\n{_file("Source", adoption.source)}'
    yield f"{_file('Translation', adoption.target)}\n</ul>"


def _name(name: LearntName, lang: str) -> str:
    mark, words = FATES[fate(name)]
    return (
        f'<tr><th scope="row">{escape(name.key)}</th>'
        f"<td><bdi{attributes(lang)}>{escape(name.name)}</bdi></td><td>{confidence(name.confidence)}</td>"
        f'<td><span class="fate {fate(name)}"><span aria-hidden="true">{mark}</span> {words}</span></td></tr>'
    )


def _file(role: str, side: AlignedText) -> str:
    return (
        f"<li>{role}: <code><bdi>{escape(side.path)}</bdi></code>, {escape(languages.get(side.lang).name)} "
        f"({escape(side.lang)}), {counted(len(side.passages), 'paragraph')}, "
        f"{counted(len(side.sentences), 'sentence')}</li>"
    )


def _caption(adoption: Adoption) -> str:
    # Long texts have no grid, and then no legend for it.
    grid = any(map(turns, (adoption.source, adoption.target)))
    return (
        "<figcaption><ul>"
        '<li><span class="key path" aria-hidden="true"></span> beads</li>'
        '<li><span class="key doubts" aria-hidden="true"></span> ring: in doubt</li>'
        '<li><span class="key left" aria-hidden="true"></span> upright bar: left over</li>'
        '<li><span class="key lost" aria-hidden="true"></span> level bar: not translated</li>'
        + '<li><span class="key turns" aria-hidden="true"></span> grid: turns</li>' * grid
        + "</ul></figcaption>"
    )


@cache
def part(name: str) -> str:
    """A style sheet or script of the pages."""
    return files(__package__).joinpath(name).read_text("utf-8")
