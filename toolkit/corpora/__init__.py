"""Pairs of texts, aligned sentence by sentence.

Two texts that translate each other, or whole folders of them.

texts    bytes -> sentences
single   one pair: aligned, and what is odd about it
output   beads -> ladder, tsv, jsonl, tmx
pairing  which files go together
batch    many pairs: in processes, resumed, each result written whole
record   what was made from what, so that it needn't be made again
gold     a ladder made by hand -> beads
scores   how good beads are, by a gold standard
"""
