"""An authority, a signer and a time-stamping service that exist for one test, in certificates made now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_BEGIN = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_YEAR = datetime.timedelta(days=365)
PASSPHRASE = "a passphrase of the test"


@dataclass(frozen=True)
class Holder:
    """A certificate with its key, and that of its authority."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    authority: x509.Certificate

    def pem(self) -> bytes:
        """Return the certificate in PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def pkcs12(self) -> bytes:
        """Return certificate, key and authority as a PKCS#12 file with `PASSPHRASE`."""
        secret = serialization.BestAvailableEncryption(PASSPHRASE.encode())
        return pkcs12.serialize_key_and_certificates(b"x", self.key, self.certificate, [self.authority], secret)

    def stamp(self, request: bytes) -> bytes:
        """Return the response to a request for a time stamp (RFC 3161), of a day in 2026."""
        from asn1crypto import keys, tsp
        from asn1crypto import x509 as plain
        from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        der = serialization.Encoding.DER
        store = SimpleCertificateStore()
        store.register(plain.Certificate.load(self.authority.public_bytes(der)))
        key = self.key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        service = DummyTimeStamper(
            plain.Certificate.load(self.certificate.public_bytes(der)),
            keys.PrivateKeyInfo.load(key),
            store,
            datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC),
        )
        response: Any = service.request_tsa_response(tsp.TimeStampReq.load(request))
        return bytes(response.dump())


def authority(name: str) -> Holder:
    """Return an authority that signs its own certificate."""
    key = rsa.generate_private_key(65537, 2048)
    builder = _builder(name, name, key.public_key()).add_extension(x509.BasicConstraints(True, None), critical=True)
    usage = _usage(signs=False, certifies=True)
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    return Holder(certificate, key, certificate)


def issued(issuer: Holder, name: str, *, stamps: bool = False, years: int = 30) -> Holder:
    """Return somebody with a certificate of an authority: a signer, or a service that stamps."""
    key = rsa.generate_private_key(65537, 2048)
    builder = _builder(name, _name_of(issuer), key.public_key(), years)
    builder = builder.add_extension(_usage(signs=True, certifies=False), critical=True)
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(builder.sign(issuer.key, hashes.SHA256()), key, issuer.certificate)


def _name_of(holder: Holder) -> str:
    (name,) = holder.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(name.value)


def _builder(name: str, issuer: str, key: rsa.RSAPublicKey, years: int = 30) -> x509.CertificateBuilder:
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer)]
    builder = x509.CertificateBuilder().subject_name(names[0]).issuer_name(names[1]).public_key(key)
    builder = builder.serial_number(x509.random_serial_number())
    return builder.not_valid_before(_BEGIN).not_valid_after(_BEGIN + years * _YEAR)


def _usage(*, signs: bool, certifies: bool) -> x509.KeyUsage:
    return x509.KeyUsage(signs, signs, False, False, False, certifies, certifies, False, False)
