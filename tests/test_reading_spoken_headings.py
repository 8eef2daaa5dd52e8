"""Headings that are a name and the first words of a turn."""

from collections.abc import Callable

import pytest

from talks import kinds_of, read, read_and_asked, said

HEBREW = [
    ("עדה קופ", "תודה רבה, אדוני.", "ראינו את הנהר עולה שלושה ימים."),
    ("בלה נובק", "לא לפני יום שישי.", "אנשי המחוז יבדקו את העמודים."),
    ("עדה קופ", "והמעבורת?", "היא יוצאת גם בלילה."),
    ("בלה נובק", "עד עשר.", "אנחנו משלמים על כך."),
]
ENGLISH = [
    ("Ms ADA KOP", "Thank you", "We have seen the river rise for three days now."),
    ("Mr BELA NOVAK", "Not before Friday", "The piers are to be looked at, and they come on Thursday."),
    ("Ms ADA KOP", "And the ferry", "Does it go at night? Many of us work late."),
    ("Mr BELA NOVAK", "Until ten", "On Saturdays it goes until midnight. We pay for it."),
    ("Mr CYRIL DANE", "I have a question", "Who pays for the lamps at the landing place?"),
]


def page(talk: list[tuple[str, str, str]], between: str) -> str:
    turns = (f"<h3>{name}{between}{words}</h3><p>{below}</p>" for name, words, below in talk)
    return f"<html><body><h1>The river</h1>{''.join(turns)}</body></html>"


def markdown(talk: list[tuple[str, str, str]], between: str) -> str:
    turns = (f"### {name}{between}{words}\n\n{below}\n\n" for name, words, below in talk)
    return "# The river\n\n" + "".join(turns)


@pytest.mark.parametrize(("ending", "made"), [("html", page), ("md", markdown)])
@pytest.mark.parametrize(("talk", "between"), [(HEBREW, ": "), (ENGLISH, ": "), (ENGLISH, " - ")])
def test_whoever_takes_turns_in_headings_speaks(
    talk: list[tuple[str, str, str]], between: str, ending: str, made: Callable[..., str]
) -> None:
    document = read(made(talk, between), path=f"river.{ending}")
    assert said(document) == [(who, words) for who, first, below in talk for words in (first, below)]


@pytest.mark.parametrize(("talk", "between"), [(HEBREW, ": "), (ENGLISH, " - ")])
def test_one_question_asks_whether_such_headings_are_said(
    talk: list[tuple[str, str, str]], between: str
) -> None:
    """What the headings of a page name may be things: `Core: Faster reading.`, with we and you below."""
    _, findings = read_and_asked(markdown(talk, between), path="river.md")
    names = [finding for finding in findings if finding.code == "D103"]
    assert [finding.every_line for finding in names] == [tuple(range(3, 3 + 4 * len(talk), 2))]


THINGS = (("Rome", "Oslo", "Rome", "Oslo"), ("Hotels", "Hotels", "Food", "Food"))
CHAPTERS = (("The river", "The bridge", "The mill", "The quay"), ("a history", "a song", "a ruin", "a fair"))


@pytest.mark.parametrize("heads", [THINGS, CHAPTERS])
def test_what_headings_name_is_nobody_where_it_is_a_thing(heads: tuple[tuple[str, ...], ...]) -> None:
    talk = [(name, words, "You stay near the sea. Where else?") for name, words in zip(*heads, strict=True)]
    document = read(markdown(talk, ": "), path="places.md")
    kinds = kinds_of(document)
    assert [kinds[f"{name}: {words}"] for name, words, _ in talk] == ["heading"] * 4
    assert not document.speakers
