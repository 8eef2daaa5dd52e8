"""The bounds of the aligner, and what each was measured on.

Ten sets      seven pairs of languages: the development sets of docs/reference/alignment.md, and stories
              translated by hand (Debian's `wesnoth-1.18-*`); tables are in decisions 0075, 0076, 0113 to 0115
Four sets     the first development sets, all at once (decision 0040)
Pairs         280 related and 837 unrelated pairs of texts (`benchmarks/align/related.py`, decision 0053)
Parts         excerpts of the development sets, and their halves, quarters and eighths in another place
              (`benchmarks/align/parts.py`, decision 0121)
Talks         two interviews in five languages
Books         novels whose paragraphs were paired by hand, and the ten sets (decision 0450)
Measured      on texts that are named there
By thought    a first guess that the texts unlearn, or what seemed right: chosen, not measured (decision 0045)
For room      bounds of time and memory: another value gives the same beads, or nearly so

Where nothing else is said, no figures for other values were kept. Whoever moves a bound measures again.
"""

from __future__ import annotations

import math

# How beads are chosen: `beads`.

STAKE, STAKE_OF_TURNS = 0.3, 0.15
"""What a bead must be worth, in a list of sentences and with an outline.

Ten sets: .3 for .15 gives mean strict F1 of .8503 for .8454 with nothing given, .8825 for .8811 with a
dictionary, .8881 for .8861 with vectors. For F1 alone about .4 would do; but the more it is, the more of
what has no counterpart is hidden in beads beside it. So it stays lower where turns are known (decision
0114). Insertions cost nothing then; since they do, .25 and .35 are no better on four sets (0708)."""
HARDLY = 0.05
"""Probability below which a bead is no better than leaving its units out. Ten sets (decision 0076)."""

LEAST_SURE, MOST_SURE = 1e-4, 0.999
"""Probabilities beyond which no log odds are told apart, for want of errors. By thought."""
UNEVEN, UNEVEN_PRIOR = 0.06, 10.0
"""First guess of the variance of the log ratio of lengths, and the beads that it is worth. By thought."""
OPPOSED = 3.5
"""How far lengths of neighbours are opposed at most, in deviations. By thought."""
LEAST_SLOPE = 0.1
"""What log odds are worth at least when they are mapped. By thought: of the 2,236 alignments that the map was
learnt from, .24 is the least for beads with units of both texts; 82 have less for null beads (0871)."""

# How scorers are weighed: `score`, `vectors`, `rounds`.

LENGTH_WEIGHT, MARKS_WEIGHT, WORDS_WEIGHT = 1.0, 0.85, 0.7
"""Weights of the scorers, which are not independent of each other.

Four sets; fitted anew by maximum likelihood of whole paths on ten sets, where nothing was gained (0076)."""
TEMPER = 0.7
"""Factor of all scores before probabilities are made of them, so that of beads with p about p are right.

Ten sets: .7 for .8 gives mean F1 of .8512 for .847 (0113), and beads of .95 to .99 are right in 95 to 98
%."""
VECTORS_BESIDE, VECTORS_TEMPER = 0.8, 0.85
"""Weight of the other scorers beside the vectors (Four sets, two encoders: .8 gives .0010 more than .6, and
.5 .0011 less, 0414), and factor of both together, which agree too often. Measured (0827)."""
VECTORS_SLOPE, VECTORS_LARGER, VECTORS_PRICE = 0.7, 0.04, 0.3
"""What a cosine as of a true bead is worth, how much more for each unit beyond 1:1, and what a bead costs.

Measured in units of the squared distance between true and false cosines, measured in their deviations, which
is estimated for each pair of texts. A Gaussian likelihood ratio would have 1, 0 and 1/2; but rivals of a bead
are seldom beads of chance, mostly they are parts of it. Four sets, two encoders as unlike as can be: .04
gives .0019 more than .08, which was needed as long as sums of vectors had their common part; slopes of .5
and 1 no more than .001 (0414). A price of .3 for .25 gives .0002 more on 51 sets, and no set loses more than
.0017; .35 gives .0003, but one loses .0034 (0720)."""
VECTORS_CENTRE = 10.0
"""Sentences that the mean of both texts' vectors is worth beside those of one text. Four sets, two encoders:
1,000 gives .0007 less (0414)."""
VECTORS_TELL, VECTORS_ERRORS = 1.5, 2.0
"""Deviations that part true and false cosines at least, and standard errors of that. Measured (0988)."""
COSINE_TRUE, COSINE_FALSE, COSINE_SPREAD = 0.6, 0.2, 0.15
"""General values: the mean cosine of true beads, that of false ones, and their deviation. By thought."""
VECTORS_PRIOR = 10.0
"""Beads that the general values of the cosines are worth. By thought."""
COSINE_APART, COSINE_BEYOND = 0.05, (-1.0, 2.0)
"""By which true cosines are greater than false ones at least, or the ratio would turn round; where a cosine
is between them (0 false, 1 true), beyond which it says no more. By thought."""
MOVE_PRIOR = {
    (0, 1): 0.03, (1, 0): 0.03, (1, 1): 0.77, (1, 2): 0.07, (2, 1): 0.07, (2, 2): 0.006, (1, 3): 0.008,
    (3, 1): 0.008, (2, 3): 0.002, (3, 2): 0.002, (1, 4): 0.0015, (4, 1): 0.0015, (1, 5): 0.0005,
    (5, 1): 0.0005,
}  # fmt: skip
"""Share of each move before anything is known. By thought, after Gale and Church (1993)."""
MOVE_PRIOR_WEIGHT = 30.0
"""Beads that these shares are worth. Four sets."""

# Rounds of learning and aligning: `rounds`.

ROUNDS_OF_SHORT, ROUNDS, ROUNDS_OF_LONG = 4, 3, 2
"""Rounds of short texts, of others, and of long ones.

Four sets: a short text has so little to learn from that more rounds pay. Forty-two texts of 900 to 2,000
sentences and seven of 3,200 to 3,800: the third round gives .0021 and .0037 of F1, a fourth nothing more
(0634)."""
SHORT_TEXT, LONG_TEXT = 600, 5000
"""Source units up to which a part is short (Four sets), and beyond which a text is long: a third round
would take a sixth more. For room."""
TEACHES = 0.5
"""Probability from which on words are learnt from a bead. By thought: more likely right than not."""
LEFT_ALONE = 0.95
"""Probability from which on a bead is left alone from the second round on.

Four sets and stories: the same mean F1 within .0006 from .95 to .8. With .85, pairs that are none were not
looked at again, and nothing doubted them."""
MARGIN = 2
"""Beads around what is aligned anew. Ten sets: with three, vectors give .8905 for .8890, and encode more
(0115)."""
DOUBT = 0.87
"""Probability below which a bead is in doubt, so that its sentences are encoded.

Ten sets: mean F1 of .8890; .90 gives .8898 and .84 .8878, and encode a fifth more and a tenth less
(0115)."""
MOSTLY_DOUBT = 0.7
"""Share of the sentences to be encoded from which on all are.

Measured on Chinese-English novels: all give .005 to .01 of F1: who knows little is sure of wrong beads."""
DOUBT_CUT = 400
"""Beads of a run of doubt that isn't cut. Ten sets: a cut in a doubt is a bead that can't be mended."""
WORTH_ENCODING = 0.03
"""Probability without vectors from which on a bead's sides are encoded as one text each. Measured (0775)."""
VECTOR_PASSES = 2
"""Passes with vectors. Ten sets: the second is half of the gain; a third gives less than nothing (0075,
0115)."""
PART, LEAST_PART = 5000, 300
"""Units of a part with a lexicon of its own, and the fewest.

Measured on 100,000 sentences of mixed genres: F1 rose from .871 to .907 by it: names and topics are local
(0043)."""
PART_MEETINGS = 8_000_000
"""Pairs of words in the beads of a part, about. For room: where units are paragraphs, parts have fewer."""

# The first path, and excerpts: `locate`, `paths`.

FIRST_BAND = 25
"""Cells on both sides of the first path. Parts: a block that was moved puts it off by as many units as it
has."""
WANDER_LEAST, WANDER, WANDER_MOST = 30, 1.2, 500
"""Half of the first band around the diagonal: so much, and so many roots of the units, and no more.
By thought: a random walk strays from the diagonal by about the root of its length. The band grows anyway."""
NEAR_EDGE = 0.8
"""Share of half the band beyond which a path comes near the edge, so that the band grows. By thought."""
FIRST_TRUST = 0.7
"""How far a bead of the first path is trusted by those who learn from it. By thought."""
FIRST_BOX, FIRST_PIECE, FIRST_ROWS, FIRST_CELLS, FIRST_LONG = 16, 200, 64, 200_000, 400
"""Units of a box between points; rows of a block, the least; cells side by side; rows of a box. For room."""
BAND_CELLS = 4_000_000
"""Half of the cells that a band has at most. For room: what is farther off is looked for by probes."""
LOST = 0.48
"""Mean probability below which a path has found nothing.

Ten sets: right paths begin with .52 or more, wrong ones through forty sentences and more with .45 at
most."""
PROBE, PROBES = 40, 24
"""Units of a probe, and how many there are at most. Parts: 31 of 33 excerpts of a tenth were found by
them."""
PROBE_CLEAR = 5.0
"""ln p that an anchor is likelier than no translation, and than the same probe anywhere else. Parts."""
PROBE_BLOCK, PROBE_TRIM = 2000, 2
"""Columns that are scored at a time. For room. Beads at both ends of a probe's path that nobody relies on, as
neighbours were not seen. By thought."""
UNEQUAL_UNITS, UNEQUAL_TEXT = 1.2, 1.1
"""How many times the units, and the text, one side has, from which on the diagonal isn't relied on.

Ten sets: of translations that end after seven tenths of the source F1 rises from .73 to .81, mean of ten
sets. Languages and scripts differ by more in text alone."""
LOCATED_UNITS = 5
"""Units of the shorter side below which nothing is located. By thought."""
STRAIGHT = 25
"""Units by which the sides of a rectangle differ that a path goes straight through. By thought."""
GAP, GAP_EDGE = 30, 6
"""Null beads in a row that are a gap, and those at its ends that may change. Parts: units would scatter
over it."""
CUT_AROUND = 4
"""Beads around a cut that should be 1:1, as long as probabilities are not known. By thought."""

# What is aligned anew: `pieces`.

COARSE, NEAR, FAR = 8, 5, 16
"""Cells on both sides of a path: a coarse one, one that is believed, and one that is not.

Ten sets: with runs of 3 to 15 sentences left out on both sides that gives .005 to .008 of F1, and texts
that have all cost less than with eight everywhere. `NEAR` is the reach of the longest move."""
BELIEVED_BEADS, BELIEVED = 10, 0.4
"""So many beads in a row are believed from this mean probability on. Ten sets, as before."""
ROWS, WAITING_ROWS, BATCH = 200, 4000, 24
"""Rows scored at once, rows whose scores wait, pieces side by side. For room: a processor's cache."""
RUN_CUT, WIDE = 50, 100
"""Beads from which on a run is cut; cells of a row from which on marks are looked up by kinds. For room."""
GAP_SURE = 0.99
"""What is said of beads inside of long gaps: nobody looks at them again. By thought."""

# Clauses: `clauses`.

CLAUSE, CLAUSES_NEAR, CLAUSES_ROUNDS = 8.0, 6, 2
"""Letters of a clause; cells beside their path; last rounds, in which they are asked (Books, 0450)."""
CLAUSES_SAY, CLAUSES_WEIGHT = 4.0, 0.4
"""Log odds of clauses, or of a third text, at most; the weight of clauses, beside scorers already tempered.
Books: 4 gives .002 more than 3; a weight of .6 .001 more, but Korean-English news lose .0055 (0450)."""
WITNESS_WEIGHT = 0.3
"""Weight of what a third text tells. Books in three languages: .15 gives .0022 less, .5 .0058 (0481)."""
LOPSIDED, LOPSIDED_UNITS = 0.2, 30
"""By how much the log ratio of a piece's lengths is off, and its units, for it to be lopsided. Measured on a
made-up text of 240 sentences of which forty were left out: none of them is paired now."""

# Words that translate each other: `vocabulary`, `model1`, `dictionary`, `words`.

SEED_TRUST = (0.7, 0.5, 0.35, 0.4)
"""First guess that a word is translated so: spelt alike, in a list, everyday, of the same consonants. By
thought; .2 to .65 for everyday words are within .003 on each of five sets (0664)."""
SEED_TRUST_WEIGHT = 5.0
"""Counts that this guess is worth. Four sets."""
SKELETON_LETTERS, SKELETON_PAIRS = 3, 100
"""Consonants that a skeleton has at least, and word pairs at most: others fit too many words. By
thought."""
PRIOR_STRENGTH = 1.0
"""Counts that the prior of a word given is worth. Ten sets: another strength changes nothing (0113)."""
MODEL_STEPS = 3
"""Steps of training. Ten sets: two steps give .005 less (0113)."""
DENSE_CELLS = 16
"""Cells for each number up to which a table is faster than sorting. For room."""
LEAST_COUNT = 0.1
"""Expected count from which on a pair of words is kept. For room; what it has is given back to any word."""
OFTEN = 3.0
"""Meetings of a pair from which on a single bead's part is within the error of the estimate. By thought."""
NEGLIGIBLE = 3.0
"""Ratio below which a pair isn't looked up: it changes a score by less than the prior's own uncertainty. By
thought."""
STEM_LETTERS = 5
"""Letters of a stem. Measured: four and six were no better in five languages (after Lennon et al. 1981 for
English)."""
UNIT_WORDS = 600
"""Words of a unit that are compared. For room: all words of a bead meet all others."""
LONGEST_WORD, EVERYDAY_ENDING, EVERYDAY_HEAD = 8, 4, 3
"""Characters of the longest word that is looked for in a text without blanks, for room; letters of the
longest ending of an everyday word, and its first that most others don't begin with. By thought."""
NUMERALS = 30
"""Characters of the longest numeral. For room: nobody counts so far."""
DICTIONARY_WORDS = 2000
"""Heads from which on a dictionary may cut a text without blanks: a shorter one has too few words. By
thought."""
FULL_WORD = 0.03
"""Share of the units that a word is in, from which on it says little where a phrase has others. By
thought."""
SHORT_WORD, FORM_STEM, FORM_ENDING, FORM_MORE, FORM_HEADS = 3, 4, 3, 2, 12
"""Letters up to which a word of a term tells nothing by itself. Letters of a stem at least, of an inflection
at most, and that another form has beyond the stem; heads that are tried for one. By thought."""

# Marks: `anchors`.

MARKS_AGREE = (0.8, 0.5, 0.6, 0.5, 0.5, 0.4, 0.4, 0.3, 0.6, 0.3, 0.2, 0.2)
"""How often the counts of each class agree, before the first round; in the order of `anchors.NAMES`. By
thought."""
MARKS_PRIOR = 10.0
"""Beads that this guess is worth. By thought."""
MARKS_MOST, MARKS_AGREEING = 0.99, (0.02, 0.97)
"""Agreement beyond chance that is believed at most, and its bounds with the guess. By thought."""
MARKS_UNSEEN, MARKS_TEXTS = 0.2, 5000
"""What a count of marks that was never seen counts. By thought. Texts looked at together. For room."""

# Lengths: `length`.

LENGTH_OF = (4.0, 2.0, 1.5, 3.0)
"""What a character counts of Han, katakana, hiragana and Hangul; other letters and digits count 1. By
thought: about the information that each carries."""
LENGTH_FLOOR, LENGTH_SHORT = 0.04, 2.0
"""First guess of the variance of the log ratio of lengths: so much, and this over the length. By thought."""
LENGTH_PRIOR, LENGTH_TYPICAL = 20.0, 0.035
"""Beads that this guess is worth, and one over the length that a bead mostly has. By thought."""
LENGTH_FLOORS, LENGTH_SHORTS = (0.01, 0.5), (0.2, 12.0)
"""What either becomes at least and at most, whatever was learnt. By thought."""
LENGTH_OUTLIER = 0.02
"""Share of true beads whose lengths have nothing to do with each other. By thought."""
LENGTH_OFF = 1.5
"""Squared log ratio that counts at most: wrong beads must not widen the law. By thought."""
LENGTH_MORE = 2.0
"""What a length counts more, so that the shortest texts have a logarithm. By thought."""
LENGTH_SPREAD = 0.25
"""Least deviation of log lengths: lines of one length would forbid any other. By thought."""
LENGTH_CHARACTERS = 1 << 18
"""Characters that are counted together. For room."""

# Layout: `structure`.

VOICES = 60
"""Voices that are learnt one by one; of more, the rarest share a number. For room."""
VOICES_BEAD = 0.8
"""Probability from which on a bead counts when voices are compared. By thought."""
BORDERS_KEPT = 0.6
"""First guess: share of borders that are borders of the same level on the other side. By thought."""
GUESS_WEIGHT = 20.0
"""Beads that a first guess is worth. By thought."""
BORDERS_UNSEEN = 0.1
"""What counts of what was never seen: it is rare, but possible. By thought."""
BORDERS_INSIDE = (1.0, 0.2, 0.1, 0.05)
"""First guess: borders of each level inside of beads, beside how many there are anywhere. By thought."""
BORDERS_APART = (math.inf, -8.0, -12.0, -14.0)
"""A bead over two source paragraphs belongs to neither: it gets no better than this. By thought."""
VOICES_MIXED = -4.0
"""A bead with two voices on one side. By thought."""
OMITTED = ((1.0, 1.2, 1.2, 1.2), (0.6, 1.5, 1.5, 1.5), (0.6, 1.5, 1.5, 1.5), (0.3, 3.0, 3.0, 3.0))
"""First guess, beside chance: null beads whose unit is in the middle of a paragraph, ends, begins, or is one,
by the level of the border that they meet on the other side. By thought."""
KINDS_ALIKE = 0.5
"""First guess: share of a kind of text that is the same kind on the other side. By thought."""
VOICE_WEIGHT = 1.0
"""Turns that the first guess about a voice is worth. By thought."""
STRUCTURE_WORST, STRUCTURE_BEST = -6.0, 4.0
"""What one ratio says at most: layouts are evidence, not law. By thought."""

# Whether texts translate each other: `related`.

SURE = -math.log(0.9)
"""Cost of a bead that is likely enough to be called sure. By thought, as `catalog.provenance.TRUSTED`."""
RELATED_UNITS = 10
"""Sentences of the shorter text below which nothing is said, unless the other has so many more. Pairs."""
RELATED, RELATED_MAPPED, RELATED_ORDERED = 0.9, 0.55, 0.9
"""Sum of the shares of sentences in right beads and in sure ones that texts have which translate each other,
of the text that has more of it: as believed, mapped, and mapped where a part was put elsewhere. Measured
(0987)."""
RELATED_FEW, RELATED_RUN = (15, 0.45), (0.6, 12.0)
"""Sentences of the shorter text below which less is asked, and the sum then, mapped; probability above which
beads speak for a run, and what the sentences of one have more in sum. Measured (0987)."""
RELATED_UNEQUAL = 2.0
"""How many times the sentences one text has, from which on the shorter is asked alone.

Parts: of excerpts of one to nine sentences 876 of 901 that were not found are named, and 95 of 269 that
were."""
EXCERPT = 0.25
"""Share of a text without counterpart at its ends, from which on the other is an excerpt. By thought."""
WEAK, WEAK_MISSING = 0.75, 6.0
"""A stretch is weak whose sentences are right with less than this; so much certainty is missing in it.

Talks: where a part of a short one was put elsewhere 10 and more were missing, in five pairs of languages;
of 169 texts as people wrote them three had one, and two of these were versions of another story (0121)."""
WEAK_BELOW, WEAK_MOST = 0.08, 0.9
"""How much surer than a weak stretch its text is, and what is asked of a stretch at most. Measured (0826)."""

# Parts in another order: `elsewhere`, `moved`.

ELSEWHERE_UNITS, ELSEWHERE_AROUND, ELSEWHERE_PLACE = 60, 12, 4
"""Source units of a text, those heard with one, target units that are one place. Measured (0804)."""
ELSEWHERE_PAIRS, ELSEWHERE_FEW = 16, 3.0
"""Meetings of a rare pair; what few of them say, which is not believed. Measured on 317 texts (0804)."""
ELSEWHERE_MORE, ELSEWHERE_WEIGHT = 0.5, 3.0
"""What another place must have more, and how much less a bead is believed then. Measured (0804)."""
EXCHANGE_PAIRS, EXCHANGE_MOST, EXCHANGE_REACH = 8, 4, 40
"""Pairs from which on exchanges are weighed; those of the shorter run, and how far off the other is."""
EXCHANGE_LOOKS = 0.7
"""What lengths and marks count there beside words. Measured: with 1 a few more exchanges are told, and texts
in order come nearer to it (0850)."""
BLOCK = 12
"""Sentences that make a block. Parts: of eighths (13 to 68 sentences) 2 of 11 are found."""
BLOCK_END, BLOCK_DOUBT = 5, 0.3
"""Sure beads in a row that end a stretch of doubt; share of the stretch that may be sure. Parts."""
BLOCK_CONTEXT = 100
"""Beads that are aligned together with a block, so that they teach the words. Parts."""
BLOCK_CUTS = tuple(share / 8 for share in (4, 3, 5, 2, 6, 1, 7))
"""Where a stretch is cut to be tried the other way round, the likeliest share of it first. By thought."""
BLOCK_CHANCE = 0.7
"""Probability of beads that speak neither for a block nor against it; those of unrelated texts have less.
Pairs."""
BLOCK_HOLDS = 12.0
"""Sum of what the probabilities of a block's sentences are above chance, from which on it holds together.

Pairs: the best of all trials with each of 107 of unrelated texts reached 14.0 in one of 40 made-up ones and
10.9 in the others; in texts that people wrote 8.9."""
ROTATED_BETTER, ROTATED_HOLDS = 0.1, 4.0
"""Gain of a stretch's sentences by another order, on average; what each of its two parts has above chance.

Parts: halves at the other end were found in 11 of 11 texts, quarters in 8 (0121)."""
BLOCK_UNEQUAL = 2.0
"""How many times the sentences of its counterpart a block has at most. By thought."""
BLOCK_WORK, BLOCK_WORK_SHARE = 1500, 0.5
"""Sentences that are aligned once more: so many, and this share of both texts. For room."""

# What is explained: `explain`.

EXPLAINED_AROUND = 8
"""Beads on both sides of the one that is asked for, among which alternatives are weighed. For room."""
EXPLAINED, EXPLAINED_LEAST = 3, 0.001
"""Alternatives that are told, and the probability that makes one worth it. By thought."""

# Candidates for a glossary: `phrases`.

TERM_WORDS, TERM_LETTERS, TERM_SHORT = 4, 8, 3
"""Words of the longest phrase, its characters without blanks, letters of the shortest word. By thought."""
TERM_LEAST = 3
"""Pairs that a phrase is in, or it doesn't recur. By thought."""
TERM_STEADY, TERM_OWN = 0.6, 0.4
"""Of the pairs with the phrase, so many have its translation, and the other way round. By thought."""
TERM_KNOWN = 0.1
"""Probability, in both directions, from which on two words translate each other. By thought."""
TERM_PART, TERM_OFTEN = 0.9, 4
"""Of the pairs with a phrase, so many have the same longer one: then that is the term. Of several forms those
count that are no rarer than this part of the commonest. By thought."""
TERM_EVERYWHERE = 0.2
"""Share of the pairs from which on a character is no part of a term's edge. By thought."""
TERM_MOST, TERM_AT_ONCE = 2_000, 2_000
"""Pairs from which on a phrase is looked at in some of them; pairs of a lexicon. For room."""
