/**
 * A sealed file that was changed in any byte is never green. The exceptions are exactly these, by construction: the case of a
 * hexadecimal letter inside /Contents (the value is the same), and octets of the time-stamp token that its own signature
 * leaves open (a token is no part of what the seal protects). In both the seal, its signature and its signer are the same
 * octets, and so is everything outside /Contents. BIANYIN_FUZZ_RUNS sets how many files are tried.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBytes, fromHex } from '../../src-main/crypto/bytes.ts';
import { readDer } from '../../src-main/crypto/der.ts';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { parseSealSignature } from '../../src-main/seal/seal-signature.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { secondHolder } from './test-city.ts';
import { testContext } from './test-context.ts';
import { basePdf, pdfBytes, sealPdf } from './test-pdf.ts';
import { makeSeal } from './test-seal.ts';

const numRuns = Number(process.env['BIANYIN_FUZZ_RUNS'] ?? 250);
const context = testContext();
const small = { holeBytes: 3000 };
const original = pdfBytes(sealPdf(basePdf(), small));
const other = pdfBytes(
  sealPdf(sealPdf(basePdf({ pageExtra: '/Tabs /S ' }), small), {
    ...small,
    signer: secondHolder,
    seal: makeSeal({ esId: '41020000000002', certificates: [secondHolder.certificate] }),
  }),
);
const text = Buffer.from(original).toString('latin1');
const hole = {
  start: text.indexOf('/Contents <') + 10,
  end: text.indexOf('>', text.indexOf('/Contents <')) + 1,
};

/** The seal signature without its token: what must not have changed. */
function sealedPart(bytes: Uint8Array): Uint8Array[] {
  const hex = Buffer.from(bytes.subarray(hole.start + 1, hole.end - 1)).toString('latin1');
  const container = readDer(fromHex(hex.toLowerCase()), { allowTrailing: true }).bytes;
  const { tbs, certificate, signatureValue } = parseSealSignature(container);
  return [tbs, certificate, signatureValue];
}

function isOpenByConstruction(bytes: Uint8Array): boolean {
  if (bytes.length !== original.length) return false;
  const same = (from: number, to: number) =>
    equalBytes(bytes.subarray(from, to), original.subarray(from, to));
  if (!same(0, hole.start + 1) || !same(hole.end - 1, original.length)) return false;
  const [a, b] = [sealedPart(bytes), sealedPart(original)];
  return a.every((part, i) => equalBytes(part, b[i] ?? new Uint8Array()));
}

/** The original, or the original and one more line end behind it (attack P07). */
function hasOnlyLineEndMore(bytes: Uint8Array): boolean {
  const rest = Buffer.from(bytes.subarray(original.length)).toString('latin1');
  return equalBytes(bytes.subarray(0, original.length), original) && /^(\r\n|\r|\n)?$/.test(rest);
}

function expectNotGreen(bytes: Uint8Array): void {
  const { level } = verifyDocument(bytesSource(bytes), context);
  if (level !== 'PASS' || hasOnlyLineEndMore(bytes)) return;
  expect(isOpenByConstruction(bytes)).toBe(true);
}

describe('mutated sealed files', () => {
  it('starts from a green file', () => {
    expect(verifyDocument(bytesSource(original), context).level).toBe('PASS');
  });

  it('never turns green after byte flips', () => {
    const flip = fc.record({ at: fc.nat(original.length - 1), mask: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(fc.array(flip, { minLength: 1, maxLength: 3 }), (flips) => {
        const bytes = original.slice();
        for (const { at, mask } of flips) bytes[at] = (bytes[at] ?? 0) ^ mask;
        expectNotGreen(bytes);
      }),
      { numRuns },
    );
  });

  it('never turns green after truncation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: original.length }), (cut) => {
        expectNotGreen(original.subarray(0, original.length - cut));
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    );
  });

  it('never turns green after a splice with another sealed file', () => {
    const place = fc.nat(original.length);
    fc.assert(
      fc.property(place, fc.nat(other.length), fc.nat(2000), (at, from, length) => {
        const piece = other.subarray(from, from + length);
        const inserted = Buffer.concat([original.subarray(0, at), piece, original.subarray(at)]);
        const replaced = Buffer.concat([
          original.subarray(0, at),
          piece,
          original.subarray(at + piece.length),
        ]);
        expectNotGreen(inserted);
        expectNotGreen(replaced);
      }),
      { numRuns },
    );
  });

  it('keeps green when only the case of hexadecimal letters changes', () => {
    const bytes = original.slice();
    for (let i = hole.start + 1; i < hole.end - 1; i += 1) {
      const byte = bytes[i] ?? 0;
      if (byte >= 0x61 && byte <= 0x66) bytes[i] = byte - 0x20;
    }
    expect(verifyDocument(bytesSource(bytes), context).level).toBe('PASS');
    expect(isOpenByConstruction(bytes)).toBe(true);
  });
});
