"""What misleads a reader inside of a conversation and around it."""

from __future__ import annotations

from random import Random

HABITS = {
    "list": 0.14,  # lines with a colon and no bullet, in an answer
    "score": 0.1,  # votes or goals
    "quoted": 0.12,  # a conversation that somebody tells
    "further": 0.2,  # further paragraphs that look like something else
    "inside": 0.08,  # verse, items, quotations
    "emoji": 0.05,  # turns without words
    "once": 0.14,  # somebody in the room, who speaks once
    "reportage": 0.09,  # what people do between two turns
    "page heads": 0.1,  # with numbers, between turns
    "links above": 0.09,  # addresses
    "credits above": 0.11,  # names of those who speak, of photographers
    "lists above": 0.14,  # contents, an agenda, those who are there
    "tags": 0.08,  # lines of HTML between turns
    "credits below": 0.1,
    "links below": 0.1,
    "thanks": 0.1,
    "next": 0.1,
    "sign-off": 0.09,
    "comments": 0.09,
    "closed": 0.09,  # the chair has the last word
    "points": 0.7,  # paragraphs that begin with words and a colon
    "run-in": 0.6,  # paragraphs that begin in bold
}
"""What misleads, and how many documents may have it; the last two, of those where nobody is labelled."""


def draw_habits(rng: Random) -> set[str]:
    """Those of a document, each drawn by itself."""
    return {habit for habit, share in HABITS.items() if rng.random() < share}
