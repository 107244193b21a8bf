/** What most likely happened is said where it is seen, and never makes a verdict milder. */
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { concatBytes } from '../../../src-main/crypto/bytes.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { likelyCauses, type LikelyCause } from '../../../src-main/domain/likely-cause.ts';
import { testContext } from '../../attacks/test-context.ts';
import { basePdf, pdfBytes, sealPdf } from '../../attacks/test-pdf.ts';

const sealed = pdfBytes(sealPdf(basePdf()));
const judged = (bytes: Uint8Array) => verifyDocument(bytesSource(bytes), testContext());

function expectCause(bytes: Uint8Array, cause: LikelyCause, level: 'FAIL' | 'UNSURE'): void {
  const report = judged(bytes);
  expect(report.level).toBe(level);
  expect(report.sentence.zh).toContain(likelyCauses[cause].sentence.zh);
  expect(report.sentence.en).toContain(likelyCauses[cause].sentence.en);
  expect(report.nextStep).toEqual(likelyCauses[cause].nextStep);
}

describe('a download that broke off', () => {
  const beforeEnd = [0.5, 0.8, 0.99].map((part) => Math.floor(sealed.length * part));
  it.each([...beforeEnd, sealed.length - 7])('after %i octets', (size) => {
    const left = sealed.subarray(0, size);
    const isSigned = Buffer.from(left).includes('/ByteRange');
    expectCause(left, 'truncated', isSigned ? 'FAIL' : 'UNSURE');
    // Downloaders keep the room for the rest.
    expectCause(
      concatBytes(left, new Uint8Array(sealed.length - size)),
      'truncated',
      isSigned ? 'FAIL' : 'UNSURE',
    );
  });
  it('is not said of a file that has an end', () => {
    const broken = Uint8Array.from(sealed);
    const at = Buffer.from(broken).lastIndexOf('startxref\n') + 10;
    broken.set(Buffer.from('9'.repeat(3)), at);
    const report = judged(broken);
    expect(report.level).toBe('FAIL');
    expect(report.nextStep).not.toEqual(likelyCauses.truncated.nextStep);
  });
  it('is not said of what was hung behind a whole file', () => {
    for (const byte of [0x41, 0x80]) {
      const report = judged(concatBytes(sealed, new Uint8Array(5000).fill(byte)));
      expect(report.codes).toContain('TRAILING_DATA');
      expect(report.sentence.zh).not.toContain('很可能');
    }
  });
});

describe('octets before the header', () => {
  const heads: readonly (readonly [string, string])[] = [
    ['an HTTP head', 'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n'],
    ['a mail head', 'Content-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'],
    ['a byte order mark', '\u00ef\u00bb\u00bf'],
    ['an empty line', '\r\n'],
  ];
  it.each(heads)('%s', (_, head) => {
    const front = Uint8Array.from(Buffer.from(head, 'latin1'));
    expectCause(concatBytes(front, sealed), 'preceded', 'FAIL');
    expectCause(concatBytes(front, pdfBytes(basePdf())), 'preceded', 'UNSURE');
  });
  it('is not said where the end is missing as well', () => {
    expectCause(concatBytes(Uint8Array.of(10), sealed.subarray(0, sealed.length - 9)), 'truncated', 'FAIL');
  });
});

describe('a file that another program wrote anew', () => {
  /** As rewriters do: one revision, the objects at other places, numbers and string of the signature copied. */
  function rewritten(shift: number): Uint8Array {
    const pdf = sealPdf(basePdf());
    const objects = Object.fromEntries([...pdf.objects].filter(([number]) => number > 5));
    const value = [...pdf.text.matchAll(/7 0 obj\n(<<[\s\S]*?>>)\nendobj/g)].at(-1)?.[1] ?? '';
    const [catalog, page] = [1, 3].map((number) => pdf.objects.get(number) ?? '');
    const base = basePdf({
      objects: { ...objects, 1: catalog ?? '', 3: page ?? '', 7: value, 20: `(${'x'.repeat(shift)})` },
    });
    return pdfBytes(base);
  }
  it.each([0, 10, 500, 5000])('with %i octets more', (shift) => {
    expectCause(rewritten(shift), 'resaved', 'FAIL');
  });
  it('is not said where somebody changed the range at the string itself', () => {
    const text = Buffer.from(sealed).toString('latin1');
    const changed = text.replace(
      /\/ByteRange \[0 (\d+) (\d+)/,
      (_, a: string, b: string) => `/ByteRange [0 ${a} ${Number(b) + 2}`,
    );
    const report = judged(Uint8Array.from(Buffer.from(changed, 'latin1')));
    expect(report.level).toBe('FAIL');
    expect(report.sentence.zh).not.toContain('另存');
  });
  it('is not said of a change that was added to the file', () => {
    const report = judged(Uint8Array.from(sealed).with(20, 0x20));
    expect(report.sentence.zh).not.toContain('很可能');
  });
});
