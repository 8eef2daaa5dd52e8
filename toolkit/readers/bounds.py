"""Where the paragraphs of a recording begin: the table of bounds.

Text is measured in characters; one of a script that is set wide counts twice. Times are milliseconds.

By thought  how a page is read: a paragraph of a printed interview has 40 to 120 words, 240 to 700 characters
By source   what those who write captions have agreed upon, or what a program is known to do
For room    it bounds work
"""

PAUSE = 2_000
"""By thought: after a sentence, so long a silence begins a paragraph. Breath is .3 to 1 s; who thinks, or
begins with something else, takes longer."""
LENGTH = 420
"""By thought: a paragraph that is so long ends with its sentence. Of 420 characters and one more sentence a
printed paragraph has 70 to 90 words."""
SILENCE = 10_000
"""By thought: so long a silence begins a paragraph even where no sentence has ended: the recording was cut,
or something else was heard."""
LONGEST = 3_000
"""For room: a paragraph that is so long ends with its cue, whatever its words are."""
UNSTOPPED_PAUSE = 1_000
"""By thought: as PAUSE, where speech has no full stops: a silence is all that tells where a sentence ends."""
UNSTOPPED_LEAST = 160
"""By thought: characters that such a paragraph has at least, so that it isn't each breath's."""
UNSTOPPED_LENGTH = 600
"""By thought: as LENGTH, where speech has no full stops."""
STOPPED = 0.04
"""By thought: share of cues with the end of a sentence, from which on a text has full stops. Cues of 5 to 10
words have one in two or three of them; the captions that a program makes have none."""
ROLLING = 0.6
"""By source: share of cues that begin with the line that the cue before ended with, from which on they roll.
YouTube's captions that are made by a program roll from the first cue to the last; elsewhere a line that is
said twice is rare."""
ROLLING_LEAST = 3
"""By thought: so many cues have to roll. One is enough where nobody can hear what it shows again."""
SEEN = 40
"""By source: a film shows a picture for 42 ms, and nobody says or reads a line in less. YouTube's cues that
only move a line up have 10."""
ROLLING_LINES = 10
"""For room: lines of a cue that are looked at for that. Captions have three."""
WORD_REACH = 60
"""By thought: characters between two words with times, within which others may stand that have none, as
numbers do. What is farther is another place with the same word."""
BESIDE = 1_000
"""By thought: so far beside its cue a word may be heard. Programs find words and pieces by different means,
and are apart by tenths of a second; a time that somebody mistyped is farther off."""
WORD = 9
"""By thought: characters of a long word, two for each that is set wide: of five letters of Chinese, some are
another word. One piece of ten may be longer."""
NAMED = 0.9
"""By source: share of cues that begin with a name and a colon, from which on that is the form of the file, as
Zoom writes it. Where a name stands only when somebody else begins, every second cue has one at most."""
ASKED_LEAST = 3
"""By thought: so often question and answer, each with its letter, take turns. What is listed by letters goes
on from A to B, and initials before a name change with nothing."""
DASHED = 0.9
"""By thought: share of cues with a dash that stand behind the end of a sentence, where a dash says that
somebody else speaks. A dash that interrupts a sentence, or goes on with one, stands in its midst."""
DASHED_LEAST = 3
"""By thought: so many such cues have to be."""
WORDS_LEAST = 5
"""By thought: pieces of which each may be a word; of fewer, each may be a sentence as well."""
MARKS_LEAST = 3
"""By thought: lines with a time, from which on they are a form."""
MARKED = 0.5
"""By thought: share of the lines below the first time that have one, or stand below one: so a form goes
through a text, and isn't a list of times in it."""
SET_APART = 0.2
"""By thought: as MARKED, where nothing but a time in brackets is on its line, and no label comes again: a
time above each ten lines. Nothing else looks so."""
BACK = 0.15
"""By source: share of times that may be before the one above them, as where two speak at once. Transcripts of
Teams have up to an eighth; of times that stand for something else, half."""
CAPTIONS, AT_ONCE, SOON = 5, 30_000, 15_000
"""By thought: lines with a time, from which on they are captions; milliseconds until the first of them, and
from one to the next, at most. The hours of a day begin later, and chapters go on longer."""
CROWDED = 40
"""Characters for each second between two times, in the median, of lines that are a second apart: of more,
they are verses that are counted one by one. Recordings of others have 7 to 18, verses that were made up 25 to
115."""
PARTED = 0.9
"""By thought: share of the blank lines that stand behind the end of a sentence, from which on they part
paragraphs."""
LABELLED = 0.2
"""By thought: share of lines with a time and what may be a label, from which on a line is what one person
says; in captions without labels, as few begin with a word and a colon by chance."""
SAME_WORDS = 0.95
"""By thought: share of the words of two tiers of one person that are the same, from which on the one with
more pieces analyses the other. Noises are marked in one of them alone; a translation has other words."""
SAME_TIMES = 0.8
"""By thought: share of the pieces of a tier that have the times of pieces of one person, from which on it
is about these. A piece may be left out, or be moved by hand; what two say has hardly any times in common."""

APART = 0.05
"""By thought: captions that are a name and nothing else, for each below the first, where names take turns: of
fewer, somebody calls out now and then."""

SLOWEST = 0.5
"""By thought: characters that are said in a unit of time. Of fewer, it is no second but a thousandth: people
say some 15 a second, and this is halfway between 15 and a thousandth of it, as ratios go. Where the unit is
known, so few are titles of a list: chapters and programmes that were made up have .03 to .5."""
FASTEST = 4_000
"""By thought: as SLOWEST. Of more, it is a day, of which sheets count parts."""
