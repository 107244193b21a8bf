/** Paths: the ways a chain can be wrong that PKITS does not have, and what the result tells about each. */
import { describe, expect, it } from 'vitest';
import { der } from '../../src-main/crypto/der-writer.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { buildPath, type PathOptions } from '../../src-main/pki/path.ts';
import {
  authorityKey,
  caExtensions,
  day,
  extension,
  issue,
  issueList,
  noon,
  stampExtensions,
  subjectKey,
} from './support/test-authority.ts';
import { processorMs } from '../support/processor-time.ts';
import { createTestSigner } from './support/test-signer.ts';

const root = issue({ subject: 'root', ca: true });
const sub = issue({ subject: 'sub', ca: true, issuer: root });
const leaf = issue({ subject: 'leaf', issuer: sub });
const lists = [issueList(root), issueList(sub)];
const later = (days: number) => new Date(noon.getTime() + days * day);
const base: PathOptions = {
  anchors: [root.certificate],
  intermediates: [sub.certificate],
  crls: lists,
  at: noon,
  purpose: 'signing',
};
const codes = (certificate = leaf.certificate, options: Partial<PathOptions> = {}) =>
  buildPath(certificate, { ...base, ...options }).codes;

describe('a good path', () => {
  it('has no problem and states how fresh the lists are', () => {
    const result = buildPath(leaf.certificate, base);
    expect(result).toMatchObject({ ok: true, anchored: true, codes: [], laterRevocations: [] });
    expect(result.path).toEqual([leaf.certificate, sub.certificate, root.certificate]);
    expect(result.revocationAsOf).toEqual(later(-1));
  });
  it('may be a leaf that is itself trusted', () => {
    expect(buildPath(leaf.certificate, { ...base, anchors: [leaf.certificate], crls: [] })).toMatchObject({
      ok: true,
    });
  });
  it('is found among certificates of the same name with other keys', () => {
    const doubles = Array.from(
      { length: 20 },
      () => issue({ subject: 'sub', ca: true, issuer: root }).certificate,
    );
    expect(codes(leaf.certificate, { intermediates: [...doubles, sub.certificate] })).toEqual([]);
  });
});

describe('trust', () => {
  it('without the anchor the authority is unknown', () => {
    const other = issue({ subject: 'other root', ca: true }).certificate;
    expect(codes(leaf.certificate, { anchors: [other] })).toEqual(['CHAIN_INCOMPLETE', 'TRUST_ROOT_UNKNOWN']);
    expect(
      codes(leaf.certificate, { anchors: [other], intermediates: [sub.certificate, root.certificate] }),
    ).toEqual(['TRUST_ROOT_UNKNOWN']);
    expect(codes(leaf.certificate, { anchors: [] })).toContain('TRUST_ROOT_UNKNOWN');
  });
  it('a missing intermediate is a gap, not a forgery', () => {
    expect(codes(leaf.certificate, { intermediates: [] })).toEqual([
      'CHAIN_INCOMPLETE',
      'TRUST_ROOT_UNKNOWN',
    ]);
  });
  it('a signature that the named key of the issuer did not make is a forgery', () => {
    const real = issue({ subject: 'sub 2', issuer: root, extensions: [...caExtensions, subjectKey(1)] });
    const impostor = issue({ subject: 'sub 2', ca: true });
    const serial = der.implicit(2, der.integer(real.certificate.serialNumber));
    const bySerial = extension('2.5.29.35', false, der.sequence(serial));
    for (const named of [authorityKey(1), bySerial]) {
      const forged = issue({ subject: 'leaf', issuer: impostor, extensions: [named] }).certificate;
      const result = buildPath(forged, { ...base, intermediates: [real.certificate] });
      expect(result.problems[0]).toMatchObject({ code: 'CHAIN_INVALID', rule: 'signature' });
    }
  });
  it('an authority of the same name with another key may have changed its key: a gap', () => {
    const newer = issue({ subject: 'sub', issuer: root, extensions: [...caExtensions, subjectKey(2)] });
    for (const extensions of [[], [authorityKey(2)]]) {
      const certificate = issue({ subject: 'leaf', issuer: newer, extensions }).certificate;
      expect(codes(certificate)).toEqual(['CHAIN_INCOMPLETE', 'TRUST_ROOT_UNKNOWN']);
      const both = [sub.certificate, newer.certificate];
      expect(codes(certificate, { intermediates: both, revocation: 'skip' })).toEqual([]);
      expect(codes(certificate, { intermediates: both.toReversed(), revocation: 'skip' })).toEqual([]);
    }
  });
  it('the self-signature of a root is not judged, whatever it was made with', () => {
    const signatureAlgorithm = der.sequence(der.oid('1.2.840.113549.1.1.4'), der.null());
    const old = issue({ subject: 'old root', ca: true, signatureAlgorithm });
    const under = issue({ subject: 'under', issuer: old }).certificate;
    expect(codes(under, { anchors: [old.certificate], revocation: 'skip' })).toEqual([]);
    expect(codes(under, { intermediates: [old.certificate] })).toEqual(['TRUST_ROOT_UNKNOWN']);
  });
  it('loops of cross certificates end', () => {
    const [a, b] = [createTestSigner(), createTestSigner()];
    const aHolder = issue({ subject: 'a', ca: true, signer: a });
    const bByA = issue({ subject: 'b', ca: true, signer: b, issuer: aHolder });
    const aByB = issue({ subject: 'a', ca: true, signer: a, issuer: bByA });
    const end = issue({ subject: 'end', issuer: aHolder }).certificate;
    const intermediates = [aHolder.certificate, bByA.certificate, aByB.certificate];
    expect(codes(end, { anchors: [root.certificate], intermediates })).toContain('TRUST_ROOT_UNKNOWN');
  });
  it('sixty certificates of one name, with one key or many, end too', () => {
    const signer = createTestSigner();
    const first = issue({ subject: 'm', ca: true, signer });
    const copies = Array.from(
      { length: 60 },
      () => issue({ subject: 'm', ca: true, signer, issuer: first }).certificate,
    );
    const aCopy = { signer, certificate: copies[0] ?? first.certificate };
    const others = Array.from(
      { length: 60 },
      () => issue({ subject: 'm', ca: true, issuer: aCopy }).certificate,
    );
    const end = issue({ subject: 'end', issuer: aCopy }).certificate;
    const judge = () => {
      for (const intermediates of [copies, [...others, ...copies]]) {
        expect(codes(end, { anchors: [root.certificate], intermediates })).toContain('TRUST_ROOT_UNKNOWN');
      }
    };
    expect(processorMs(judge)).toBeLessThan(10_000);
  });
});

describe('time', () => {
  it('is judged at the given time, with the date in the problem', () => {
    expect(
      buildPath(leaf.certificate, { ...base, at: later(366) }).problems.find(
        (each) => each.code === 'CERT_EXPIRED',
      ),
    ).toMatchObject({ date: leaf.certificate.notAfter });
    expect(codes(leaf.certificate, { at: later(-366) })).toContain('CERT_NOT_YET_VALID');
  });
  it('includes the last second', () => {
    const { notAfter } = leaf.certificate;
    const fresh = [
      issueList(root, [], { nextUpdate: later(400) }),
      issueList(sub, [], { nextUpdate: later(400) }),
    ];
    expect(codes(leaf.certificate, { at: new Date(notAfter.getTime() + 999), crls: fresh })).toEqual([]);
    expect(codes(leaf.certificate, { at: new Date(notAfter.getTime() + 1000), crls: fresh })).toContain(
      'CERT_EXPIRED',
    );
  });
});

describe('revocation', () => {
  const revokedAt = (date: Date, more: { reason?: number; invalidityDate?: Date } = {}) => [
    issueList(root),
    issueList(sub, [{ certificate: leaf.certificate, date, ...more }]),
  ];
  it('before the time fails, after it is noted', () => {
    expect(codes(leaf.certificate, { crls: revokedAt(later(-3)) })).toEqual(['CERT_REVOKED']);
    const after = buildPath(leaf.certificate, { ...base, crls: revokedAt(later(3), { reason: 4 }) });
    expect(after).toMatchObject({ ok: true, laterRevocations: [{ reason: 'superseded' }] });
  });
  it('counts from the invalidity date', () => {
    const result = buildPath(leaf.certificate, {
      ...base,
      crls: revokedAt(later(3), { reason: 1, invalidityDate: later(-5) }),
    });
    expect(result.problems).toMatchObject([
      { code: 'CERT_REVOKED', date: later(-5), revocation: { reason: 'keyCompromise' } },
    ]);
  });
  it('of the sub CA fails too', () => {
    const crls = [issueList(root, [{ certificate: sub.certificate, date: later(-3) }]), issueList(sub)];
    expect(buildPath(leaf.certificate, { ...base, crls }).problems).toMatchObject([
      { code: 'CERT_REVOKED', certificate: sub.certificate },
    ]);
  });
  it('is still believed from a stale list, which proves nothing good', () => {
    const times = { thisUpdate: later(-20), nextUpdate: later(-10) };
    const entry = { certificate: leaf.certificate, date: later(-25) };
    expect(codes(leaf.certificate, { crls: [issueList(root), issueList(sub, [entry], times)] })).toEqual([
      'CERT_REVOKED',
    ]);
    const stale = buildPath(leaf.certificate, {
      ...base,
      crls: [issueList(root), issueList(sub, [], times)],
    });
    expect(stale.problems).toMatchObject([{ code: 'REVOCATION_STALE', date: later(-10) }]);
  });
  it('needs a list from the issuer itself', () => {
    const impostor = issue({ subject: 'sub', ca: true });
    expect(codes(leaf.certificate, { crls: [issueList(root), issueList(impostor)] })).toEqual([
      'REVOCATION_MISSING',
    ]);
    expect(codes(leaf.certificate, { crls: [], revocation: 'skip' })).toEqual([]);
  });
  it('is not proven absent by a list made after the certificate expired', () => {
    const crls = [issueList(root), issueList(sub, [], { thisUpdate: later(370), nextUpdate: later(380) })];
    expect(codes(leaf.certificate, { crls })).toEqual(['REVOCATION_MISSING']);
  });
});

describe('usage', () => {
  const stamp = issue({ subject: 'tsa', issuer: sub, extensions: stampExtensions });
  const laxStamp = issue({
    subject: 'tsa',
    issuer: sub,
    extensions: [extension('2.5.29.37', false, der.sequence(der.oid('1.3.6.1.5.5.7.3.8')))],
  });
  const encryption = issue({
    subject: 'enc',
    issuer: sub,
    extensions: [extension('2.5.29.15', true, der.bitString(Uint8Array.of(0x38), 3))],
  });
  const oldTax = issue({
    subject: 'tax',
    issuer: sub,
    extensions: [extension('2.5.29.15', true, der.bitString(Uint8Array.of(0xfc, 0x00), 7))],
  });
  it.each([
    ['signing', leaf, 'signing', []],
    ['signing with all bits set', oldTax, 'signing', []],
    ['signing with an encryption certificate', encryption, 'signing', ['CERT_USAGE_FORBIDDEN']],
    ['signing with a time-stamp certificate', stamp, 'signing', ['CERT_USAGE_FORBIDDEN']],
    ['stamping', stamp, 'timestamping', []],
    ['stamping without a critical purpose', laxStamp, 'timestamping', ['CERT_USAGE_FORBIDDEN']],
    ['stamping with a signer certificate', leaf, 'timestamping', ['CERT_USAGE_FORBIDDEN']],
    ['a list with a signer certificate', leaf, 'crl', ['CERT_USAGE_FORBIDDEN']],
  ] as const)('%s', (_case, holder, purpose, expected) => {
    expect(codes(holder.certificate, { purpose })).toEqual(expected);
  });
  it('a signer certificate issues nothing', () => {
    const under = issue({ subject: 'under', issuer: leaf }).certificate;
    const result = buildPath(under, {
      ...base,
      intermediates: [sub.certificate, leaf.certificate],
      revocation: 'skip',
    });
    expect(result.problems.map((each) => each.rule)).toEqual(['not-a-ca']);
  });
  it('what a qualified certificate states restricts no path, as long as every statement is known', () => {
    const statements = (...ids: string[]) =>
      extension('1.3.6.1.5.5.7.1.3', true, der.sequence(...ids.map((id) => der.sequence(der.oid(id)))));
    const judged = (...ids: string[]) =>
      codes(issue({ subject: 'qualified', issuer: sub, extensions: [statements(...ids)] }).certificate);
    expect(judged()).toEqual([]);
    expect(judged('1.3.6.1.5.5.7.11.2', '0.4.0.1862.1.1', '0.4.0.1862.1.4', '0.4.0.1862.1.6')).toEqual([]);
    expect(judged('0.4.0.1862.1.1', '0.4.0.1862.1.99')).toEqual(['CERT_EXTENSION_UNKNOWN']);
    const broken = [extension('1.3.6.1.5.5.7.1.3', true, Uint8Array.of(1))];
    expect(codes(issue({ subject: 'q', issuer: sub, extensions: broken }).certificate)).toEqual([
      'CERT_EXTENSION_UNKNOWN',
    ]);
  });
  it.each([
    '2.5.29.9',
    '2.5.29.16',
    '2.5.29.18',
    '2.5.29.46',
    '1.3.6.1.5.5.7.1.1',
    '1.3.6.1.5.5.7.1.11',
    '1.2.156.10260.4.1.1',
    '2.16.840.1.113730.1.1',
  ])('%s is not understood here: critical it stops, else it says nothing', (oid) => {
    const judged = (critical: boolean) =>
      codes(
        issue({ subject: 'x', issuer: sub, extensions: [extension(oid, critical, der.null())] }).certificate,
      );
    expect(judged(true)).toEqual(['CERT_EXTENSION_UNKNOWN']);
    expect(judged(false)).toEqual([]);
  });
  it('an unknown critical extension fails and is named', () => {
    const odd = issue({
      subject: 'odd',
      issuer: sub,
      extensions: [extension('1.2.3.4', true, der.null())],
    }).certificate;
    expect(buildPath(odd, base).problems).toMatchObject([
      { code: 'CERT_EXTENSION_UNKNOWN', what: '1.2.3.4' },
    ]);
  });
});

it('the anchor binds too: path length and names', () => {
  const nameConstraint = der.sequence(
    der.explicit(
      0,
      der.sequence(
        der.explicit(4, der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8('kaifeng'))))),
      ),
    ),
  );
  const strict = issue({
    subject: 'strict',
    extensions: [
      ...caExtensions.slice(1),
      extension('2.5.29.19', true, der.sequence(der.boolean(true), der.integer(0))),
      extension('2.5.29.30', true, nameConstraint),
    ],
  });
  const middle = issue({ subject: 'kaifeng', ca: true, issuer: strict });
  const end = issue({ subject: 'elsewhere', issuer: middle }).certificate;
  const result = buildPath(end, {
    ...base,
    anchors: [strict.certificate],
    intermediates: [middle.certificate],
    revocation: 'skip',
  });
  expect(result.problems.map((each) => each.rule).sort()).toEqual(['name-constraints', 'path-length']);
});

it('an algorithm without support says so instead of crying forgery', () => {
  const tbsOid = der.oid('1.2.156.10197.1.501');
  const bytes = Uint8Array.from(leaf.certificate.der);
  const needle = tbsOid.join();
  for (let i = 0; i + tbsOid.length <= bytes.length; i += 1) {
    if (bytes.subarray(i, i + tbsOid.length).join() === needle) bytes[i + tbsOid.length - 1] = 0x7f;
  }
  expect(codes(parseCertificate(bytes))).toEqual(['ALG_UNSUPPORTED']);
});
