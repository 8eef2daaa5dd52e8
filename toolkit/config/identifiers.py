"""Identifiers and roles as editors write them, checked and brought into one form."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_ISBN = re.compile(r"(?:urn:isbn:|isbn(?:-1[03])?:?\s*)?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dx])", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE | re.ASCII)
_HANDLE = re.compile(r"(?:hdl:\s*|https?://hdl\.handle\.net/)(\d+(?:\.\d+)*/\S+)", re.IGNORECASE | re.ASCII)
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[!-~]+", re.IGNORECASE)
_URL = re.compile(r"https?://[!-~]+")
_ORCID = re.compile(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])/?", re.IGNORECASE | re.ASCII)


def urn(written: str) -> str:
    """An ISBN, DOI, URN or web address as a URI. Raises ValueError, with what is wrong.

    >>> urn("978-3-16-148410-0"), urn("doi:10.5281/zenodo.17")
    ('urn:isbn:9783161484100', 'https://doi.org/10.5281/zenodo.17')
    """
    if found := _ISBN.fullmatch(written):
        digits = re.sub("[- ]", "", found[1]).upper()
        if not _isbn_holds(digits):
            raise ValueError(f"{written!r} is no ISBN: its last digit should be {_isbn_digit(digits)}.")
        return f"urn:isbn:{digits}"
    if re.match(r"(urn:)?isbn\b|97[89][\d -]{7,}", written, re.IGNORECASE):
        raise ValueError(f"{written!r} is no ISBN: it has 13 digits, or 10.")
    if doi(written):
        return persistent(written)
    if _URN.fullmatch(written) or _URL.fullmatch(written):
        return written
    raise ValueError(f"{written!r} is no identifier.")


def doi(written: str) -> str:
    """The DOI in an identifier, without an address before it; "" for any other."""
    found = _DOI.fullmatch(written)
    return found[1] if found else ""


def handle(written: str) -> str:
    """The handle in an identifier, without an address before it; "" for any other."""
    found = _HANDLE.fullmatch(written)
    return found[1] if found else ""


def persistent(written: str) -> str:
    """A DOI or a handle as a web address; what is neither, as it is.

    >>> persistent("doi:10.5281/zenodo.17"), persistent("hdl:20.500.1/7"), persistent("urn:x:y")
    ('https://doi.org/10.5281/zenodo.17', 'https://hdl.handle.net/20.500.1/7', 'urn:x:y')
    """
    if number := doi(written):
        return f"https://doi.org/{number}"
    if number := handle(written):
        return f"https://hdl.handle.net/{number}"
    return written


def _isbn_digit(digits: str) -> str:
    """The check digit that the others ask for (ISO 2108, annex C)."""
    others = [int(digit) for digit in digits[:-1]]
    if len(digits) == 13:
        return str(-sum(n * (1, 3)[i % 2] for i, n in enumerate(others)) % 10)
    rest = -sum(n * (10 - i) for i, n in enumerate(others)) % 11
    return "X" if rest == 10 else str(rest)


def _isbn_holds(digits: str) -> bool:
    return digits[-1] == _isbn_digit(digits)


def orcid(written: str) -> str:
    """An ORCID without its address. Raises ValueError where it is none, or its last digit isn't right.

    >>> orcid("https://orcid.org/0000-0002-1825-0097")
    '0000-0002-1825-0097'
    """
    found = _ORCID.fullmatch(written)
    if not found:
        raise ValueError(f"{written!r} is no ORCID.")
    digits = found[1].upper().replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2  # ISO 7064, MOD 11-2
    check = "0123456789X"[(12 - total % 11) % 11]
    if digits[-1] != check:
        raise ValueError(f"{written!r} is no ORCID: its last digit should be {check}.")
    return found[1].upper()


def bare(written: str) -> str:
    """An ORCID without its address, whether or not its last digit is right; "" for other words."""
    found = _ORCID.fullmatch(written)
    return found[1].upper() if found else ""


@cache
def relators() -> Mapping[str, str]:
    """Code and word of each role -> its code."""
    lines = files(__package__).joinpath("relators.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    return {name: code for code, word in pairs for name in (code, word)}


def relator(written: str) -> str:
    """The MARC code of a role. Raises ValueError for none.

    >>> relator("Editor"), relator("trl")
    ('edt', 'trl')
    """
    name = " ".join(written.lower().replace("-", " ").split())
    if name in relators():
        return relators()[name]
    near = difflib.get_close_matches(name, relators(), 1)
    raise ValueError(f"{written!r} is no role." + (f" Did you mean {near[0]}?" if near else ""))
