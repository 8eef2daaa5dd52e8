"""What an archive asks for, and what it gets.

    checks     bytes of TEI -> findings: `scan` reads, a module a family of rules
    package    Edition -> README, rights, DataCite, Dublin Core, provenance: files of the payload
    bag        digests of a payload -> the bag's own files (BagIt, RFC 8493)
    container  a bag as a zip, written, and read with distrust
    verify     the files of a bag -> findings

Pure but for the files that are handed in; `workflow.deposit` gathers and writes.
"""
