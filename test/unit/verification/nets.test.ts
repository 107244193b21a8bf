/** Checks behind checks: what must be noticed when something before it has failed, or says too much. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseOcspResponse } from '../../../src-main/pki/ocsp.ts';
import { createCheckLog } from '../../../src-main/verification/check-log.ts';
import { judgeSignatures } from '../../../src-main/verification/judge-signatures.ts';
import { openSigned } from '../../../src-main/verification/open-signed.ts';
import type { SignedDocument } from '../../../src-main/verification/signed-document.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { firstHolder, subAuthority } from '../../attacks/test-city.ts';
import { testContext } from '../../attacks/test-context.ts';
import { sm2Sign, testKey } from '../../attacks/test-key.ts';
import { basePdf, pdfBytes, sealPdf } from '../../attacks/test-pdf.ts';
import { makePermit } from '../../attacks/test-permit.ts';
import { makeOcspResponse } from '../../pki/support/ocsp-response.ts';

const sealed = sealPdf(basePdf());
const codesOf = (pdf: typeof sealed, context = testContext()) =>
  verifyDocument(bytesSource(pdfBytes(pdf)), context).codes;

/** The same document with one step that does nothing, as if the engine had forgotten it. */
function judgedWithout(step: 'judgeChanges' | 'none') {
  const log = createCheckLog();
  const document = openSigned(bytesSource(pdfBytes(sealed)), testContext(), log);
  if (!document) throw new Error('not opened');
  const forgetful = new Proxy<SignedDocument>(document, {
    get: (target, name): unknown => {
      if (name === step) return () => new Map();
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return judgeSignatures(forgetful, testContext(), log).signatures[0];
}

describe('a check that the engine forgets', () => {
  it('is ENGINE_ERROR, and nothing is green', () => {
    expect(judgedWithout('none')?.integrity.level).toBe('PASS');
    const forgotten = judgedWithout('judgeChanges');
    expect(forgotten?.integrity).toMatchObject({ level: 'UNSURE' });
    expect(forgotten?.integrity.codes).toContain('ENGINE_ERROR');
  });
});

describe('the clock', () => {
  const response = (producedAt: string) =>
    parseOcspResponse(
      makeOcspResponse({
        issuer: parseCertificate(subAuthority),
        responder: parseCertificate(subAuthority),
        sign: (tbs) => sm2Sign(testKey('sub'), tbs),
        producedAt: new Date(producedAt),
        answers: [
          {
            certificate: parseCertificate(firstHolder.certificate),
            thisUpdate: new Date('2026-11-23T00:00:00Z'),
            nextUpdate: null,
          },
        ],
      }),
    );
  it.each([
    ['2026-11-23T08:00:00Z', false],
    ['2026-11-23T08:04:59Z', false],
    ['2026-11-23T08:05:01Z', true],
    ['2026-11-24T08:00:00Z', true],
  ])('is doubted when an OCSP response of %s is here: %s', (producedAt, isDoubted) => {
    const codes = codesOf(sealed, testContext({ ocsp: [response(producedAt)] }));
    expect(codes.includes('CLOCK_SUSPECT')).toBe(isDoubted);
  });
});

describe('the file that was approved', () => {
  const before = (end: string): ReturnType<typeof basePdf> => {
    const base = basePdf();
    return { ...base, text: `${base.text}${end}\n` };
  };
  const isApproved = (original: ReturnType<typeof basePdf>, approved = original): boolean => {
    const codes = codesOf(sealPdf(original, { extDatas: [makePermit(pdfBytes(approved))] }));
    return !codes.includes('PERMIT_INVALID');
  };

  it.each([0, 1000, 1100, 5000, 70_000])('may end in %i octets of white space of any kind', (count) => {
    for (const space of [' ', '\0', '\t', '\f', '\r', '\n'])
      expect(isApproved(before(space.repeat(count))), JSON.stringify(space)).toBe(true);
  });

  it('is the whole earlier revision, and nothing that is not there', () => {
    const original = before('\0'.repeat(5000));
    const approved = (text: string): boolean => isApproved(original, { ...original, text });
    expect(approved(`${original.text}\0`)).toBe(false);
    expect(approved(original.text.replaceAll('\0', ' '))).toBe(false);
    expect(approved(basePdf().text.trimEnd().slice(0, -1))).toBe(false);
  });
});
