"""What needs a person's look, before all else: each place with its reasons, a link and a ready command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit import languages
from toolkit.adopt.adoption import Adoption, Filled, Leftover
from toolkit.report.figures import number
from toolkit.report.markup import attributes, confidence, escape, excerpt, who
from toolkit.report.sections import claim, command, pin, place


def look(adoption: Adoption) -> Iterator[str]:
    """The markup of the lists, those without an item left out."""
    doubtful = [filled for filled in adoption.filled if filled.fate == "doubtful"]
    empty = [filled for filled in adoption.filled if filled.fate == "empty"]
    kept = [filled for filled in adoption.filled if filled.fate == "kept"]
    if doubtful or empty or adoption.leftovers:
        yield _advice(adoption)
    else:
        yield '<p class="well">Nothing needs a look: every paragraph of the source has its translation, and none is in doubt.</p>'
    yield from _list(
        f"{number(len(doubtful), 'doubtful paragraph')}",
        "In the catalog as fuzzy: an edition prints none of it before somebody has looked.",
        [_doubtful(adoption, filled) for filled in doubtful],
    )
    sentences = sum(len(leftover.sentences) for leftover in adoption.leftovers)
    yield from _list(
        f"Left over: {number(sentences, 'sentence')} of the translation",
        "Text that translates nothing in the source. In the catalog it is a comment at the entry before it.",
        [_leftover(adoption, leftover, at) for at, leftover in enumerate(adoption.leftovers, 1)],
    )
    yield from _list(
        f"{number(len(empty), 'paragraph')} of the source without counterpart",
        "No sentence of the translation goes with it; its entry stays empty.",
        [_empty(adoption, filled) for filled in empty],
    )
    yield from _list(
        f"Nothing to do: {number(len(kept), 'entry', 'entries')} kept",
        "A person’s work stands there and was not touched. Second is what stands in the catalog.",
        [_kept(adoption, filled) for filled in kept],
    )


def _advice(adoption: Adoption) -> str:
    folder = languages.get(adoption.target.lang).gettext
    catalog = escape(f"locales/{folder}/LC_MESSAGES/{adoption.document}.po")
    example = next(filter(None, (pin(adoption, f) for f in adoption.filled if f.fate == "doubtful")), "")
    shown = f" A pin such as <code>{escape(example)}</code> says" if example else " A pin says"
    return (
        '<div class="advice"><p>Two ways to put things right:</p>\n<ul>'
        f"<li><b>In the catalog:</b> in <code>{catalog}</code>, move the sentence to the entry where it belongs "
        "and take the fuzzy mark away. The next run leaves alone what you have touched.</li>\n"
        f"<li><b>With a pin:</b> give the command at the place.{shown} which paragraph of the source (before "
        "the =) begins where in the translation (after it): change what is not so. Numbers are turn and "
        "paragraph, and a third for the sentence, as they stand beside the texts below.</li></ul></div>"
    )


def _list(heading: str, words: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"<h3>{heading}</h3>\n<p>{words}</p>\n<ol>"
        yield from items
        yield "</ol>"


def _doubtful(adoption: Adoption, filled: Filled) -> str:
    why = "; ".join(map(escape, filled.doubts)) or "not sure enough"
    return _item(
        f"{_link(adoption, filled.passage)} {confidence(filled.confidence)}",
        f'<p class="why">{why[:1].upper()}{why[1:]}</p>',
        _texts(adoption, filled),
        _command(adoption, pin(adoption, filled)),
    )


def _leftover(adoption: Adoption, leftover: Leftover, at: int) -> str:
    first = leftover.sentences[0]
    side = adoption.target
    text = excerpt(" ".join(side.sentences[sentence] for sentence in leftover.sentences))
    place_ = f'<a href="#left-{at}">{escape(place(side, first))} of the translation</a>'
    after = "before the first paragraph"
    if leftover.after >= 0:
        after = f"after {_link(adoption, leftover.after)}"
    many = number(len(leftover.sentences), "sentence")
    return _item(
        f"{place_}, {many}: would go {after}",
        f'<p class="tgt"{attributes(side.lang)}>{text}</p>',
        _command(adoption, claim(adoption, first, leftover.after)),
    )


def _empty(adoption: Adoption, filled: Filled) -> str:
    return _item(_link(adoption, filled.passage), _texts(adoption, filled))


def _kept(adoption: Adoption, filled: Filled) -> str:
    return _item(_link(adoption, filled.passage), _texts(adoption, filled))


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


def _command(adoption: Adoption, wanted: str) -> str:
    return f'<p class="do"><code>{escape(command(adoption, wanted))}</code></p>' if wanted else ""
