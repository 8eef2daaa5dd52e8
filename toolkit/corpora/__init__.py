"""Pairs of texts, aligned sentence by sentence.

Two texts that translate each other, or whole folders of them.

single   bytes -> sentences, and one pair of texts: its beads, and what is odd about it
output   beads -> ladder, tsv, jsonl, tmx; and a record of what each was made from
listing  pairs from a list that is read as it is gone through
pairing  which files go together
linkage  which documents of two heaps translate each other; heaps reads them, verdicts looks at
         sentences, matching tells who belongs to whom
bounds   the numbers of all of these, and what each was measured on
versions several versions of one text
options  how pairs are aligned
workers  tasks, done here or in processes
batch    many pairs: resumed, each result written whole
together short pairs, aligned together
shards   a corpus: files of many pairs each, made anywhere
table    a corpus as rows of beads; parquet, packed: their formats
cluster  workers on other machines
statistics  what a corpus is like
scores   how good beads are, by a ladder made by hand
"""
