"""A deposit: an edition with all that an archive wants beside it, as a BagIt bag (RFC 8493).

    package     Edition -> README, rights, DataCite, Dublin Core, provenance: files of the payload
    bag         digests of a payload -> the bag's own files; a profile says what a bag of diglot's has
    container   a bag as a zip, written and read with suspicion
    verify      the files of a bag -> findings

Pure but for the files that are handed in; `pipeline.deposit` gathers and writes.
"""
