"""Mail addresses, read strictly: what two readers would read as two addresses is none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from email import message_from_string
from email.utils import parseaddr
from typing import Any, Final

from brief.diagnostics.problems import Place, Problem

_LONGEST: Final = 254  # octets (RFC 5321, 4.5.3.1.3, without the angle brackets)
_LIST: Final = re.compile(r"[,;]|\s@|@\S+\s+\S+@")
_A_LABEL: Final = re.compile(r"(?:^|\.)xn--", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """One mail address: what is before the sign as it is written, and the domain in its two forms."""

    local: str
    domain: str  # in ASCII, lower case: A-labels (RFC 5890, 2.3.2.1)
    shown_domain: str  # the same as people write it: U-labels

    def __str__(self) -> str:
        """Return the address as it goes to a server: the domain in ASCII."""
        return f"{self.local}@{self.domain}"

    @property
    def key(self) -> str:
        """Return what tells two people apart: nobody gives `Jo@` and `jo@` to two of them."""
        return f"{unicodedata.normalize('NFC', self.local).casefold()}@{self.domain}"

    @property
    def needs_utf8(self) -> bool:
        """Return whether only a server with SMTPUTF8 takes it (RFC 6531)."""
        return not self.local.isascii()


def read_address(written: str, place: Place | None) -> Address | Problem:
    """Return the address that a text is, or what is wrong with it, at `place`."""
    from email_validator import EmailNotValidError, validate_email

    if problem := _more_than_one(written, place):
        return problem
    try:
        found = validate_email(
            written, check_deliverability=False, allow_quoted_local=False, allow_domain_literal=False,
            allow_display_name=False, allow_smtputf8=True,
        )  # fmt: skip
    except EmailNotValidError as error:
        reason = str(error).rstrip(".")
        text = f"`{written}` is not a mail address: {reason[:1].lower()}{reason[1:]}"
        return Problem("E902/malformed-address", text, place, hint=_likely(written))
    local, _, domain = written.rpartition("@")
    ascii_domain: str = found.ascii_domain
    shown: str = found.domain
    address = Address(local, ascii_domain.lower(), shown)
    if other := _other_reading(local, domain, address, found.local_part):
        text = f"`{written}` is read as `{other}` by some programs"
        return Problem("E902/read-in-two-ways", text, place, hint=f"write `{address}` if that is meant")
    return address


def _more_than_one(written: str, place: Place | None) -> Problem | None:
    """Return the problem of a text with something besides one address."""
    odd = [letter for letter in written if unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp", "Cs"}]
    if odd:
        text = f"character U+{ord(odd[0]):04X} cannot be in an address"
        return Problem("E902/malformed-address", text, place, hint="type the address again, without pasting it")
    if written.casefold().startswith("mailto:"):
        text, hint = f"`{written}` is a link, not an address", f"write `{written[7:].partition('?')[0]}`"
        return Problem("E902/malformed-address", text, place, hint=hint)
    if any(sign in written for sign in '<>()"\\'):
        text = f"`{written}` has more in it than one address"
        hint = "write the address alone; the name of the person has a place of its own"
        return Problem("E902/more-than-an-address", text, place, hint=hint)
    if written.count("@") > 1 and _LIST.search(written):
        hint = "write one line for each person: recipients never see each other's addresses"
        return Problem("E902/more-than-an-address", f"`{written}` is more than one address", place, hint=hint)
    return None


def _likely(written: str) -> str:
    """Return the hint for a text that is no address."""
    if "@" not in written:
        return "write it as `name@example.org`"
    if " " in written.strip():
        return f"write it without spaces: `{''.join(written.split())}`"
    return "correct it; quoted names and numbers in brackets are not accepted"


def _other_reading(local: str, domain: str, address: Address, normal_local: str) -> str:
    """Return how another program reads the same text, if it differs; empty otherwise.

    Asked are the standard library's two parsers, and IDNA 2003 besides IDNA 2008: `straße` is another domain in each.
    """
    written = f"{local}@{domain}"
    if normal_local != local:
        return f"{normal_local}@{domain}"
    for read in (parseaddr(written)[1], _in_header(written)):
        if read != written:
            return read
    if domain.isascii() or _A_LABEL.search(domain):
        return "" if domain.lower() in {address.domain, address.shown_domain} else str(address)
    if unicodedata.normalize("NFC", domain).lower() != address.shown_domain:
        return f"{local}@{address.shown_domain}"
    try:
        older = domain.encode("idna").decode().lower()
    except UnicodeError:  # it has characters that IDNA 2003 does not know, so that nobody reads it otherwise
        return ""
    return "" if older == address.domain else f"{local}@{older}"


def _in_header(written: str) -> str:
    """Return the one address that the standard library's newer parser finds in a header; empty for none or several."""
    from email.policy import SMTPUTF8

    header = message_from_string(f"To: {written}\n\n", policy=SMTPUTF8)["To"]
    found: tuple[Any, ...] = getattr(header, "addresses", ())
    return str(found[0].addr_spec) if len(found) == 1 and not found[0].display_name else ""
