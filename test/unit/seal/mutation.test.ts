/** Whatever is changed in a seal signature: no check of a signature turns ok by it, and nothing but BianyinError is thrown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBytes } from '../../../src-main/crypto/bytes.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import type { SealCheck } from '../../../src-main/seal/seal-check.ts';
import { checkSealSignature } from '../../../src-main/seal/seal-rules.ts';
import {
  detectSignatureContainer,
  parseSealSignature,
  type SealSignature,
} from '../../../src-main/seal/seal-signature.ts';
import { testCrl } from './test-authority.ts';
import { city, documentHash, signingTime, testSeal, testSignature } from './test-seal.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const original = testSignature(testSeal({ version: 5 }));
const known = parseSealSignature(original);
const listTimes = { thisUpdate: new Date('2026-11-01'), nextUpdate: new Date('2026-12-01') };
const context = {
  anchors: [parseCertificate(city.root)],
  intermediates: [],
  crls: [parseCrl(testCrl('Test Root', city.rootKey, [], listTimes))],
  at: signingTime,
  isTimeProven: true,
  now: signingTime,
  documentHash,
};

function tryParse(bytes: Uint8Array): SealSignature | null {
  try {
    return parseSealSignature(bytes);
  } catch (error) {
    if (error instanceof BianyinError) return null;
    throw error;
  }
}

function outcome(checks: readonly SealCheck[], name: SealCheck['check']): string | undefined {
  return checks.find(({ check }) => check === name)?.outcome;
}

/** The parts that a changed octet may be in without anything being forged: none is covered by the signature it decides on. */
function expectNothingForged(changed: SealSignature): void {
  const checks = checkSealSignature(changed, context);
  if (!equalBytes(changed.tbs, known.tbs)) expect(outcome(checks, 'signature.value')).not.toBe('ok');
  if (!equalBytes(changed.certificate, known.certificate)) {
    expect(outcome(checks, 'signature.certificate-listed')).not.toBe('ok');
  }
  if (!equalBytes(changed.seal.infoDer, known.seal.infoDer)) {
    expect(outcome(checks, 'seal.maker-signature')).not.toBe('ok');
  }
  if (!equalBytes(changed.dataHash, known.dataHash)) {
    expect(outcome(checks, 'signature.data-hash')).toBe('fail');
  }
}

/** Places an octet of the seal signature, those of the structure itself more often than those of the picture and keys. */
const place = fc.oneof(
  fc.nat(original.length - 1),
  fc.nat(200),
  fc.nat(600).map((n) => original.length - 1 - n),
);

describe('a changed seal signature', () => {
  it('is without any finding before it is changed', () => {
    expect(checkSealSignature(known, context).filter(({ outcome: found }) => found !== 'ok')).toEqual([]);
  });

  it('never verifies, one octet changed', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const bytes = original.slice();
        bytes[at] = (bytes[at] ?? 0) ^ difference;
        const changed = tryParse(bytes);
        if (changed) expectNothingForged(changed);
        // Not one octet is free: there is always a finding that is worse than a note.
        const findings = changed ? checkSealSignature(changed, context) : null;
        expect(findings?.every(({ outcome: found }) => found === 'ok' || found === 'note')).not.toBe(true);
      }),
      { numRuns: propertyRuns(400) },
    );
  });

  it('never throws anything but BianyinError, octets cut, doubled or inserted', () => {
    fc.assert(
      fc.property(place, fc.nat(40), fc.uint8Array({ maxLength: 6 }), (at, length, inserted) => {
        const tail = original.subarray(Math.min(at + length, original.length));
        const bytes = Uint8Array.from([...original.subarray(0, at), ...inserted, ...tail]);
        const changed = tryParse(bytes);
        if (changed) expectNothingForged(changed);
        expect(() => detectSignatureContainer(bytes)).not.toThrow();
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('noise is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(tryParse(noise)).toBeNull();
        expect(detectSignatureContainer(noise)).not.toBe('seal-signature');
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('deep nesting and lengths that lie are refused at once', () => {
    const deep = new Uint8Array(20_000).fill(0x30);
    for (let i = 1; i < deep.length; i += 2) deep[i] = 0x80;
    const lying = Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30);
    for (const bytes of [deep, lying]) {
      expect(tryParse(bytes)).toBeNull();
      expect(detectSignatureContainer(bytes)).toBe('unknown');
    }
  });
});
