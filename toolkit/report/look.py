"""What needs a person's look, before all else: each place with its reasons, a link and a ready command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit import languages
from toolkit.adopt.adoption import Adoption, Filled, Leftover, Name
from toolkit.adopt.sides import place
from toolkit.report.figures import fate
from toolkit.report.markup import attributes, confidence, escape, excerpt, who
from toolkit.report.sections import claims, dismiss, fix, pin, why
from toolkit.text import counted


def look(adoption: Adoption) -> Iterator[str]:
    """The markup of the lists, those without an item left out."""
    doubtful, empty, kept, earlier = (
        [filled for filled in adoption.filled if filled.fate == one]
        for one in ("doubtful", "empty", "kept", "earlier")
    )
    left, aside = (
        [(at, run) for at, run in enumerate(adoption.leftovers, 1) if run.decided is decided]
        for decided in (False, True)
    )
    claim = claims(adoption)
    names = [name for name in adoption.names if fate(name) == "doubtful"]
    if doubtful or empty or left or names:
        yield _advice(adoption)
    else:
        yield '<p class="well">Nothing: every paragraph has its translation, and none is in doubt.</p>'
    yield from _list(
        counted(len(doubtful), "doubtful paragraph"),
        "In the catalog as fuzzy: an edition prints none of it before somebody has looked.",
        [_doubtful(adoption, filled) for filled in doubtful],
    )
    yield from _list(
        f"Left over: {counted(sum(len(run.sentences) for _, run in left), 'sentence')} of the translation",
        "Text that translates nothing in the source. In the catalog it is a comment at the entry before it.",
        [_leftover(adoption, run, at, claim.get(run, "")) for at, run in left],
    )
    yield from _list(
        f"{counted(len(empty), 'paragraph')} of the source without counterpart",
        "No sentence of the translation goes with it; its entry stays empty.",
        [_item(_link(adoption, filled.passage), _texts(adoption, filled)) for filled in empty],
    )
    yield from _list(
        counted(len(names), "doubtful name"),
        "Speakers whose turns say it, but not all or too few. In the catalog as fuzzy.",
        [_name(name, adoption.target.lang) for name in names],
    )
    yield from _list(
        f"Nothing to do: {counted(len(kept), 'entry', 'entries')} kept",
        "A person’s work stands there and was not touched. Second is what stands in the catalog.",
        [_item(_link(adoption, filled.passage), _texts(adoption, filled)) for filled in kept],
    )
    yield from _list(
        f"Nothing to do: {counted(len(earlier), 'entry', 'entries')} of another file",
        "An earlier run has filled them from another file, and this one has nothing surer for them.",
        [_item(_link(adoption, filled.passage), _texts(adoption, filled)) for filled in earlier],
    )
    yield from _list(
        f"Nothing to do: {counted(sum(len(run.sentences) for _, run in aside), 'sentence')} set aside",
        "A person said that it translates nothing.",
        [_leftover(adoption, run, at, "") for at, run in aside],
    )


def _advice(adoption: Adoption) -> str:
    folder = languages.get(adoption.target.lang).gettext
    catalog = escape(f"locales/{folder}/LC_MESSAGES/{adoption.document}.po")
    one = next((f for f in adoption.filled if f.fate == "doubtful" and f.sentences), None)
    example = f" such as <code>{escape(pin(adoption, one.passage, one.sentences[0]))}</code>" if one else ""
    return (
        '<div class="advice"><p>Two ways to put things right:</p>\n<ul>'
        f"<li><b>In the catalog:</b> in <code>{catalog}</code>, move the sentence to the entry where it "
        "belongs and take the fuzzy mark away. The next run leaves alone what you have touched.</li>\n"
        f"<li><b>With a pin:</b> give the command at the place. A pin{example} says which paragraph of the "
        "source (before the =) begins where in the translation (after it): change what is not so. Numbers "
        "are turn and paragraph, and a third for the sentence, as they stand beside the texts below.</li>"
        "</ul></div>"
    )


def _list(heading: str, words: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"<h3>{heading}</h3>\n<p>{words}</p>\n<ol>"
        yield from items
        yield "</ol>"


def _doubtful(adoption: Adoption, filled: Filled) -> str:
    return _item(
        f"{_link(adoption, filled.passage)} {confidence(filled.confidence)}",
        _why(filled.doubts or ("not sure enough",)),
        _texts(adoption, filled),
        _command("Pin where it begins", fix(adoption, filled)),
        _command("See what speaks for it", why(adoption, filled)),
    )


def _why(doubts: Sequence[str]) -> str:
    words = "; ".join(map(escape, doubts))
    return f'<p class="why">{words[:1].upper()}{words[1:]}</p>'


def _leftover(adoption: Adoption, run: Leftover, at: int, claim: str) -> str:
    side = adoption.target
    first = escape(place(side, run.sentences[0]))
    text = excerpt(" ".join(side.sentences[sentence] for sentence in run.sentences))
    after = f"after {_link(adoption, run.after)}" if run.after >= 0 else "before the first paragraph"
    many = counted(len(run.sentences), "sentence")
    verb = "stands" if run.decided else "would go"
    return _item(
        f'<a href="#left-{at}">{first} of the translation</a>, {many}: {verb} {after}',
        f'<p class="tgt"{attributes(side.lang)}>{text}</p>',
        _command("It translates the paragraph below", claim),
        _command("It translates nothing", dismiss(adoption, run)),
    )


def _name(name: Name, lang: str) -> str:
    text = f"<bdi{attributes(lang)}>{escape(name.name)}</bdi>"
    head = f"<code>speaker|{escape(name.key)}</code>: {text} {confidence(name.confidence)}"
    return _item(head, _why(name.doubts)) if name.doubts else _item(head)


def _item(head: str, *rest: str) -> str:
    return f'<li><p class="head">{head}</p>{"".join(rest)}</li>'


def _link(adoption: Adoption, passage: int) -> str:
    one = adoption.source.passages[passage]
    return f'<a href="#{escape(one.id)}">{escape(one.n)}</a> {who(one, adoption.source.lang)}'


def _texts(adoption: Adoption, filled: Filled) -> str:
    source, target = adoption.source, adoption.target
    texts = [f'<p class="src"{attributes(source.lang)}>{excerpt(source.passages[filled.passage].text)}</p>']
    if filled.target:
        texts.append(f'<p class="tgt"{attributes(target.lang)}>{excerpt(filled.target)}</p>')
    return f'<div class="texts">{"".join(texts)}</div>'


def _command(words: str, command: str) -> str:
    return f'<p class="do">{words}: <code>{escape(command)}</code></p>' if command else ""
