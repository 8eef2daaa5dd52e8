"""Identifiers and roles, checked and in one form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from toolkit import late
from toolkit.errors import nearest
from toolkit.text import tables
from toolkit.text.hygiene import escaped, upright

_ISBN = late.regex(r"(?:urn:isbn:|isbn(?:-1[03])?:?\s*)?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dx])", re.IGNORECASE)
_DOI = late.regex(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE | re.ASCII)
_HANDLE = late.regex(r"(?:hdl:\s*|https?://hdl\.handle\.net/)(\d+(?:\.\d+)*/\S+)", re.IGNORECASE | re.ASCII)
_URN = late.regex(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[!-~]+", re.IGNORECASE)
URL = late.regex(r"https?://[!-~]+")
_NEVER = r"\s<>\"\\`\xad\u200b\u2060\ufeff"
"""What no address has, in whatever script; joiners are letters' own."""
_WEB = late.regex(
    rf"https?://(?:\[[0-9a-f:.]+\]|[^\W_][^{_NEVER}^{{|}}/?#@:\[\]]*)(?::\d+)?(?:[/?#][^{_NEVER}]*)?",
    re.IGNORECASE,
)
"""A name or a number of a machine, its port, and whatever stands behind."""
_URI_OF_LICENCE = late.regex(r"https?://(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})+")
"""As RFC 3986 has it, so that it can be an attribute of a header."""
_SPDX = late.regex(r"[A-Za-z0-9.+-]+")
"""One licence, and no expression of several."""
_CC = late.regex(r"CC-((?:BY|SA)(?:-(?:NC|ND|SA))*)-(\d\.\d)(?:-([A-Z]{2,3}))?")
ACCESS = "info:eu-repo/semantics/"
"""Before what repositories call who may have a text (OpenAIRE's guidelines, version 3)."""
_CREATIVE_COMMONS = "https://creativecommons.org"
_PUBLIC_DOMAIN = {"CC0-1.0": "zero", "CC-PDM-1.0": "mark"}
"""SPDX id -> what Creative Commons calls it."""
_IN_BRACKETS = late.regex(r"(?P<name>[^<>]*)<\s*(?P<address>[^<>\s]+)\s*>.*")
_BARE = late.regex(r"\(?(?P<address>https?://\S+)")
# Commas of all scripts; a year, a range, or several: so many that the time grows with the text alone.
_YEARS = late.regex(r"(?<!\s)\s*[,،，、]\s*\d{4}(?:\s*[-\N{EN DASH},،，、]\s*\d{4}){0,50}年?\.?\Z")
_EMAIL = late.regex(r"(?:mailto:)?[^@\s<>]+@[^@\s<>]+")
_ADDRESS = late.regex(r"[^@]+@[^@]+|\w+:.+")
_ORCID = late.regex(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])/?", re.IGNORECASE | re.ASCII)


def urn(written: str) -> str:
    """An ISBN, DOI, URN or web address as a URI.

    Raises ValueError, with what is wrong.

    >>> urn("978-3-16-148410-0"), urn("doi:10.5281/zenodo.17")
    ('urn:isbn:9783161484100', 'https://doi.org/10.5281/zenodo.17')
    """
    if match := _ISBN.fullmatch(written):
        digits = re.sub("[- ]", "", match[1]).upper()
        # A slip of one digit, or of two that change places, is the commonest mistake.
        if digits[-1] != (last := _isbn_digit(digits)):
            raise ValueError(f"{written!r} is no ISBN: its last digit should be {last}.")
        # Without hyphens, so that one book has one identifier.
        return f"urn:isbn:{digits}"
    # What begins as an ISBN is a wrong one, and no URN or address.
    if re.match(r"(urn:)?isbn\b|97[89][\d -]{7,}", written, re.IGNORECASE):
        raise ValueError(f"{written!r} is no ISBN: it has 13 digits, or 10.")
    if doi(written):
        return persistent(written)
    if _URN.fullmatch(written) or URL.fullmatch(written):
        return written
    raise ValueError(f"{written!r} is no identifier.")


def is_web_address(written: str) -> bool:
    """Whether somebody can go there, and nothing else is done: other schemes run code, or open files.

    It may be written in any script (RFC 3987), and in what browsers take besides. No user stands in it: what
    is before `@` looks like the place that it leads to.

    >>> is_web_address("https://例.example/ア"), is_web_address("javascript:x"), is_web_address("https://a@b")
    (True, False, False)
    """
    return _WEB.fullmatch(written) is not None and escaped(written) == written


def address_meant(written: str) -> str:
    """The web address in what is none as it stands; "" where there is no telling.

    >>> address_meant("doi:10.5555/a"), address_meant("pier.example/a b"), address_meant("javascript:x")
    ('https://doi.org/10.5555/a', 'https://pier.example/a%20b', '')
    """
    number, address = doi(written), written.strip().replace(" ", "%20")
    tries = (f"https://doi.org/{number}" if number else "", address, f"https://{address}")
    return next((made for made in tries if is_web_address(made) and "." in made), "")


def isbn(identifier: str) -> str:
    """The ISBN in a URN, with its hyphens; "" for any other.

    >>> isbn("urn:isbn:9783161484100"), isbn("https://doi.org/10.5281/zenodo.17")
    ('978-3-16-148410-0', '')
    """
    if not identifier.lower().startswith("urn:isbn:"):
        return ""
    from stdnum.isbn import format as hyphenated

    return hyphenated(identifier[len("urn:isbn:") :])


def doi(written: str) -> str:
    """The DOI in an identifier; "" for any other.

    No address stands before it.
    """
    match = _DOI.fullmatch(written)
    return match[1] if match else ""


def handle(written: str) -> str:
    """The handle in an identifier; "" for any other.

    No address stands before it.
    """
    match = _HANDLE.fullmatch(written)
    return match[1] if match else ""


def persistent(written: str) -> str:
    """A DOI or a handle as a web address.

    What is neither stays as it is.

    >>> persistent("doi:10.5281/zenodo.17"), persistent("hdl:20.500.1/7"), persistent("urn:x:y")
    ('https://doi.org/10.5281/zenodo.17', 'https://hdl.handle.net/20.500.1/7', 'urn:x:y')
    """
    if number := doi(written):
        return f"https://doi.org/{number}"
    if number := handle(written):
        return f"https://hdl.handle.net/{number}"
    return written


def licence(written: str) -> str:
    """The URI of a licence.

    Raises ValueError for what is neither a URI nor an SPDX id.

    >>> licence("CC-BY-SA-4.0"), licence("gfdl-1.3-or-later")
    ('https://creativecommons.org/licenses/by-sa/4.0/', 'https://spdx.org/licenses/GFDL-1.3-or-later')
    """
    # A DOI may name a licence as well.
    written = persistent(written)
    if _URN.fullmatch(written) or _URI_OF_LICENCE.fullmatch(written):
        return written
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    def known(name: str) -> str:
        try:
            return canonicalize_license_expression(name)
        except InvalidLicenseExpression:
            return ""

    # SPDX takes any name behind LicenseRef-, which is a licence only to whoever wrote it.
    if "licenseref" in written.lower() or not (name := known(written)) or not _SPDX.fullmatch(name):
        near = known("-".join(written.split()))
        raise ValueError(f"{written!r} is no licence." + (f" Did you mean {near}?" if near else ""))
    # Creative Commons' own addresses are what archives look for.
    if name in _PUBLIC_DOMAIN:
        return f"{_CREATIVE_COMMONS}/publicdomain/{_PUBLIC_DOMAIN[name]}/1.0/"
    if match := _CC.fullmatch(name):
        place = f"{match[3].lower()}/" if match[3] else ""
        return f"{_CREATIVE_COMMONS}/licenses/{match[1].lower()}/{match[2]}/{place}"
    return f"https://spdx.org/licenses/{name}"


def _isbn_digit(digits: str) -> str:
    """The check digit of an ISBN (ISO 2108, annex C)."""
    others = [int(digit) for digit in digits[:-1]]
    if len(digits) == 13:
        # Thirteen digits: weights 1 and 3 in turn.
        return str(-sum(n * (1, 3)[i % 2] for i, n in enumerate(others)) % 10)
    # Ten digits: weights 10 to 2, and X for ten.
    rest = -sum(n * (10 - i) for i, n in enumerate(others)) % 11
    return "X" if rest == 10 else str(rest)


def orcid(written: str) -> str:
    """An ORCID without its address.

    Raises ValueError where it is none, or its last digit isn't right.

    >>> orcid("https://orcid.org/0000-0002-1825-0097")
    '0000-0002-1825-0097'
    """
    match = _ORCID.fullmatch(written)
    if not match:
        raise ValueError(f"{written!r} is no ORCID.")
    digits = match[1].upper().replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2  # ISO 7064, MOD 11-2
    check = "0123456789X"[(12 - total % 11) % 11]
    if digits[-1] != check:
        raise ValueError(f"{written!r} is no ORCID: its last digit should be {check}.")
    return match[1].upper()


def orcid_address(number: str) -> str:
    """The address of an ORCID, by its sixteen digits with hyphens."""
    return f"https://orcid.org/{number}"


def bare(written: str) -> str:
    """An ORCID without its address; "" for other words.

    Whether or not its last digit is right.
    """
    match = _ORCID.fullmatch(written)
    return match[1].upper() if match else ""


def is_address(written: str) -> bool:
    """Whether this is nothing but an e-mail address.

    >>> is_address("ann@example.org"), is_address("Ann Lee"), is_address("Ann @ Lee")
    (True, False, False)
    """
    return _EMAIL.fullmatch(written) is not None


def person(written: str) -> tuple[str, str]:
    """A name and an ORCID, as people sign.

    The address that stands behind the name is left out, and so are marks that turn its direction.

    >>> person("Ann Lee <ann@example.org>"), person("Ann Lee <https://orcid.org/0000-0002-1825-0097>")
    (('Ann Lee', ''), ('Ann Lee', '0000-0002-1825-0097'))
    """
    written = upright(written)
    name, address = _parted(written)
    # Right or not: a check of the edition tells of a wrong one.
    number = bare(address)
    # What is no address is part of the name, brackets and all.
    return (name, number) if name and (number or _ADDRESS.fullmatch(address)) else (written, "")


def _parted(written: str) -> tuple[str, str]:
    """A name, and what stands behind it in angle brackets, or the URL at its end; else "" twice."""
    if match := _IN_BRACKETS.fullmatch(written):
        return match["name"].rstrip(), match["address"]
    # Only the last word may be one: looked for in each, it would be read again from each.
    last = len(written) - len((written.split() or [""])[-1])
    match = _BARE.search(written, last)
    if match is None or match.end() < len(written) or {"<", ">"} & {*written[: match.start()]}:
        return "", ""
    address = match["address"]
    return written[: match.start()].rstrip(), address.removesuffix(")")


def signer(line: str) -> tuple[str, str]:
    """A name and an ORCID, as translators sign a catalog: years behind the name are none of it.

    >>> signer("Ann Lee <ann@example.org>, 2026"), signer("Ann Lee, 2025, 2026"), signer("王路，2026年")
    (('Ann Lee', ''), ('Ann Lee', ''), ('王路', ''))
    """
    name, orcid = person(line)
    return _YEARS.sub("", name), orcid


@cache
def relators() -> Mapping[str, str]:
    """Code and word of each role -> its code."""
    codes: dict[str, str] = {}
    for code, word in tables.rows("toolkit.config", "relators.tsv"):
        # People write "editor" as well as "edt".
        codes[code] = codes[word] = code
    return codes


def relator(written: str) -> str:
    """The MARC code of a role; ValueError for none.

    >>> relator("Editor"), relator("trl")
    ('edt', 'trl')
    """
    # The words of the list have blanks, and no capitals.
    name = " ".join(written.lower().replace("-", " ").split())
    if name in relators():
        return relators()[name]
    raise ValueError(f"{written!r} is no role. {nearest(name, relators())}".rstrip())
