"""Writes into PDFs with pyHanko as honest users do: signatures, certifications, a document time stamp.

Usage: pdf_writer.py MANIFEST; lines "name TAB action TAB input TAB output"; prints "name TAB written" or the error.
"""

import datetime
import sys

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.datetime.now(datetime.timezone.utc)


def identity(common_name, usage=None):
    """A key and its own certificate, made on the spot; nobody trusts it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, common_name)])
    builder = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(NOW - datetime.timedelta(days=1))
        .not_valid_after(NOW + datetime.timedelta(days=30))
    )
    if usage:
        builder = builder.add_extension(certificates.ExtendedKeyUsage([usage]), critical=True)
    der = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return x509.Certificate.load(der), keys.PrivateKeyInfo.load(private)


certificate, key = identity("Clerk of another program")
signer = signers.SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore())
clock_certificate, clock_key = identity("Clock of another program", ExtendedKeyUsageOID.TIME_STAMPING)
clock = timestamps.DummyTimeStamper(clock_certificate, clock_key)

PADES = fields.SigSeedSubFilter.PADES
ACTIONS = {
    "sign": {},
    "sign-pades": {"subfilter": PADES},
    "certify-1": {"certify": True, "docmdp_permissions": fields.MDPPerm.NO_CHANGES},
    "certify-2": {"certify": True, "docmdp_permissions": fields.MDPPerm.FILL_FORMS},
}


def write(action, source, target):
    with open(source, "rb") as stream, open(target, "wb") as output:
        writer = IncrementalPdfFileWriter(stream, strict=False)
        if action == "time-stamp":
            signers.PdfTimeStamper(clock).timestamp_pdf(writer, "sha256", output=output)
        else:
            metadata = signers.PdfSignatureMetadata(field_name="Clerk", **ACTIONS[action])
            signers.sign_pdf(writer, metadata, signer=signer, output=output)


with open(sys.argv[1], encoding="utf-8") as manifest:
    for line in manifest.read().splitlines():
        name, action, source, target = line.split("\t")
        try:
            write(action, source, target)
            answer = "written"
        except Exception as problem:  # a writer answers about every file
            answer = f"error {type(problem).__name__}: {problem}"
        print(f"{name}\t{answer}")
