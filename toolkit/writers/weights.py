"""How often the elements of a drawing are drawn.

An element that shows ten others, each of which shows ten, and so on, is drawn for ever: by `<use>`, and as
well by what paints, clips, masks, filters or marks.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, count
from urllib.parse import unquote

from lxml import etree

from toolkit import late, limits
from toolkit.model import Location

_DEPTH = 200
"""How deep elements may stand in each other, those that they use among them."""
_NAMES = 10 * limits.DRAWN.most
"""How many names are read at most, again where they are read again."""
_ESCAPE = late.regex(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
# `url(#a)`, and whatever else names an element in brackets.
_NAMED = late.regex(r"\(\s*+[\"']?+\s*+#([^\"')]+)")
# It begins behind a bracket, and nowhere else: else a long sheet without one takes for ever.
_RULE = late.regex(r"(?:\A|(?<=[{}]))([^{}]*+)\{([^{}]*+)\}")
_COMPOUND = late.regex(r"(\*|[\w-]*)((?:[.#][\w-]+)*)")
_ONCE = frozenset({"clip-path", "mask", "filter"})
"""Properties that an element has as a whole; all others may be handed down to each element in it."""
_TELLS = frozenset({"a", "animate", "animateMotion", "animateTransform", "discard", "mpath", "set"})
"""Elements that name another and don't draw it."""
_PLAIN = frozenset({"linearGradient", "radialGradient"})
"""Elements that are named and draw no others."""
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

NamedPart = tuple[str, bool]
"""The id of an element, and whether each element in the one that names it may draw it."""


def unescaped(style: str) -> str:
    r"""A style with its escapes taken out: `\75rl(` is `url(` to who draws it."""
    return _ESCAPE.sub(
        lambda match: chr(min(int(match[1], 16), sys.maxunicode)) if match[1] else match[2], style
    )


def check(root: etree._Element, where: Location | str | None) -> None:
    """Refuse what is drawn too often; elements are counted as often as they are drawn, and never too few.

    Raises DiglotError for too many, and ValueError for elements that use themselves, and for two of one id,
    of which readers draw either.
    """
    by_id = _by_id(root)
    rules = _rules(root)
    weights: dict[tuple[etree._Element, bool], int] = {}
    open_: set[tuple[etree._Element, bool]] = set()
    read = count()

    def targets(node: etree._Element, *, each: bool) -> Iterator[etree._Element]:
        named: dict[NamedPart, None] = {}
        for pair in _named(node, rules):
            named[pair] = None
            # Style sheets multiply what few bytes name.
            if next(read) > _NAMES:
                raise limits.beyond(limits.DRAWN, where)
        for name, handed_down in named:
            target = by_id.get(name, by_id.get(unquote(name)))
            if handed_down == each and target is not None and etree.QName(target).localname not in _PLAIN:
                yield target

    def weigh(node: etree._Element, named: bool = False) -> int:
        """Weight of a node; where it is `named` elsewhere, with what those around it hand down."""
        key = (node, named)
        if key in open_ or len(open_) > _DEPTH:
            raise ValueError("the drawing has an element that uses itself, or is nested too deep.")
        if key not in weights:
            open_.add(key)
            made = weigh(node) if named else 1
            for around in node.iterancestors() if named else [node]:
                if not named:
                    made += sum(weigh(child) for child in node if isinstance(child.tag, str))
                    made += sum(weigh(target, True) for target in targets(node, each=False))
                made *= 1 + sum(weigh(target, True) for target in targets(around, each=True))
                # At once: what names it has more still.
                limits.check(made, limits.DRAWN, where)
            weights[key] = made
            open_.discard(key)
        return weights[key]

    weigh(root)


def _by_id(root: etree._Element) -> dict[str, etree._Element]:
    by_id: dict[str, etree._Element] = {}
    for node in root.iter(etree.Element):
        for name in {node.get("id"), node.get(_XML_ID)} - {None, ""}:
            if name in by_id:
                raise ValueError(f"two elements of the drawing have the id {name}.")
            by_id[str(name)] = node
    return by_id


def _rules(root: etree._Element) -> dict[str, list[Sequence[NamedPart]]]:
    """The elements that style sheets name, by the tag, `.class` or `#id` that has the style; "*" for all."""
    rules: dict[str, list[Sequence[NamedPart]]] = defaultdict(list)
    for style in root.iter("{*}style"):
        text = "".join(style.itertext())
        # In quotes, comments and escapes a bracket may be none: then each element may have each style.
        if re.search(r"/\*|[\\\"']", text):
            rules["*"].append([*_in_style(text)])
            continue
        for selectors, body in _RULE.findall(text):
            named = [*dict.fromkeys(_in_style(body))]
            for selector in selectors.split(",") if named else ():
                rules[_key(selector)].append(named)
        rules["*"].append([*_in_style(_RULE.sub(r"\1", text))])
    return rules


def _key(selector: str) -> str:
    """What all elements have that a selector selects."""
    *_, last = ["", *re.sub("[>+~]", " ", selector).split()]
    match = _COMPOUND.fullmatch(last)
    if not match:
        return "*"
    return re.findall("[.#][^.#]+", match[2])[-1] if match[2] else match[1] or "*"


def _named(node: etree._Element, rules: dict[str, list[Sequence[NamedPart]]]) -> Iterator[NamedPart]:
    """All that a node names to be drawn."""
    tag = etree.QName(node).localname
    classes = [f".{name}" for name in str(node.get("class", "")).split()]
    for key in ("*", tag, f"#{node.get('id')}", *classes) if rules else ():
        yield from chain.from_iterable(rules.get(key, ()))
    for key, value in node.attrib.items():
        name, text = etree.QName(key).localname, str(value).strip()
        if name == "style":
            yield from _in_style(text)
        elif name == "href" and text.startswith("#") and tag not in _TELLS:
            yield text[1:], False
        elif "(" in text or "\\" in text:
            yield from ((match[1].strip(), name not in _ONCE) for match in _NAMED.finditer(unescaped(text)))


def _in_style(style: str) -> Iterator[NamedPart]:
    """What the declarations of a style name."""
    # Where a comment or an escape hides a name, it is taken for one that is handed down.
    sure = not re.search(r"/\*|\\", style)
    for declaration in unescaped(style).split(";"):
        name = declaration.partition(":")[0].strip().lower()
        for match in _NAMED.finditer(declaration):
            yield match[1].strip(), not (sure and name in _ONCE)
