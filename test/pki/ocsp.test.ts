/** OCSP responses of a test authority: who may answer, about whom, for how long; nothing else makes a certificate good. */
import { describe, expect, it } from 'vitest';
import { der } from '../../src-main/crypto/der-writer.ts';
import { concatBytes } from '../../src-main/crypto/bytes.ts';
import { parseOcspResponse, type OcspResponse } from '../../src-main/pki/ocsp.ts';
import { buildPath, type PathResult } from '../../src-main/pki/path.ts';
import {
  makeOcspResponse,
  responderExtensions,
  type TestAnswer,
  type TestResponse,
} from './support/ocsp-response.ts';
import { day, extension, issue, issueList, noon } from './support/test-authority.ts';

const at = (days: number): Date => new Date(noon.getTime() + days * day);
const root = issue({ subject: 'ocsp root', ca: true });
const leaf = issue({ subject: 'ocsp leaf', issuer: root });
const other = issue({ subject: 'ocsp other', issuer: root });
const twin = issue({ subject: 'ocsp root', ca: true });
const delegate = issue({ subject: 'ocsp responder', issuer: root, extensions: responderExtensions() });
const lookedUp = issue({ subject: 'ocsp responder 2', issuer: root, extensions: responderExtensions(false) });

const answer = (change: Partial<TestAnswer> = {}): TestAnswer => ({
  certificate: leaf.certificate,
  thisUpdate: at(-1),
  nextUpdate: at(1),
  ...change,
});
const response = (change: Partial<TestResponse> = {}, about: Partial<TestAnswer> = {}): OcspResponse =>
  parseOcspResponse(
    makeOcspResponse({
      issuer: root.certificate,
      responder: root.certificate,
      sign: (tbs) => root.signer.sign(tbs),
      answers: [answer(about)],
      ...change,
    }),
  );
const by = (holder: typeof root, change: Partial<TestResponse> = {}): OcspResponse =>
  response({
    responder: holder.certificate,
    sign: (tbs) => holder.signer.sign(tbs),
    certificates: [holder.certificate],
    ...change,
  });

function judge(
  ocsp: readonly OcspResponse[],
  more: Partial<Parameters<typeof buildPath>[1]> = {},
): PathResult {
  return buildPath(leaf.certificate, {
    anchors: [root.certificate],
    intermediates: [],
    crls: [],
    ocsp,
    at: noon,
    purpose: 'signing',
    ...more,
  });
}

describe('an answer that counts', () => {
  it.each([
    ['by the issuer, by name, SHA-1', response()],
    ['by the issuer, by key', response({ by: 'key' })],
    ['with SHA-256 in the CertID', response({ hash: 'sha256' })],
    ['with SM3 in the CertID', response({ hash: 'sm3' })],
    ['without the envelope', response({ basic: true })],
    ['by a delegate that needs no look-up', by(delegate)],
    ['by a delegate, by key', by(delegate, { by: 'key' })],
  ])('%s is good, and its date is kept', (_, good) => {
    const result = judge([good]);
    expect(result.codes).toEqual([]);
    expect(result.revocationBases).toMatchObject([{ source: 'ocsp', asOf: at(-1) }]);
    expect(result.revocationAsOf).toEqual(at(-1));
  });

  it('revokes, with reason and date', () => {
    const result = judge([response({}, { status: 'revoked', revoked: at(-2), reason: 1 })]);
    expect(result.problems).toMatchObject([
      { code: 'CERT_REVOKED', date: at(-2), revocation: { reason: 'keyCompromise' } },
    ]);
  });

  it('revokes from its invalidity date on', () => {
    const invalidity = extension('2.5.29.24', false, der.generalizedTime(at(-9)));
    const late = response({}, { status: 'revoked', revoked: at(0.5), reason: 1, extensions: [invalidity] });
    expect(judge([late]).problems).toMatchObject([{ code: 'CERT_REVOKED', date: at(-9) }]);
  });

  it('tells of a revocation after the time that is judged for', () => {
    const result = judge([response({}, { status: 'revoked', revoked: at(0.5), thisUpdate: at(0.6) })]);
    expect(result.codes).toEqual([]);
    expect(result.laterRevocations).toHaveLength(1);
  });

  it('by a delegate that a list speaks for', () => {
    const lists = [issueList(root)];
    // The list would do for the leaf as well, so that the response must be what tells of the revocation.
    const revoked = by(lookedUp, { answers: [answer({ status: 'revoked', revoked: at(-2) })] });
    expect(judge([revoked], { crls: lists }).codes).toEqual(['CERT_REVOKED']);
  });
});

describe('an answer that does not count', () => {
  const stolen = issue({
    subject: 'ocsp responder 3',
    issuer: root,
    extensions: responderExtensions(),
    notAfter: at(-3),
  });
  const signerOnly = issue({ subject: 'no responder', issuer: root });
  const fromBelow = issue({
    subject: 'responder of a twin',
    issuer: twin,
    extensions: responderExtensions(),
  });
  it.each([
    ['about another certificate', response({}, { certificate: other.certificate })],
    ['about the same number of another issuer', response({ issuer: twin.certificate })],
    ['signed by somebody else', response({ sign: (tbs) => other.signer.sign(tbs) })],
    ['by another authority of the same name', response({ sign: (tbs) => twin.signer.sign(tbs), by: 'name' })],
    ['by a certificate without the purpose', by(signerOnly)],
    ['by a delegate of another authority', by(fromBelow)],
    ['by a delegate that nobody looked up', by(lookedUp)],
    ['by a delegate whose certificate is not there', by(delegate, { certificates: [] })],
    ['by a delegate that had run out', by(stolen)],
    [
      'with a critical extension that is not known',
      response({}, { extensions: [extension('1.2.3.4', true, der.null())] }),
    ],
    ['in an unknown algorithm', response({ algorithm: '1.2.3.4' })],
  ])('%s', (_, bad) => {
    expect(judge([bad]).codes).toEqual(['REVOCATION_MISSING']);
  });

  it('by a delegate that has run out since: good no more, revoked for good', () => {
    const gone = issue({
      subject: 'ocsp gone',
      issuer: root,
      extensions: responderExtensions(),
      notAfter: at(-0.5),
    });
    expect(judge([by(gone)]).codes).toEqual(['REVOCATION_MISSING']);
    const revoked = by(gone, { answers: [answer({ status: 'revoked', revoked: at(-2) })] });
    expect(judge([revoked]).codes).toEqual(['CERT_REVOKED']);
  });

  it('revokes with the word of a delegate of whom no list speaks any more, and whatever else it told beside it', () => {
    const gone = issue({
      subject: 'ocsp gone 2',
      issuer: root,
      extensions: responderExtensions(false),
      notAfter: at(-0.5),
    });
    const revoked = answer({ status: 'revoked', revoked: at(-2) });
    const lists = [issueList(root, [], { thisUpdate: at(-0.25), nextUpdate: at(9) })];
    for (const answers of [[revoked], [revoked, answer({ certificate: other.certificate })]]) {
      expect(judge([by(gone, { answers })]).codes).toEqual(['CERT_REVOKED']);
      expect(judge([by(gone, { answers })], { crls: lists }).codes).toEqual(['CERT_REVOKED']);
    }
    expect(judge([by(gone)]).codes).toEqual(['REVOCATION_MISSING']);
  });

  it.each([
    ['that lists speak for', lookedUp],
    ['that needs no look-up', delegate],
  ])('by a delegate %s and name as stolen, however it dates its answer', (_, thief) => {
    const theft = { certificate: thief.certificate, date: at(-2), reason: 1 };
    // The list has run out for the leaf, and was fresh when the thief says that it answered.
    const lists = [issueList(root, [theft], { thisUpdate: at(-2), nextUpdate: at(-1) })];
    const backdated = { producedAt: at(-3), answers: [answer({ thisUpdate: at(-3), nextUpdate: at(9) })] };
    expect(judge([by(thief, backdated)], { crls: lists }).codes).toEqual(['REVOCATION_STALE']);
    const superseded = [
      issueList(root, [{ ...theft, reason: 4 }], { thisUpdate: at(-2), nextUpdate: at(-1) }),
    ];
    expect(judge([by(thief, backdated)], { crls: superseded }).codes).toEqual([]);
    const revoking = { ...backdated, answers: [answer({ status: 'revoked', revoked: at(-4) })] };
    expect(judge([by(thief, revoking)], { crls: lists }).codes).toEqual(['CERT_REVOKED']);
  });

  it.each([
    ['that ran out', response({}, { thisUpdate: at(-9), nextUpdate: at(-2) })],
    ['without an end, given before the time', response({}, { nextUpdate: null })],
  ])('%s is stale', (_, bad) => {
    expect(judge([bad]).codes).toEqual(['REVOCATION_STALE']);
  });

  it('that does not know the certificate is a doubt of its own, which no list removes', () => {
    const unknown = response({}, { status: 'unknown' });
    expect(judge([unknown]).codes).toEqual(['REVOCATION_UNKNOWN']);
    expect(judge([unknown], { crls: [issueList(root)] }).codes).toEqual(['REVOCATION_UNKNOWN']);
    expect(judge([unknown, response({}, { thisUpdate: at(-0.5) })]).codes).toEqual([]);
  });

  it('about a certificate that had run out before, unless it keeps such ones', () => {
    const old = issue({ subject: 'ocsp old', issuer: root, notAfter: at(-5) });
    const given = (extensions: readonly Uint8Array[]) =>
      buildPath(old.certificate, {
        anchors: [root.certificate],
        intermediates: [],
        crls: [],
        at: at(-6),
        ocsp: [response({}, { certificate: old.certificate, extensions })],
      }).codes;
    expect(given([])).toEqual(['REVOCATION_MISSING']);
    const cutoff = extension('1.3.6.1.5.5.7.48.1.6', false, der.generalizedTime(at(-99)));
    expect(given([cutoff])).toEqual([]);
  });
});

describe('responses and lists together', () => {
  const list = issueList(root);
  it('one that revokes wins, whichever is newer', () => {
    const good = response({}, { thisUpdate: at(-0.1) });
    const revoking = issueList(root, [{ certificate: leaf.certificate, date: at(-3) }]);
    expect(judge([good], { crls: [revoking] }).codes).toEqual(['CERT_REVOKED']);
    const revoked = response(
      {},
      { status: 'revoked', revoked: at(-3), thisUpdate: at(-2), nextUpdate: at(9) },
    );
    expect(judge([revoked], { crls: [list] }).codes).toEqual(['CERT_REVOKED']);
    expect(judge([revoked, good], { crls: [list] }).codes).toEqual(['CERT_REVOKED']);
  });

  it('a hold that the newer one has lifted is none', () => {
    const held = response(
      {},
      { status: 'revoked', revoked: at(-3), reason: 6, thisUpdate: at(-2), nextUpdate: at(9) },
    );
    expect(judge([held], { crls: [list] }).codes).toEqual([]);
    expect(judge([held]).codes).toEqual(['CERT_REVOKED']);
  });

  it('an answer from before the list knew of the hold lifts nothing', () => {
    const hold = { certificate: leaf.certificate, date: at(-3), reason: 6 };
    const lists = [issueList(root, [hold], { thisUpdate: at(-1) })];
    const replayed = response({}, { thisUpdate: at(-2) });
    expect(judge([replayed], { crls: lists }).codes).toEqual(['CERT_REVOKED']);
    expect(judge([response({}, { thisUpdate: at(-0.5) })], { crls: lists }).codes).toEqual([]);
  });

  it('the newer one gives the date', () => {
    expect(judge([response({}, { thisUpdate: at(-0.1) })], { crls: [list] }).revocationBases).toMatchObject([
      { source: 'ocsp', asOf: at(-0.1) },
    ]);
  });
});

describe('a response that cannot be read', () => {
  const whole = makeOcspResponse({
    issuer: root.certificate,
    responder: root.certificate,
    sign: (tbs) => root.signer.sign(tbs),
    answers: [answer()],
  });
  it.each([
    ['an answer without a response', der.sequence(der.enumerated(3))],
    ['octets behind it', concatBytes(whole, Uint8Array.of(0))],
    ['half of it', whole.subarray(0, whole.length >> 1)],
    ['nothing', new Uint8Array()],
  ])('%s', (_, bytes) => {
    expect(() => parseOcspResponse(bytes)).toThrow(expect.objectContaining({ code: 'ocsp-malformed' }));
  });
});
