"""What the lines of a transcript are: speech, and who says it, titles, notes.

`view` looks at the lines, `roster` at their labels, `laws` at the whole, and `inference` weighs all of it.
`toolkit.transcript` makes a document of what it infers.
"""
