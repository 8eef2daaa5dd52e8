"""Lines of verse."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from toolkit.text.markup import Span


def lines(spans: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The lines of a stanza, without the marks that end them; one or more.

    What is stressed over the end of a line is stressed in both.

    >>> from toolkit.text.markup import parse
    >>> [len(line) for line in lines(parse("The *lamp<br>is* lit,<br>the ferry late."))]
    [2, 2, 1]
    """
    done: list[list[Span]] = [[]]
    for span in spans:
        if span.mark == "break":
            done.append([])
            continue
        # A footnote is another text, whatever its lines are.
        first, *others = lines(span.inside) if span.inside and span.mark != "note" else [span.inside]
        done[-1].append(span.replace(inside=first))
        done += [[span.replace(inside=inside)] for inside in others]
    return [tuple(line) for line in done]


def flat(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same with its line ends outside of all other marks."""
    first, *others = lines(spans)
    return tuple(chain(first, *((Span("break"), *line) for line in others)))
