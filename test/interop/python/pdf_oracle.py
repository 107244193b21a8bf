"""Reads sealed PDFs with pyHanko: what the byte range covers, and whether later updates are explained by its rules.

Usage: pdf_oracle.py MANIFEST; lines "name TAB file"; prints "name TAB coverage/changes ...", signatures in signing order.
"""

import sys

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, extract_contents


class SealSignature(EmbeddedPdfSignature):
    """The structural half of pyHanko's signature class: it looks at any /Contents, also at what is not CMS."""

    def __init__(self, reader, field, name):
        self.reader = reader
        self.sig_field = field
        reference = field.raw_get("/V")
        self.sig_object = reference.get_object()
        self.byte_range = self.sig_object.raw_get("/ByteRange")
        self.pkcs7_content = extract_contents(self.sig_object)
        self.signed_revision = reader.xrefs.get_last_change(reference.reference)
        self.coverage = None
        self.fq_name = name
        self._docmdp = self._fieldmdp = None
        self._docmdp_queried = self._fieldmdp_queried = False

    def judge(self):
        self.coverage = self.evaluate_signature_coverage()
        result = self.evaluate_modifications(DEFAULT_DIFF_POLICY)
        suspicious = isinstance(result, SuspiciousModification)
        changes = "SUSPICIOUS" if suspicious else result.modification_level.name
        return f"{self.coverage.name}/{changes}"


def judge(path):
    with open(path, "rb") as stream:
        reader = PdfFileReader(stream, strict=True)
        fields = enumerate_sig_fields(reader, filled_status=True)
        found = [SealSignature(reader, field.get_object(), name) for name, _, field in fields]
        found.sort(key=lambda signature: signature.signed_revision)
        return " ".join(signature.judge() for signature in found)


with open(sys.argv[1], encoding="utf-8") as manifest:
    for line in manifest.read().splitlines():
        name, path = line.split("\t")
        try:
            answer = judge(path)
        except Exception as problem:  # an oracle answers about every file
            answer = f"error {type(problem).__name__}: {problem}"
        print(f"{name}\t{answer}")
