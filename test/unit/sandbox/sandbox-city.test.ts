/** The embedded city end to end: register, certificates, five seals that our own rules accept, status, a state that survives. */
import { readFileSync, rmSync, statSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CityPort } from '../../../src-main/city/city-port.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { sealTypeCodes } from '../../../src-main/domain/seal-kind.ts';
import { isSocialCreditCode } from '../../../src-main/domain/social-credit-code.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import { buildPath } from '../../../src-main/pki/path.ts';
import { verifyTimeStampToken } from '../../../src-main/pki/timestamp-verification.ts';
import { parseTimeStampToken } from '../../../src-main/pki/timestamp.ts';
import { checkSeal } from '../../../src-main/seal/seal-rules.ts';
import { parseSeal } from '../../../src-main/seal/seal-structure.ts';
import { lookUpSeal } from '../../../src-main/seal/status-lookup.ts';
import {
  applySnapshot,
  knownStatus,
  parseSnapshot,
  requireGenuineSnapshot,
  type KnownStatus,
} from '../../../src-main/seal/status-snapshot.ts';
import { statusSubject } from '../../../src-main/seal/status-subject.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { sandboxEnterprise } from '../../../src-main/sandbox/sandbox-enterprise.ts';
import { newPrivateKey, softwareSigner } from '../../../src-main/sandbox/software-signer.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom('city');
const { name, uscc, legalRepresentative } = sandboxEnterprise;
let directory = '';
let clock = new Date();
let city: CityPort;
const open = () => createSandboxCity({ directory, random, now: () => clock });
const later = (minutes: number): void => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};
const newPoint = () => softwareSigner(newPrivateKey(random), random).publicPoint;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bianyin-city-'));
  clock = new Date('2026-11-23T08:00:00Z');
  city = open();
  await city.issueEnterprise({ name, uscc, legalRepresentative });
});
afterEach(() => rmSync(directory, { recursive: true }));

async function trust() {
  const { anchors, intermediates, crls } = await city.trustMaterial();
  return {
    anchors: anchors.map(parseCertificate),
    intermediates: intermediates.map(parseCertificate),
    crls: crls.map(parseCrl),
  };
}

/** The status after the next snapshot, and a seal as it is asked for. */
async function known(previous: KnownStatus | null, since: { since?: number }): Promise<KnownStatus> {
  const snapshot = parseSnapshot(await city.publishSnapshot(since));
  const publisher = requireGenuineSnapshot(snapshot, await trust(), 'known');
  return knownStatus(snapshot, applySnapshot(previous, snapshot), publisher);
}
async function subjectOf(seal: Uint8Array) {
  return statusSubject(parseSeal(seal), await trust());
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof BianyinError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('seals', () => {
  it.each(sealTypeCodes)('makes seal %s, and our own rules find nothing against it', async (typeCode) => {
    const key = await city.certifySealKey({ uscc, typeCode, publicPoint: newPoint() });
    const made = await city.makeSeal({ esId: key.esId });
    const seal = parseSeal(made.seal);
    expect(seal.version).toBe(4);
    expect(seal.info.esId).toMatch(/^410200\d{8}$/);
    expect(seal.info.name).toBe(key.name);
    expect(seal.info.type).toBe(Number(typeCode));
    expect([seal.info.picture.widthMm, seal.info.picture.heightMm]).toEqual([made.widthMm, made.heightMm]);
    expect(seal.info.picture.data).toEqual(made.picture);
    expect(seal.info.certificateList).toEqual({ type: 'certificates', certificates: [key.certificate] });
    const checks = checkSeal(seal, { ...(await trust()), at: clock, now: clock, isTimeProven: true });
    expect(checks.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it('makes a v5 seal with digests and a time stamp', async () => {
    const key = await city.certifySealKey({ uscc, typeCode: '04', publicPoint: newPoint() });
    const { seal: bytes } = await city.makeSeal({ esId: key.esId, version: 5, certificateList: 'digests' });
    const seal = parseSeal(bytes);
    expect(seal.version).toBe(5);
    expect(seal.info.certificateList).toMatchObject({
      type: 'digests',
      digests: [{ value: sm3(key.certificate) }],
    });
    expect(seal.timeStamp).not.toBeNull();
    const checks = checkSeal(seal, { ...(await trust()), at: clock, now: clock, isTimeProven: true });
    expect(checks.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it('makes each seal once, and only for what was registered', async () => {
    const key = await city.certifySealKey({ uscc, typeCode: '01', publicPoint: newPoint() });
    await city.makeSeal({ esId: key.esId });
    expect(await codeOf(city.makeSeal({ esId: key.esId }))).toBe('city-seal-state');
    expect(await codeOf(city.makeSeal({ esId: '41020000000099' }))).toBe('city-seal-unknown');
    const stranger = { uscc: '91410202XXXX000275', typeCode: '01', publicPoint: newPoint() } as const;
    expect(await codeOf(city.certifySealKey(stranger))).toBe('city-enterprise-unknown');
    const renamed = city.issueEnterprise({ name: '开封市别家有限公司', uscc, legalRepresentative });
    expect(await codeOf(renamed)).toBe('city-enterprise-exists');
    expect(await codeOf(city.issueEnterprise({ name, uscc, legalRepresentative }))).toBe('no error');
  });

  it('refuses requests that are not in the form of the interface', async () => {
    const off = Uint8Array.from([4, ...new Uint8Array(64).fill(1)]);
    expect(await codeOf(city.certifySealKey({ uscc, typeCode: '01', publicPoint: off }))).toBe(
      'public-key-invalid',
    );
    expect(await codeOf(city.timestamp({ imprint: new Uint8Array(20) }))).toBe('city-request-malformed');
    const wrong = city.issueEnterprise({ name, uscc: '91410200XXXX00019E', legalRepresentative });
    expect(await codeOf(wrong)).toBe('city-request-malformed');
  });
});

describe('people', () => {
  it('certifies a key whose path holds until the certificate is revoked', async () => {
    const issued = await city.certifyPerson({
      uscc,
      name: '陈晓禾',
      personId: 'applicant',
      publicPoint: newPoint(),
    });
    const leaf = parseCertificate(issued.certificate);
    expect(leaf.subject.commonName).toBe('陈晓禾');
    expect(buildPath(leaf, { ...(await trust()), at: clock, purpose: 'signing' }).codes).toEqual([]);
    later(10);
    await city.revokeCertificate({ serialHex: issued.serialHex, reason: 'keyCompromise' });
    await city.publishCrl();
    later(1);
    expect(buildPath(leaf, { ...(await trust()), at: clock, purpose: 'signing' }).codes).toEqual([
      'CERT_REVOKED',
    ]);
    const unknown = city.revokeCertificate({ serialHex: 'aa', reason: 'superseded' });
    expect(await codeOf(unknown)).toBe('city-certificate-unknown');
  });

  it('have unique ids, keep each seal once, and neither apply nor hold 02 and 05 together', () => {
    const { people } = sandboxEnterprise;
    expect(isSocialCreditCode(uscc)).toBe(true);
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
    expect(people.flatMap(({ keeps }) => keeps).sort()).toEqual([...sealTypeCodes]);
    expect(people.some(({ keeps }) => keeps.includes('02') && keeps.includes('05'))).toBe(false);
    expect(people.some(({ keeps, roles }) => keeps.length > 0 && roles.includes('applicant'))).toBe(false);
    expect(people.find(({ id }) => id === 'legal')?.name).toBe(legalRepresentative);
  });
});

it('stamps time with the nonce of the order', async () => {
  const imprint = sm3(Uint8Array.of(1));
  const token = parseTimeStampToken(await city.timestamp({ imprint, nonce: 77n }));
  const verdict = verifyTimeStampToken({ token, imprintOf: () => [imprint], nonce: 77n, ...(await trust()) });
  expect(verdict).toMatchObject({ ok: true, time: clock });
});

describe('status', () => {
  it('is told from the making of a seal to its end, and never revived', async () => {
    const { esId } = await city.certifySealKey({ uscc, typeCode: '02', publicPoint: newPoint() });
    expect(await codeOf(city.setSealStatus({ esId, status: 'frozen', reason: 'HOLD' }))).toBe(
      'city-seal-state',
    );
    const { seal } = await city.makeSeal({ esId });
    const change = (status: 'valid' | 'frozen' | 'cancelled', reason?: 'HOLD' | 'NO_LONGER_USED') =>
      city.setSealStatus({ esId, status, ...(reason ? { reason } : {}) });
    later(10);
    await change('frozen', 'HOLD');
    later(10);
    await change('valid');
    later(10);
    await change('cancelled', 'NO_LONGER_USED');
    expect(await codeOf(change('valid'))).toBe('city-seal-state');
    const state = await known(null, {});
    const subject = await subjectOf(seal);
    const at = (minutes: number) =>
      lookUpSeal(state, subject, new Date(Date.parse('2026-11-23T08:00:00Z') + minutes * 60_000));
    const seen = [-1, 5, 15, 25, 35].map((minutes) => at(minutes).then.status);
    expect(seen).toEqual(['unknown', 'valid', 'frozen', 'valid', 'cancelled']);
    expect(at(5).latest).toMatchObject({ status: 'cancelled', reason: 'NO_LONGER_USED' });
  });

  it('counts every change of one and the same second', async () => {
    const { esId } = await city.certifySealKey({ uscc, typeCode: '02', publicPoint: newPoint() });
    const { seal } = await city.makeSeal({ esId });
    const subject = await subjectOf(seal);
    const first = await known(null, {});
    await city.setSealStatus({ esId, status: 'frozen', reason: 'HOLD' });
    await city.setSealStatus({ esId, status: 'valid' });
    const second = await known(first, { since: first.seq });
    expect(lookUpSeal(second, subject, clock).latest.status).toBe('valid');
    await city.setSealStatus({ esId, status: 'cancelled' });
    const third = await known(second, { since: second.seq });
    expect(lookUpSeal(third, subject, clock).latest.status).toBe('cancelled');
  });
});

describe('a clock that was set back', () => {
  const publications: [string, () => Promise<unknown>][] = [
    ['lists', () => city.publishCrl()],
    ['status', () => city.publishSnapshot({})],
    ['trust pack', () => city.publishTrustPack({})],
  ];

  it.each(publications)(
    '%s: nothing is published earlier than what was published before',
    async (_, publish) => {
      later(60);
      await publish();
      const before = readFileSync(join(directory, 'city.json'), 'utf8');
      later(-30);
      for (const [, other] of publications) expect(await codeOf(other())).toBe('clock-suspect');
      expect(readFileSync(join(directory, 'city.json'), 'utf8')).toBe(before);
    },
  );

  it('also not earlier than the founding', async () => {
    later(-60);
    expect(await codeOf(city.publishCrl())).toBe('clock-suspect');
  });

  it('a step of seconds is no reason to stop: the date stays where it was', async () => {
    const dates = async (): Promise<Date[]> =>
      (await city.publishCrl()).map((list) => parseCrl(list).thisUpdate);
    const first = await dates();
    later(-0.05);
    expect(await dates()).toEqual(first);
  });
});

describe('the state', () => {
  it('survives, is readable by its owner alone, and an unfinished operation leaves it as it was', async () => {
    const key = await city.certifySealKey({ uscc, typeCode: '05', publicPoint: newPoint() });
    const file = join(directory, 'city.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, 'utf8');
    expect(await codeOf(city.makeSeal({ esId: key.esId, variant: 'round' }))).toBe('seal-variant-unknown');
    expect(readFileSync(file, 'utf8')).toBe(before);
    const again = open();
    expect((await again.makeSeal({ esId: key.esId, variant: 'wide' })).widthMm).toBe(20);
    expect((await again.trustMaterial()).anchors).toEqual((await city.trustMaterial()).anchors);
  });

  it('is refused when it is damaged', () => {
    writeFileSync(join(directory, 'city.json'), '{"v":1}');
    expect(() => open()).toThrow(expect.objectContaining({ code: 'city-state-damaged' }) as Error);
  });
});
