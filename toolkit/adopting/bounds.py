"""The bounds of adoption, and what each was measured on.

Talks      two interviews in five languages, made into transcripts with paragraphs merged and split, sentences
           left out and added, parts moved; docs/reference/alignment.md tells what came of it as a whole
Made up    conversations of `tests/transcripts.py`, in order and in another one
Measured   on texts that are named there
By hand    chosen by looking at such texts
For room   bounds of time and memory, which decide nothing
By definition   what the word means

For single values of these no figures were kept: what is said is what a bound was set for. Where one is moved,
measure again.

How sure a text must be to be taken over is `catalog.provenance.TRUSTED`.
"""

from __future__ import annotations

import math

# From beads to paragraphs: `placing`.

UNLIKE_SENTENCES = 3
"""Sentences that one side of a bead has more, from which on a person should look.

Talks: sentences that were added or left out hid in such beads; few others are so unequal."""
NEARLY_CERTAIN = 0.9999
"""The surest omission that no person has decided. By definition: 1 is kept for what a person says."""

# What is one of a kind in the head: `head`.

PAIR_BY_KIND = -math.log(0.95)
"""Cost of two lines that their kind puts together. By hand: so they are taken over if nothing else is odd."""
OPEN = -math.log(0.5)
"""Cost of a line for and against which nothing speaks. By definition: even odds."""

LINE = 0.5
"""Probability from which on a line is about the publication. By definition: below it, it is rather none."""

# Turns that were moved: `moved`.

TURN_LENGTH = 40.0
"""Units of length from which words tell two stretches from others. By hand: shorter is anybody's "Yes."."""
TURN_RATIO = 2.0
"""Factor by which the lengths of two stretches may differ from those of the texts. By hand."""
TURN_PARTNERS = 4
"""Stretches of the likeliest length that each stretch of the source is tried with. For room."""
TURN_ODDS, TURN_ODDS_TOGETHER = 5.0, 12.0
"""ln of the odds that a bead is right, on average and summed up, from which on two stretches count as moved.

Measured on texts that have nothing to do with each other: beside each other, any two sentences are more
likely a pair than two omissions. That alone makes odds of up to 4, and more for a single bead."""

# What a person has settled: `settled`.

UNEQUAL_AROUND, UNEQUAL_LENGTH = 2.0, 400.0
"""Factor, and units of length, that one text has more before a settled region that stands elsewhere.

Made up: what was confirmed a few turns away stays fixed, what is from another part of the text doesn't."""

# What is found anew around a decision: `nearby`.

REALIGNED_SURE = 2
"""Sure beads in a row at which a stretch ends that is aligned anew. By hand: one may be sure by chance."""
REALIGNED_AROUND = 60
"""Beads on either side that teach the aligner words there.

Talks: 99.2 % of the beads nearby are those of a whole alignment; with 15 it is 97.6 %, with 240 99.5 %."""

# Names of speakers: `head`.

VOICE_SHARE = 0.6
"""Share of a speaker's beads that must be with one voice. By hand: half would let two voices tie."""
VOICE_UNSEEN = 0.2
"""Beads more that a voice might have had elsewhere, where its share is told. By hand."""
VOICE_BEAD = 0.8
"""Probability from which on a bead counts for a name. By hand; `aligning.bounds.VOICES_BEAD` is the same."""
NAME_SURE = 0.9
"""Confidence from which on a name needs no look. By hand: as for paragraphs."""
NAME_LIKER = 0.1
"""By how much more a label must sound like the name to be taken for the speaker's first one. By hand."""

# What is doubted: `doubts`.

SURE_SHARE = 0.8
"""Of the beads in a weak stretch: where more are sure, much was left out, but what is there goes together.

Talks: those with passages left out are told from those in another order."""
ISLAND, ISLAND_DISTANCE = 2, 8
"""Paragraphs that stand alone, and untranslated ones beside them on either side. By hand, on excerpts."""
LENGTH_FACTOR, LENGTH_MORE = 2.5, 15.0
"""A translation is odd that is longer than its source by this factor and these units, or shorter.

Talks: added sentences hid in beads of short ones. Lengths are compared beside what is usual in the texts."""
STRETCH = 256
"""Paragraphs of which all is made anew where one is another. For room: of each stretch all is compared."""

SHOWN_SURE, SHOWN_UNSURE = 0.9, 0.6
"""How likely a bead is, at least, that a page draws as sure, and as unsure; others are doubtful. By hand."""

# How places and sentences are quoted and found again: `aligned_text`, `settled`.

OPENING_WORDS, OPENING_CHARACTERS = 5, 12
"""Words of a sentence that a doubt quotes, or characters where words have no blanks between. By hand."""
PIN_CHARACTERS = 60
"""Characters of a sentence by which a pin finds it again; more where they don't tell it. By hand."""
INDEXED_CHARACTERS = 8
"""First characters by which sentences are found. For room."""
