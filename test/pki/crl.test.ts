/** Lists: large ones within bounds of time and memory, hostile ones by code, entries of every kind. */
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { isRevoked, parseCrl, verifyCrl } from '../../src-main/pki/crl.ts';
import { processorMs } from '../support/processor-time.ts';
import { extension, issue, issueList, noon } from './support/test-authority.ts';

const root = issue({ subject: 'root', ca: true });
const algorithm = der.sequence(der.oid('1.2.156.10197.1.501'));

/** An unsigned list with these encoded entries. */
function listOf(entries: readonly Uint8Array[], extensions: readonly Uint8Array[] = []): Uint8Array {
  const tbs = der.sequence(
    der.integer(1),
    algorithm,
    root.certificate.subject.der,
    der.utcTime(noon),
    der.raw(0x30, joinBytes(entries)),
    ...(extensions.length > 0 ? [der.explicit(0, der.sequence(...extensions))] : []),
  );
  return der.sequence(tbs, algorithm, der.bitString(new Uint8Array(70)));
}

const entry = (serial: number, ...extensions: readonly Uint8Array[]) =>
  der.sequence(
    der.integer(serial),
    der.utcTime(noon),
    ...(extensions.length > 0 ? [der.sequence(...extensions)] : []),
  );

describe('lists', () => {
  it('find an entry with reason and dates', () => {
    const { certificate } = issue({ subject: 'leaf', issuer: root });
    const list = issueList(root, [{ certificate, date: noon, reason: 9, invalidityDate: new Date(0) }]);
    expect(verifyCrl(list, root.certificate.publicKey)).toBe(true);
    expect(isRevoked(list, certificate)).toMatchObject({
      revocationDate: noon,
      reason: 'privilegeWithdrawn',
      invalidityDate: new Date(0),
    });
    expect(isRevoked(list, root.certificate)).toBeUndefined();
    expect(list).toMatchObject({ crlNumber: 7n, understood: true });
  });
  it('of a hundred thousand entries are read in seconds', () => {
    const reason = extension('2.5.29.21', false, der.enumerated(4));
    const bytes = listOf(Array.from({ length: 100_000 }, (_, i) => entry(i + 1, reason)));
    const read = () => expect(parseCrl(bytes).entries.size).toBe(100_000);
    expect(processorMs(read)).toBeLessThan(10_000);
  });
  it('that repeat one serial number do not take quadratic time', () => {
    const read = () =>
      expect(parseCrl(listOf(Array.from({ length: 50_000 }, () => entry(5)))).entries.size).toBe(1);
    expect(processorMs(read)).toBeLessThan(10_000);
  });
  it('with critical extensions unknown here are not understood', () => {
    const odd = extension('1.2.3', true, der.null());
    expect(parseCrl(listOf([entry(1, odd)])).understood).toBe(false);
    expect(parseCrl(listOf([entry(1)], [odd])).understood).toBe(false);
    expect(parseCrl(listOf([entry(1)])).understood).toBe(true);
  });
  it.each([
    ['nothing', new Uint8Array()],
    ['a certificate', root.certificate.der],
    ['a bad entry', listOf([der.sequence(der.null())])],
    [
      'an extension twice',
      listOf(
        [entry(1)],
        [extension('2.5.29.20', false, der.integer(1)), extension('2.5.29.20', false, der.integer(1))],
      ),
    ],
  ])('%s is refused', (_case, bytes) => {
    expect(() => parseCrl(bytes)).toThrow(expect.objectContaining({ code: 'crl-malformed' }));
  });
});
