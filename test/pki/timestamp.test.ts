/** RFC 3161: requests, answers, tokens; whom a token is believed from and about what. */
import { describe, expect, it } from 'vitest';
import { utf8Encode } from '../../src-main/crypto/bytes.ts';
import { der } from '../../src-main/crypto/der-writer.ts';
import { hash } from '../../src-main/crypto/hashes.ts';
import { encodeSignedAttributes } from '../../src-main/pki/attribute.ts';
import { oids } from '../../src-main/pki/oids.ts';
import { encodeSignedData } from '../../src-main/pki/signed-data-writer.ts';
import {
  buildTimeStampRequest,
  parseTimeStampRequest,
  parseTimeStampResponse,
  parseTimeStampToken,
} from '../../src-main/pki/timestamp.ts';
import { verifyTimeStampToken, type TimeStampInput } from '../../src-main/pki/timestamp-verification.ts';
import { day, issue, issueList, noon, stampExtensions, type Holder } from './support/test-authority.ts';

const root = issue({ subject: 'root', ca: true });
const authority = issue({ subject: 'TSA', issuer: root, extensions: stampExtensions });
const stamped = utf8Encode('the signature value');
const digest = hash('sm3', stamped);

interface TokenFields {
  readonly signer?: Holder;
  readonly imprint?: Uint8Array;
  readonly flavour?: 'gm' | 'cms';
  readonly attributes?: boolean;
  readonly version?: number;
  readonly contentType?: string;
}

function makeToken(fields: TokenFields = {}): Uint8Array {
  const { signer = authority, imprint = digest, flavour = 'cms', attributes = true } = fields;
  const info = der.sequence(
    der.integer(fields.version ?? 1),
    der.oid('1.2.3.4.5'),
    der.sequence(der.sequence(der.oid(oids.sm3)), der.octetString(imprint)),
    der.integer(77),
    der.generalizedTime(noon),
    der.sequence(der.integer(1), der.implicit(0, der.integer(500))),
    der.integer(0xfeedn),
  );
  const set = encodeSignedAttributes({
    contentType: oids.tstInfo,
    messageDigest: hash('sm3', info),
    signingCertificate: signer.certificate.der,
  });
  return encodeSignedData({
    flavour,
    contentType: fields.contentType ?? oids.tstInfo,
    content: info,
    certificates: [signer.certificate.der],
    signers: [
      {
        certificate: signer.certificate.der,
        hash: 'sm3',
        signatureAlgorithm: oids.sm2WithSm3,
        signature: signer.signer.sign(attributes ? set : info),
        ...(attributes ? { signedAttributes: set } : {}),
      },
    ],
  });
}

function verdict(token: Uint8Array, more: Partial<TimeStampInput> = {}) {
  return verifyTimeStampToken({
    token: parseTimeStampToken(token),
    imprintOf: (name) => [hash(name, stamped)],
    anchors: [root.certificate],
    intermediates: [],
    crls: [issueList(root)],
    ...more,
  });
}

describe('requests and answers', () => {
  it('come back as they were built', () => {
    const request = buildTimeStampRequest({ hash: 'sm3', digest, nonce: 0xfeedn, policy: '1.2.3' });
    expect(parseTimeStampRequest(request)).toEqual({
      imprint: { hashOid: oids.sm3, digest },
      nonce: 0xfeedn,
      policy: '1.2.3',
      certReq: true,
    });
    expect(
      parseTimeStampRequest(buildTimeStampRequest({ hash: 'sha256', digest, certReq: false })).certReq,
    ).toBe(false);
  });
  it('give the token only when granted', () => {
    const token = makeToken();
    const status = (value: number) => der.sequence(der.integer(value));
    const answer = parseTimeStampResponse(der.sequence(status(0), token));
    expect(answer).toEqual({ granted: true, status: 0, token });
    expect(parseTimeStampResponse(der.sequence(status(2)))).toEqual({ granted: false, status: 2 });
    const bad = expect.objectContaining({ code: 'timestamp-malformed' }) as Error;
    expect(() => parseTimeStampResponse(der.sequence(status(0)))).toThrow(bad);
    expect(() => parseTimeStampResponse(der.sequence(status(2), token))).toThrow(bad);
  });
});

describe('a good token', () => {
  it('is read whole', () => {
    expect(parseTimeStampToken(makeToken())).toMatchObject({
      policy: '1.2.3.4.5',
      serialNumber: 77n,
      genTime: noon,
      accuracyMilliseconds: 1500,
      nonce: 0xfeedn,
    });
  });
  it.each(['gm', 'cms'] as const)('verifies with %s OIDs outside', (flavour) => {
    expect(verdict(makeToken({ flavour }))).toMatchObject({
      ok: true,
      codes: [],
      time: noon,
      imprintIndex: 0,
    });
  });
  it('tells which reading of the imprint fits', () => {
    const other = (name: 'sm3') => [hash(name, utf8Encode('x')), hash(name, stamped)];
    expect(verdict(makeToken(), { imprintOf: () => other('sm3') })).toMatchObject({
      ok: true,
      imprintIndex: 1,
    });
  });
});

describe('refusals', () => {
  const impostor = issue({ subject: 'TSA', extensions: stampExtensions });
  const signer = issue({ subject: 'signer', issuer: root });
  it.each([
    [
      'something else stamped',
      makeToken({ imprint: hash('sm3', utf8Encode('y')) }),
      'TIMESTAMP_INVALID',
      'imprint',
    ],
    ['no time-stamping purpose', makeToken({ signer }), 'TIMESTAMP_INVALID', 'usage'],
    ['no attributes', makeToken({ attributes: false }), 'TIMESTAMP_INVALID', 'signature'],
    ['an unknown authority', makeToken({ signer: impostor }), 'TIMESTAMP_UNTRUSTED', 'path'],
  ] as const)('%s', (_case, token, code, reason) => {
    expect(verdict(token)).toMatchObject({ ok: false, codes: [code], reasons: [reason] });
  });
  it('a changed octet', () => {
    const token = makeToken();
    token[token.length - 1] = (token[token.length - 1] ?? 0) ^ 1;
    expect(verdict(token)).toMatchObject({ ok: false, codes: ['TIMESTAMP_INVALID'], reasons: ['signature'] });
  });
  it('a nonce of another request', () => {
    expect(verdict(makeToken(), { nonce: 0xfeedn }).ok).toBe(true);
    expect(verdict(makeToken(), { nonce: 1n }).reasons).toEqual(['nonce']);
  });
  it('an authority revoked before, or later because its key leaked', () => {
    const entry = (days: number, reason: number) => ({
      certificate: authority.certificate,
      date: new Date(noon.getTime() + days * day),
      reason,
    });
    const crls = (days: number, reason: number) => [issueList(root, [entry(days, reason)])];
    expect(verdict(makeToken(), { crls: crls(-1, 4) }).reasons).toEqual(['path']);
    expect(verdict(makeToken(), { crls: crls(1, 1) }).reasons).toEqual(['revoked-later']);
    expect(verdict(makeToken(), { crls: crls(1, 5) }).ok).toBe(true);
    expect(verdict(makeToken(), { crls: [] }).reasons).toEqual(['path']);
  });
  it('what is not a token', () => {
    const bad = expect.objectContaining({ code: 'timestamp-malformed' }) as Error;
    expect(() => parseTimeStampToken(makeToken({ contentType: oids.cmsData }))).toThrow(bad);
    expect(() => parseTimeStampToken(makeToken({ version: 3 }))).toThrow(bad);
    expect(() => parseTimeStampToken(der.null())).toThrow(bad);
  });
});
