"""Text: hygiene, scripts, marks, sentences. Pure."""
