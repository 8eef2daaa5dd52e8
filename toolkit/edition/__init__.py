"""From a document and its catalogs to what is printed: an edition, its rows and its sentences."""
