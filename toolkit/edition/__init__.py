"""Merge a document with its catalogs, and decide what is printed."""
