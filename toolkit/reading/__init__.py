"""Plain text of a transcript to turns: lines, labels, the roster, paragraphs, kinds; for every reader."""
