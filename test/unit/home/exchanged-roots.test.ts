/**
 * Whoever writes the home becomes no authority: a root of their own above the genuine one, a seal 05 of their own beside the genuine
 * seal that is on the token. With it would come a policy of their own and approvers of their own.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nothingRemembered } from '../../../src-main/city/trust-memory.ts';
import { installTrust } from '../../../src-main/city/trust-store.ts';
import { projectOids } from '../../../src-main/domain/project-oids.ts';
import { believedTrust } from '../../../src-main/home/believed-trust.ts';
import { requireOwnSeal, type SealsAtMoment } from '../../../src-main/home/own-seals.ts';
import { parseSeal } from '../../../src-main/seal/seal-structure.ts';
import {
  identity,
  now,
  revocationLists,
  root,
  sealMaker,
  subAuthority,
  type TestIdentity,
} from '../../attacks/test-city.ts';
import { testKey } from '../../attacks/test-key.ts';
import { makeCertificate, makeCrl } from '../../attacks/test-pki.ts';
import { makeSeal } from '../../attacks/test-seal.ts';

const dates = { from: '2024-01-01T00:00:00Z', to: '2034-01-01T00:00:00Z' };
const lists = { thisUpdate: '2026-11-23T00:00:00Z', nextUpdate: '2026-11-30T00:00:00Z' };
const ownName = '自造根';
const ownKey = testKey('own root');
const own = { issuer: ownName, issuerKey: ownKey, ...dates };
const ownRoot = makeCertificate({ ...own, subject: ownName, key: ownKey, serial: 70, ca: true });
/** The genuine root, and the genuine issuing authority, certified by the attacker's own. */
const crossRoot = makeCertificate({
  ...own,
  subject: '汴印测试根',
  key: testKey('root'),
  serial: 71,
  ca: true,
});
const crossSub = makeCertificate({
  ...own,
  subject: '汴印测试签发机构',
  key: testKey('sub'),
  serial: 72,
  ca: true,
});
const making = { extendedUsage: projectOids.sealMakingPurpose };
const maker = (key: string, serial: number, more: object = making): TestIdentity => ({
  key: testKey(key),
  certificate: makeCertificate({ ...own, ...more, subject: key, key: testKey(key), serial }),
  serial,
  issuer: ownName,
});
const ownLegal = identity('自封法人', 75, { organization: '91410200XXXX00019D' });
const onToken = makeSeal({ esId: '41020000000004', typeCode: 4 });

function legalBy(who: TestIdentity): Uint8Array {
  const certificates = [ownLegal.certificate];
  return makeSeal({ esId: '41020000000005', typeCode: 5, maker: who, certificates });
}

interface Home {
  readonly anchors: readonly Uint8Array[];
  readonly between: readonly Uint8Array[];
  readonly makers?: readonly Uint8Array[];
  readonly legal: Uint8Array;
}

function moment({ anchors, between, makers = [], legal }: Home): SealsAtMoment {
  const folder = mkdtempSync(join(tmpdir(), 'bianyin-roots-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const folders = { trust: join(folder, 'trust'), status: join(folder, 'status') };
  const crls = [...revocationLists(), makeCrl({ issuer: ownName, issuerKey: ownKey, ...lists })];
  installTrust(folders.trust, { anchors, intermediates: between, crls: [] }, now);
  const put = (kind: string, ending: string) => (octets: Uint8Array, i: number) => {
    mkdirSync(join(folders.trust, kind), { recursive: true });
    writeFileSync(join(folders.trust, kind, `${i}${ending}`), octets);
  };
  makers.forEach(put('makers', '.cer'));
  crls.forEach(put('crls', '.crl'));
  const seals = [onToken, legal].map(parseSeal);
  return { ...believedTrust(folders, () => nothingRemembered), seals, now, judgedAt: now };
}

const genuine = { anchors: [root], between: [subAuthority] };
const secondMaker = identity('汴印测试制章二', 76, making);
const employee = identity('普通员工', 77);

test('seals of one authority go together, also those of two of its makers', () => {
  for (const who of [sealMaker, secondMaker])
    expect(() =>
      requireOwnSeal(moment({ ...genuine, legal: legalBy(who) }), parseSeal(onToken)),
    ).not.toThrow();
});

const attacks: Readonly<Record<string, Home>> = {
  'an own root cross-certifies the genuine one': {
    ...{ anchors: [ownRoot], between: [subAuthority, crossRoot] },
    legal: legalBy(maker('自造制章', 73)),
  },
  'an own root cross-certifies the issuing authority': {
    ...{ anchors: [ownRoot], between: [crossSub] },
    legal: legalBy(maker('自造制章', 73)),
  },
  'the own root lies beside the genuine one': {
    ...{ anchors: [ownRoot, root], between: [subAuthority, crossRoot] },
    legal: legalBy(maker('自造制章', 73)),
  },
  'the own root makes seals itself': {
    ...{ anchors: [ownRoot], between: [subAuthority, crossRoot], makers: [ownRoot] },
    legal: legalBy({ key: ownKey, certificate: ownRoot, serial: 70, issuer: ownName }),
  },
  'an employee of the genuine authority is named a maker by a file of the home': {
    ...{ ...genuine, makers: [employee.certificate] },
    legal: legalBy(employee),
  },
};

test.each(Object.entries(attacks))('%s: the real token does not sign', (_, home) => {
  expect(() => requireOwnSeal(moment(home), parseSeal(onToken))).toThrow(
    /seal-other-authority|seal-not-trusted/,
  );
});

test('each of those seals 05 would be believed by its anchor: the attacks reach the rule', () => {
  const reached = Object.values(attacks).map((home) => {
    try {
      requireOwnSeal(moment(home), parseSeal(onToken));
      return 'signed';
    } catch (error) {
      return (error as { code?: string }).code;
    }
  });
  expect(reached.filter((code) => code === 'seal-other-authority').length).toBeGreaterThanOrEqual(4);
});
