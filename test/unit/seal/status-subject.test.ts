/**
 * Whose status it is: the same number under two trusted roots, in every combination of who publishes what. The number of a
 * seal is written by whoever makes it, so it must never carry the status over.
 */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { bytesSource } from '../../../src-main/domain/byte-source.ts';
import { projectOids } from '../../../src-main/domain/project-oids.ts';
import type { VerdictCode } from '../../../src-main/domain/verdict-codes.ts';
import { parseCertificate, type Certificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import { parseSeal } from '../../../src-main/seal/seal-structure.ts';
import { deltaOf, encodeStatusDelta, parseStatusDelta } from '../../../src-main/seal/status-delta.ts';
import { applyStatusDelta, emptyStatusImage } from '../../../src-main/seal/status-image-build.ts';
import { checkStatusImage } from '../../../src-main/seal/status-image-check.ts';
import { historyOf, openStatusImage } from '../../../src-main/seal/status-image.ts';
import { unissued, type SealHistory } from '../../../src-main/seal/status-row.ts';
import { lookUps, type StatusState } from '../../../src-main/seal/status-snapshot.ts';
import { rootDigest, statusSubject } from '../../../src-main/seal/status-subject.ts';
import { verifyDocument } from '../../../src-main/verification/verify-document.ts';
import { root, sealMaker, type TestIdentity } from '../../attacks/test-city.ts';
import { testContext } from '../../attacks/test-context.ts';
import { testKey } from '../../attacks/test-key.ts';
import { basePdf, pdfBytes, sealPdf } from '../../attacks/test-pdf.ts';
import { makeCertificate, makeCrl } from '../../attacks/test-pki.ts';
import { makeSeal } from '../../attacks/test-seal.ts';

const years = { from: '2024-01-01T00:00:00Z', to: '2034-01-01T00:00:00Z' };
const otherName = '另一家可信根';
const otherKey = testKey('other trusted root');
const otherRoot = makeCertificate({
  ...{ subject: otherName, issuer: otherName, key: otherKey, issuerKey: otherKey },
  ...{ serial: 1, ca: true, ...years },
});
const makerKey = testKey('other maker');
/** Trusted, and marked as a seal maker: nothing is wrong with it but that it takes another city's number. */
const otherMaker: TestIdentity = {
  key: makerKey,
  serial: 7,
  issuer: otherName,
  certificate: makeCertificate({
    ...{ subject: '另一家制章', issuer: otherName, key: makerKey, issuerKey: otherKey },
    ...{ serial: 7, extendedUsage: projectOids.sealMakingPurpose, ...years },
  }),
};
const otherList = makeCrl({
  ...{ issuer: otherName, issuerKey: otherKey },
  ...{ thisUpdate: '2026-11-23T00:00:00Z', nextUpdate: '2026-11-30T00:00:00Z' },
});

const esId = '41020000000001';
const outside = 'KF-2026-1';
const seals = {
  own: (id: string) => makeSeal({ esId: id }),
  other: (id: string) => makeSeal({ esId: id, maker: otherMaker }),
};
const history = (s: number): SealHistory => ({
  code: 'history',
  rows: [{ s, since: '2026-11-01T00:00:00Z' }],
});
const states = {
  valid: { code: 'valid', rows: [] },
  expired: history(1),
  frozen: history(2),
  cancelled: history(3),
} as const satisfies Record<string, SealHistory>;
const codes: Readonly<Record<keyof typeof states, VerdictCode | null>> = {
  valid: null,
  expired: 'SEAL_STATUS_EXPIRED',
  frozen: 'SEAL_STATUS_FROZEN',
  cancelled: 'SEAL_STATUS_CANCELLED',
};

function stateOf(publisher: Uint8Array, named: string | Uint8Array, said: SealHistory): StatusState {
  const delta = parseStatusDelta(encodeStatusDelta(deltaOf('410200', 0, [[named, said]])));
  const image = applyStatusDelta(emptyStatusImage('410200'), delta);
  checkStatusImage(image, new Date('2026-11-23T00:00:00Z'));
  return {
    ...{ seq: 1, sm3: '', scope: '410200', policy: 'test', publisher: rootDigest(publisher) },
    ...{ thisUpdate: new Date('2026-11-23T00:00:00Z'), nextUpdate: new Date('2026-11-25T00:00:00Z') },
    ...lookUps(image),
  };
}

const context = testContext();
const trust = {
  ...context,
  anchors: [...context.anchors, parseCertificate(otherRoot)],
  crls: [...context.crls, parseCrl(otherList)],
};
/** Level and the code of the seal's status, if there is one. */
function judged(
  seal: Uint8Array,
  statusSnapshot: StatusState,
  anchors: readonly Certificate[] = trust.anchors,
) {
  const report = verifyDocument(bytesSource(pdfBytes(sealPdf(basePdf(), { seal }))), {
    ...{ ...trust, anchors, statusSnapshot },
  });
  const code = report.codes.find((each) => each.startsWith('SEAL_STATUS_')) ?? null;
  return { level: report.level, code };
}

const named = Object.keys(states) as (keyof typeof states)[];

describe.each([esId, outside])('the number %s', (id) => {
  describe.each(named)('published as %s', (state) => {
    const expected = { level: state === 'valid' ? 'PASS' : 'FAIL', code: codes[state] };
    const another = { level: 'UNSURE', code: 'SEAL_STATUS_OTHER_SEAL' };
    const nothing = { level: 'UNSURE', code: 'SEAL_STATUS_UNKNOWN' };
    it('by number: the seals under that root and no others', () => {
      const byCity = stateOf(root, id, states[state]);
      expect(judged(seals.own(id), byCity)).toEqual(expected);
      expect(judged(seals.other(id), byCity)).toEqual(another);
      const byOther = stateOf(otherRoot, id, states[state]);
      expect(judged(seals.own(id), byOther)).toEqual(another);
      expect(judged(seals.other(id), byOther)).toEqual(expected);
    });
    it('by digest: that seal and no other, under whatever root', () => {
      for (const publisher of [root, otherRoot]) {
        for (const [mine, theirs] of [['own', 'other'] as const, ['other', 'own'] as const]) {
          const published = stateOf(publisher, seals[mine](id), states[state]);
          expect(judged(seals[mine](id), published)).toEqual(expected);
          expect(judged(seals[theirs](id), published)).toEqual(nothing);
          const remade = makeSeal({
            esId: id,
            name: '另一枚',
            ...(mine === 'other' ? { maker: otherMaker } : {}),
          });
          expect(judged(remade, published)).toEqual(nothing);
        }
      }
    });
    it('by a root that is not trusted any more: nobody', () => {
      const published = stateOf(otherRoot, id, states[state]);
      expect(judged(seals.own(id), published, context.anchors)).toEqual(another);
    });
  });
});

describe('under a root', () => {
  const subject = (maker: TestIdentity, more: readonly Uint8Array[] = []) =>
    statusSubject(parseSeal(makeSeal({ maker })), {
      anchors: trust.anchors,
      intermediates: [...trust.intermediates, ...more.map(parseCertificate)],
    });
  it('is what a path leads to, whatever the root calls itself', () => {
    expect(subject(sealMaker).isUnder(rootDigest(root))).toBe(true);
    expect(subject(sealMaker).isUnder(rootDigest(otherRoot))).toBe(false);
    expect(subject(otherMaker).isUnder(rootDigest(root))).toBe(false);
    expect(subject(otherMaker).isUnder('0'.repeat(64))).toBe(false);
  });
  it('a cross certificate brings the makers of one root under the other, a person that vouches does not', () => {
    const cross = (issuer: string, key: string, ca: boolean) =>
      makeCertificate({
        ...{ subject: otherName, key: otherKey, issuer, issuerKey: testKey(key) },
        ...{ serial: 900, ca, ...years },
      });
    const byRoot = cross('汴印测试根', 'root', true);
    expect(subject(otherMaker, [byRoot]).isUnder(rootDigest(root))).toBe(true);
    const forPerson = cross('汴印测试签发机构', 'sub', false);
    expect(subject(otherMaker, [forPerson]).isUnder(rootDigest(root))).toBe(false);
  });
});

/** An image as it was written before seals could be named by their octets: 41020000000001 frozen, 4…2 valid, KF-2026-1 cancelled. */
const imageOfBefore =
  '4b465349020d0a0034313032303000000000000300000006000000010000000600000000000000001c0000000000000006012a32793d8065f2ddfe5700e7f4fe8d6cf56d1116a7866c3f2c0a41aefb500148286d71bad90000000000000006030332793d80';

it('images of before read as before', () => {
  const image = openStatusImage(fromHex(imageOfBefore));
  expect(historyOf(image, esId)).toEqual({
    code: 'history',
    rows: [{ s: 2, since: '2026-11-01T00:00:00Z', r: 'HOLD' }],
  });
  expect(historyOf(image, '41020000000002')).toEqual(states.valid);
  expect(historyOf(image, outside)).toEqual(states.cancelled);
  expect(historyOf(image, '41020000000003')).toEqual(unissued);
  const again = applyStatusDelta(
    emptyStatusImage('410200'),
    deltaOf('410200', 0, [
      [esId, { code: 'history', rows: [{ s: 2, since: '2026-11-01T00:00:00Z', r: 'HOLD' }] }],
      ['41020000000002', states.valid],
      [outside, states.cancelled],
    ]),
  );
  expect(toHex(again.bytes)).toBe(imageOfBefore);
  expect(toHex(sm3(again.bytes))).toBe(toHex(sm3(fromHex(imageOfBefore))));
});
