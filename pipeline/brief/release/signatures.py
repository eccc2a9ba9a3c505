"""Signing bytes, and what is known of a signature: PAdES in a PDF, CAdES beside any other file (ETSI EN 319 142, 122).

pyHanko does the work; it is imported when it is first needed, since only the extra `sign` brings it. Nothing here uses
the network: a time stamp comes from a function that is given.
"""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from brief.diagnostics.problems import BriefError, Problem

FIELD: Final = "Signature1"
_USAGE: Final = frozenset({"digital_signature", "non_repudiation"})  # one of the two (RFC 5280, 4.2.1.3)

Stamp = Callable[[bytes], bytes]  # a request of RFC 3161 in, the response out


class Trust(StrEnum):
    """Whether the certificate of a signer or of a time stamp leads to one that is trusted."""

    TRUSTED = "trusted"
    NOT_TRUSTED = "not trusted"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """What is known of a signature: who signed, what is wrong with it, if anything, and whom to trust.

    `stamped` is when it was stamped (ISO 8601), empty without a stamp.
    """

    signer: str
    fault: str
    trust: Trust
    stamped: str = ""
    stamp_trust: Trust = Trust.NOT_CHECKED


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who can sign: the name of the certificate's subject, and what pyHanko signs with."""

    name: str
    key: Any
    stamp: Stamp | None = None


def has_library() -> bool:
    """Return whether pyHanko is installed."""
    from importlib.util import find_spec

    return find_spec("pyhanko") is not None and find_spec("pyhanko.sign") is not None


def require_library() -> None:
    """Raise `BriefError` (E508) where pyHanko is not installed; let it log nothing of its own."""
    if not has_library():
        hint = "install it with `pip install 'brief-pipeline[sign]'`"
        raise BriefError([Problem("E508/no-pyhanko", "signatures need pyHanko, which is not installed", hint=hint)])
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def open_signer(pkcs12: bytes, passphrase: str, stamp: Stamp | None) -> Signer:
    """Return who signs with the key and certificates in a PKCS#12 file; raise `BriefError` (E508, E806)."""
    require_library()
    from pyhanko.sign.signers import SimpleSigner

    try:
        key = SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=passphrase.encode() or None)
        return Signer(_name(key.signing_cert), key, stamp)
    except (ValueError, AttributeError) as error:  # there is no certificate in it
        text = "the PKCS#12 file cannot be opened: it is damaged, has no certificate, or the passphrase is wrong"
        hint = "set BRIEF_SIGN_PASSPHRASE to the passphrase of the file"
        raise BriefError([Problem("E806/cannot-sign", text, hint=hint)]) from error


def _name(certificate: Any) -> str:
    """Return the name in a certificate: the common name (X.520), or else all that it says."""
    subject = certificate.subject
    return str(subject.native.get("common_name") or subject.human_friendly)


def sign_pdf(data: bytes, signer: Signer) -> bytes:
    """Return a PDF with one invisible signature, whose bytes begin with those of the PDF before; raise E806.

    A visible one would break PDF/UA-1 (7.18.4) and PDF/A-2a.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.fields import SigSeedSubFilter

    class Adding(IncrementalPdfFileWriter):  # type: ignore[misc] # pyHanko is optional, so that its types are not known
        """Adds a signature alone: the properties of the file stay those that were checked."""

        def _update_meta(self) -> None:
            pass

    about = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    with _explained():
        signing = PdfSigner(about, signer=signer.key, timestamper=_timestamper(signer.stamp))
        out = signing.sign_pdf(Adding(io.BytesIO(data)))
    return bytes(out.getvalue())


def sign_detached(data: bytes, signer: Signer) -> bytes:
    """Return a signature of bytes as a file of its own (CMS, RFC 5652, in DER); raise E806."""
    with _explained():
        made = signer.key.async_sign_general_data(
            data, "sha256", detached=True, use_cades=True, timestamper=_timestamper(signer.stamp)
        )
        return bytes(asyncio.run(made).dump())


@contextmanager
def _explained() -> Iterator[None]:
    """Make whatever a library raises while it signs a problem: a stamp that could not be had, a key of another kind."""
    try:
        yield
    except BriefError:
        raise
    except Exception as error:  # the libraries raise what they like
        text = f"nothing was signed: {_first_line(error)}"
        hint = "check the key, and the address of the time stamps"
        raise BriefError([Problem("E806/cannot-sign", text, hint=hint)]) from error


def _timestamper(stamp: Stamp | None) -> Any:
    if stamp is None:
        return None
    ask = stamp
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    class Asking(TimeStamper):  # type: ignore[misc] # pyHanko is optional, so that its types are not known
        """Asks for a time stamp through the function that is given."""

        async def async_request_tsa_response(self, req: Any) -> Any:
            return tsp.TimeStampResp.load(ask(req.dump()))

    return Asking()


def read_certificates(data: bytes) -> tuple[Any, ...]:
    """Return the certificates in a PEM or DER file; raise `BriefError` (E508, E806) for other bytes."""
    require_library()
    from asn1crypto import pem, x509

    try:
        parts = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        found = tuple(x509.Certificate.load(der) for der in parts)
        for one in found:
            str(one.subject.human_friendly)
    # asn1crypto raises several kinds for bytes that are no certificate.
    except (ValueError, TypeError, KeyError) as error:
        text = "the trust list has something in it that is no certificate"
        hint = "give a file of certificates in PEM"
        raise BriefError([Problem("E806/trust-list", text, hint=hint)]) from error
    return found


def check_pdf(data: bytes, unsigned: int, trusted: Sequence[Any] | None) -> FoundSignature:
    """Return what is known of the signature of a PDF whose bytes before it are `unsigned`.

    Nothing may stand behind a signature: it must be the only one, and cover the file to its last byte. `trusted` are
    certificates, or `None` where nobody is to be trusted or not.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature

    try:
        reader = PdfFileReader(io.BytesIO(data))
        found = list(reader.embedded_signatures)
        if len(found) != 1:
            return FoundSignature("", f"the file has {len(found)} signatures where there is one", Trust.NOT_CHECKED)
        (one,) = found
        begin, first, second, last = (int(number) for number in one.byte_range)
        if begin != 0 or second + last != len(data) or first < unsigned:
            return FoundSignature("", "bytes of the file are not covered by the signature", Trust.NOT_CHECKED)
        return _judged(
            lambda context: validate_pdf_signature(one, *context, key_usage_settings=_usages(), skip_diff=True), trusted
        )
    # Whatever the libraries raise for a signature that no signer made.
    except Exception:  # noqa: BLE001
        return FoundSignature("", "it cannot be read", Trust.NOT_CHECKED)


def check_detached(data: bytes, signature: bytes, trusted: Sequence[Any] | None) -> FoundSignature:
    """Return what is known of a signature beside the bytes that it is of."""
    from asn1crypto import cms
    from pyhanko.sign.validation import async_validate_detached_cms

    def validate(context: Any) -> Any:
        signed = cms.ContentInfo.load(signature, strict=True)["content"]
        signer, stamp = context
        return asyncio.run(
            async_validate_detached_cms(
                data,
                signed,
                signer_validation_context=signer,
                ts_validation_context=stamp,
                key_usage_settings=_usages(),
            )
        )

    try:
        return _judged(validate, trusted)
    except Exception:  # noqa: BLE001 # likewise
        return FoundSignature("", "it cannot be read", Trust.NOT_CHECKED)


def _judged(validate: Callable[[Any], Any], trusted: Sequence[Any] | None) -> FoundSignature:
    """Return what a validation says, of certificates as of the time stamp if there is one that is trusted."""
    status = validate(_contexts(trusted, None))
    stamp = status.timestamp_validity
    if stamp is not None and trusted:
        later = validate(_contexts(trusted, stamp.timestamp))
        if later.timestamp_validity is not None and later.timestamp_validity.trusted:
            status, stamp = later, later.timestamp_validity
    fault = "" if status.intact and status.valid else "the file is not the one that was signed"
    if stamp is not None and not (stamp.intact and stamp.valid):
        fault = fault or "the time stamp is not of this signature"
    return FoundSignature(
        _name(status.signing_cert),
        fault,
        _trust(trusted, is_trusted=bool(status.trusted)),
        stamp.timestamp.isoformat() if stamp is not None else "",
        _trust(trusted, is_trusted=stamp is not None and bool(stamp.trusted)),
    )


def _trust(trusted: Sequence[Any] | None, *, is_trusted: bool) -> Trust:
    if trusted is None:
        return Trust.NOT_CHECKED
    return Trust.TRUSTED if is_trusted else Trust.NOT_TRUSTED


def _contexts(trusted: Sequence[Any] | None, moment: Any) -> list[Any]:
    """Return what signer and stamp are validated with: the certificates that are trusted, and never the network."""
    from pyhanko_certvalidator import ValidationContext

    when = {"moment": moment} if moment is not None else {}
    return [ValidationContext(trust_roots=list(trusted or ()), allow_fetching=False, **when) for _ in range(2)]


def _usages() -> Any:
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    return KeyUsageConstraints(key_usage=set(_USAGE), match_all_key_usages=False)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
