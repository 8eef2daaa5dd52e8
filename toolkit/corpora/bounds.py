"""The bounds of pairing documents and of corpora, and what each was measured on.

Formulas      300 made-up texts of some 26 sentences of a hundred words, en-ar and en-fr; a quarter of each
              side has no counterpart, and names of files tell nothing (decision 583)
Real heaps    dialogues (ja-en), meetings (ja-en) and news (ko-en) in parts of 40 sentences; a fifth of each
              side has lost its counterpart (decisions 423, 445, 583)
Made heaps    those of `benchmarks/align/heaps.py` (decision 423)
Cut sets      dialogues, meetings, news and stories in documents of twenty sentences (decision 422)
By thought    a first guess that sure pairs unlearn, or what seemed right
For room      bounds of time and memory: another value finds the same pairs, or nearly so
"""

from __future__ import annotations

# Words of documents: `linkage`.

POSTINGS = 3000
"""Documents that are looked up for one of the other heap. For room."""
CANDIDATES = 15
"""Of these, so many are weighed by all of their words. Formulas: by words alone recall is
.613 with 15, .623 with 7 and .613 with 30."""
TEMPER = 0.4
"""What a word counts beside others of its document, which seldom come alone. Formulas: by words
alone recall is .613, with .2 .007, with .8 .910; no precision is below 1. Real heaps: of the dialogues words
alone find a pair, and with .8 six, of which three are wrong; with sentences recall is .756, with .2 .829,
with .8 .707, and of the news .929, .929 and .571."""
PAIRED = 0.5
"""Share of the documents that have a counterpart, before anything is known. Formulas: by words alone
recall is .613, with .25 .507, with .99 .723."""
SURE = 0.9
"""Probability of a pair that teaches. Formulas: by words alone recall is .613, with .45 .673, with
.99 .607."""
SETTLED = 1.005
"""How many times as many sure pairs there are where another round is worth it. For room."""
UNSEEN = 0.3
"""In how many more documents a word is taken to be: one that is in no other is not impossible there.
Formulas: by words alone recall is .613, with .15 .630, with .6 .617."""
TRUSTED = 4.0
"""Documents that the first guess about a word counts for. Formulas: by words alone recall is .613,
with 2 .580, with 8 .633."""
NAME_TRUST = 0.5
"""First guess that a word in the name of a file is in that of its counterpart. By thought."""
TRUST_LEAST, TRUST_MOST = 0.01, 0.99
"""Probabilities beyond which no word is trusted, or mistrusted. By thought."""
COMMON = 0.999
"""Share of the documents that no word is in beyond. By thought."""
ROUNDS = 30
"""Rounds of learning and pairing, sentences with them. Made heaps: of 300 documents (seed 12), for which
thirteen are made, recall is .962, and .948 with 10; seventeen are the most that were seen (decision 646)."""
TAUGHT, WORDS = 6000, 80
"""Pairs that teach, and words of each document: the rarest that are in several. For room."""
TOGETHER_AT_ONCE = 1_000_000
"""Times that two words stand in a pair, counted in one go. For room."""
LEAST_TOGETHER = 3
"""Pairs in which two words must stand to be taken for translations. Formulas: by
words alone recall is .613, with 1 .073, with 6 .647."""
LIFT, OVERLAP = 4.0, 0.4
"""How many times as often as by chance they must, and in what share of the documents of both (Dice). By
thought."""
LENGTHS, LENGTHS_LEAST = 0.5, 0.05
"""Spread of the logarithm of the ratio of lengths, before it is known; the least. Formulas: by
words alone recall is .613, with .25 .597, with 1 .613."""

# Sentences of documents: `verdicts`, `heaps`.

JUDGED = 3
"""Candidates of a document in doubt whose sentences are looked at, the likeliest first. Formulas: one finds
as much as five, with two fifths of the looking, where all were looked at at once."""
VERDICT_MOST = 12.0
"""What the sentences of two documents may say at most, as a logarithm: whose words say more against them,
isn't looked at. Formulas: recall is .940, .967, .993, 1 with 4, 6, 8, 12; 164, 327, 541, 755 are looked
at."""
VERDICT_RIGHT, VERDICT_WRONG, VERDICT_SPREAD = 1.5, 0.6, 0.35
"""How sure alignments are (the sum of both shares of `related.confidence`) of documents that translate each
other, and of others, and their deviation, before anything is known. Real heaps: medians of 1.7 to 1.9 and
of .7 to .8."""
VERDICT_PRIOR = 5.0
"""Documents that these count for. By thought."""
VERDICT_PAIRS = 30
"""Sure pairs by which the law of a heap is learnt, besides those that have been looked at. For room."""
TEACHERS, TEACHING = 50, 500
"""Sure pairs at most, and their sentences, that teach words to those in doubt. Formulas: with 20 pairs the
25 wrong ones that looked best fall from 1.50 to .74, mean, and the 25 right ones that looked worst rise from
1.40 to 1.83; with 40 to .79 and 1.83."""
BESIDE = 0.5
"""Sentences in doubt that are looked at together, for each of these. Formulas: with .25 wrong pairs have .74,
one by one .79; in a sixth of the time. With .5 the same pairs are found as with .25, in two thirds of that
(decision 558)."""
SENTENCES = 300
"""Sentences of a text that are looked at. For room."""
HELD, VECTORS = 60_000, 20_000
"""Sentences that are kept while documents are looked at; those whose vectors are. For room (decision 604)."""
AT_ONCE = 100
"""Documents that a process reads, or an encoder is given, at a time. For room."""
ENCODED = 20
"""Sentences of a text by which vectors tell what it is about. By thought."""
ALIKE = 5
"""Documents that are proposed for one of the other heap. Real heaps: of 43 right pairs of dialogues all were
among them."""

# Which pairs go together: `matching`.

MESSAGES, MESSAGES_SETTLED = 50, 1e-3
"""Messages between documents at most; a change of their logarithms that changes nothing more. For room."""

# Short pairs, aligned together: `together`.

SHORT = 400
"""Sentences of a text that is short. For room: a longer one teaches itself its words."""
TOGETHER = 2000
"""Sentences of the source that are aligned together. For room: more teach no more."""
UNEQUAL = 2
"""How many times as long one text may be as the other: an excerpt is looked for alone. By thought, as
`aligning.bounds.RELATED_UNEQUAL`."""

TELLING = 20
"""Sentences of a text, or up to twice as many, that tell which language it is in. For room: more
take longer."""

# A corpus: `statistics`, `parquet`, `workers`.

NAMED = 100
"""Documents and folders that are named one by one. For room: of a page."""
ROWS = 4
"""Rows that are held: each may have two long texts, and a table that says once what all of them have is small
itself. For room: 100,000 short rows take half a second, 200 at a time a tenth."""
AHEAD = 4
"""Tasks for each process that are begun before the oldest is done: results wait for their turn. For room."""
PATIENCE = 3600.0
"""Seconds after which a process that was begun for one piece of work is taken to hang. By thought."""
YOUNG = 1
"""Of Python's generations of values that may be garbage, the last that is young. For room: of time."""
