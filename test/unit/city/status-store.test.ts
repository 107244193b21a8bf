/** Status snapshots on the client: forged, old, incomplete or tampered ones are refused; deltas must follow; clocks are doubted. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src-main/approval/canonical-json.ts';
import { openStatusStore } from '../../../src-main/city/status-store.ts';
import type { StatusStore } from '../../../src-main/city/status-store.ts';
import type { CityPort } from '../../../src-main/city/city-port.ts';
import { toBase64, toHex, utf8Decode, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { parseCertificate } from '../../../src-main/pki/certificate.ts';
import { parseCrl } from '../../../src-main/pki/crl.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { sandboxEnterprise } from '../../../src-main/sandbox/sandbox-enterprise.ts';
import { newPrivateKey, softwareSigner } from '../../../src-main/sandbox/software-signer.ts';
import { deltaOf, parseStatusDelta } from '../../../src-main/seal/status-delta.ts';
import { applyStatusDelta } from '../../../src-main/seal/status-image-build.ts';
import { sealingObstacle } from '../../../src-main/seal/status-lookup.ts';
import { statusSubject } from '../../../src-main/seal/status-subject.ts';
import { openStatusImage } from '../../../src-main/seal/status-image.ts';
import { parseSeal, type SESeal } from '../../../src-main/seal/seal-structure.ts';
import { applySnapshot, assembleSnapshot, parseSnapshot } from '../../../src-main/seal/status-snapshot.ts';
import type { SnapshotTrust } from '../../../src-main/seal/status-snapshot.ts';
import { seededRandom } from '../sandbox/seeded-random.ts';

const random = seededRandom('status');
const { name, uscc, legalRepresentative } = sandboxEnterprise;
const start = new Date('2026-11-23T08:00:00Z');
let folder = '';
let clock = start;
let city: CityPort;
let store: StatusStore;
let trust: SnapshotTrust;
let esId = '';
let seal: SESeal;
const hours = (count: number): Date => new Date(start.getTime() + count * 3_600_000);
const statusFile = (file: string): string => join(folder, 'status', file);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-status-'));
  clock = start;
  city = createSandboxCity({ directory: join(folder, 'city'), random, now: () => clock });
  await city.issueEnterprise({ name, uscc, legalRepresentative });
  ({ esId } = await city.certifySealKey({ uscc, typeCode: '05', publicPoint: newKey().publicPoint }));
  seal = parseSeal((await city.makeSeal({ esId })).seal);
  trust = await currentTrust(city);
  store = openStatusStore(join(folder, 'status'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function newKey() {
  return softwareSigner(newPrivateKey(random), random);
}

async function currentTrust(from: CityPort): Promise<SnapshotTrust> {
  const { anchors, intermediates, crls } = await from.trustMaterial();
  return {
    anchors: anchors.map(parseCertificate),
    intermediates: intermediates.map(parseCertificate),
    crls: crls.map(parseCrl),
  };
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof BianyinError) return error.code;
    throw error;
  }
  return 'no error';
}
const take = (bytes: Uint8Array, now = clock): string =>
  codeOf(() => store.importSnapshot(bytes, trust, now));
const sealing = (now = clock, maxAgeHours?: number): string =>
  codeOf(() => store.requireSealing(seal, now, trust, maxAgeHours));

/** The snapshot with some of its text changed, signed by nobody new. */
function altered(bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array {
  const { line, data } = parseSnapshot(bytes);
  const changed = utf8Decode(line).replace(from, to);
  expect(changed).not.toBe(utf8Decode(line));
  return assembleSnapshot(utf8Encode(changed), data);
}

/** The snapshot with 冻结 turned into 有效 in the image of all seals, and the text made to fit. */
function thawed(bytes: Uint8Array): Uint8Array {
  const { data, body } = parseSnapshot(bytes);
  const image = openStatusImage(Uint8Array.from(data));
  image.bytes.fill(0, image.rowsAt + 6, image.rowsAt + 7);
  const digest = toHex(sm3(image.bytes));
  expect(digest).not.toBe(body.image.sm3);
  const { line } = parseSnapshot(bytes);
  const text = utf8Decode(line).replace(body.image.sm3, digest);
  return assembleSnapshot(utf8Encode(text), image.bytes);
}

describe('a genuine snapshot', () => {
  it('is canonical JSON in the sense of RFC 8785', async () => {
    const { bodyBytes } = parseSnapshot(await city.publishSnapshot({}));
    expect(canonicalJson(JSON.parse(utf8Decode(bodyBytes)))).toBe(utf8Decode(bodyBytes));
  });

  it('lets a valid seal be used, and says as of when', async () => {
    expect(store.read(trust)).toBeNull();
    expect(sealing()).toBe('snapshot-missing');
    expect(take(await city.publishSnapshot({}))).toBe('no error');
    expect(sealing()).toBe('no error');
    const answer = store.readStatus(seal, clock, trust);
    expect(answer).toMatchObject({ then: { status: 'valid' }, latest: { status: 'valid' }, asOf: start });
    const other = { ...seal, der: new Uint8Array(), info: { ...seal.info, esId: '41020000009999' } };
    expect(store.readStatus(other, clock, trust)?.latest.status).toBe('unknown');
    expect(codeOf(() => store.requireSealing(other, clock, trust))).toBe('seal-status-unknown');
  });

  it('may be imported twice', async () => {
    const bytes = await city.publishSnapshot({});
    expect([take(bytes), take(bytes)]).toEqual(['no error', 'no error']);
  });

  it.each([
    ['frozen', 'HOLD', 'seal-status-frozen'],
    ['cancelled', 'NO_LONGER_USED', 'seal-status-cancelled'],
    ['expired', undefined, 'seal-status-expired'],
  ] as const)('that says %s stops sealing', async (status, reason, code) => {
    await city.setSealStatus({ esId, status, ...(reason ? { reason } : {}) });
    take(await city.publishSnapshot({}));
    expect(sealing()).toBe(code);
  });

  it('carries a key compromise back to its invalidity date', async () => {
    clock = hours(10);
    await city.setSealStatus({ esId, status: 'frozen', reason: 'KEY_COMPROMISE', invalidityDate: hours(5) });
    trust = await currentTrust(city);
    take(await city.publishSnapshot({}));
    const then = (at: number) => store.readStatus(seal, hours(at), trust)?.then;
    expect(then(4)).toMatchObject({ status: 'valid' });
    expect(then(6)).toMatchObject({ status: 'frozen', reason: 'KEY_COMPROMISE', invalidityDate: hours(5) });
    expect(then(11)).toMatchObject({ status: 'frozen' });
  });
});

describe('freshness', () => {
  it('allows 24 hours by default, more by profile, and never more than 72', async () => {
    take(await city.publishSnapshot({}));
    expect([sealing(hours(23.9)), sealing(hours(24.1))]).toEqual(['no error', 'snapshot-stale']);
    expect([sealing(hours(71.9), 400), sealing(hours(72.1), 400)]).toEqual(['no error', 'snapshot-stale']);
    expect(store.readStatus(seal, hours(1000), trust)?.then.status).toBe('valid');
  });

  it('is capped at 72 hours by itself, whatever the city and the profile promise', async () => {
    take(await city.publishSnapshot({}));
    const known = store.read(trust);
    if (!known) throw new Error('no status');
    const state = { ...known, nextUpdate: hours(1000) };
    const subject = statusSubject(seal, trust);
    const obstacle = (at: number) =>
      sealingObstacle(state, subject, { now: hours(at), latestSeen: start, maxAgeHours: 400 });
    expect([obstacle(71.9), obstacle(72.1)]).toEqual([null, 'snapshot-stale']);
  });

  it('doubts a clock that is earlier than anything seen', async () => {
    clock = hours(5);
    take(await city.publishSnapshot({}));
    expect(sealing(hours(4.9))).toBe('clock-suspect');
    expect(sealing(hours(5))).toBe('no error');
    clock = hours(6);
    expect(take(await city.publishSnapshot({}), hours(3))).toBe('clock-suspect');
  });

  it('remembers the newest time seen at an import, not only that of the snapshot', async () => {
    const bytes = await city.publishSnapshot({});
    take(bytes, hours(20));
    expect(sealing(hours(10))).toBe('clock-suspect');
    expect(sealing(hours(21))).toBe('no error');
  });
});

describe('the newest time seen', () => {
  it('does not go back when a later snapshot is imported by an earlier clock', async () => {
    clock = hours(1);
    expect(take(await city.publishSnapshot({}), hours(10))).toBe('no error');
    clock = hours(2);
    expect(take(await city.publishSnapshot({}), hours(3))).toBe('no error');
    expect(store.latestSeen()).toEqual(hours(10));
  });
});

describe('forgeries', () => {
  it('with a changed body or signature are refused', async () => {
    clock = hours(1);
    await city.setSealStatus({ esId, status: 'frozen', reason: 'HOLD' });
    const bytes = await city.publishSnapshot({});
    expect(take(altered(bytes, '410200', '410300'))).toBe('snapshot-signature-bad');
    expect(
      take(altered(bytes, /"signature":"MEUC|"signature":"MEQC|"signature":"MEYC/, '"signature":"AAAA')),
    ).toBe('snapshot-signature-bad');
    expect(take(thawed(bytes))).toBe('snapshot-signature-bad');
    const { line, data } = parseSnapshot(bytes);
    expect(take(assembleSnapshot(line, parseSnapshot(thawed(bytes)).data))).toBe('snapshot-malformed');
    expect(take(assembleSnapshot(line, data.subarray(1)))).toBe('snapshot-malformed');
    expect(take(altered(bytes, '{\\"delta\\"', '{ \\"delta\\"'))).toBe('snapshot-malformed');
    expect(take(altered(bytes, '\\"v\\":2', '\\"v\\":2,\\"x\\":1'))).toBe('snapshot-malformed');
    expect(take(altered(bytes, /"certificates":\["..../, '"certificates":["AAAA'))).toBe(
      'snapshot-malformed',
    );
    expect(take(utf8Encode('nonsense'))).toBe('snapshot-malformed');
    expect(existsSync(statusFile('snapshot.kfs'))).toBe(false);
  });

  it('signed by a person of the same city are refused', async () => {
    const key = newKey();
    const person = { uscc, name: '马堃', personId: 'keeper', publicPoint: key.publicPoint };
    const { certificate } = await city.certifyPerson(person);
    const { line, data } = parseSnapshot(await city.publishSnapshot({}));
    const fields = JSON.parse(utf8Decode(line)) as {
      body: string;
      certificates: string[];
    };
    const forged = {
      ...fields,
      certificates: [toBase64(certificate), ...fields.certificates.slice(1)],
      signature: toBase64(key.sign(utf8Encode(fields.body))),
    };
    const bytes = assembleSnapshot(utf8Encode(JSON.stringify(forged)), data);
    expect(take(bytes)).toBe('snapshot-signer-untrusted');
  });

  it('of another city are refused, and so is one without revocation lists', async () => {
    const other = createSandboxCity({ directory: join(folder, 'other'), random, now: () => clock });
    expect(take(await other.publishSnapshot({}))).toBe('snapshot-signer-untrusted');
    trust = { ...trust, crls: [] };
    expect(take(await city.publishSnapshot({}))).toBe('snapshot-signer-untrusted');
  });

  it('whose signer has been revoked are refused', async () => {
    const bytes = await city.publishSnapshot({});
    const signer = parseSnapshot(bytes).certificates[0];
    await city.revokeCertificate({
      serialHex: signer?.serialHex ?? '',
      reason: 'keyCompromise',
      invalidityDate: hours(-1),
    });
    await city.publishCrl();
    trust = await currentTrust(city);
    expect(take(bytes)).toBe('snapshot-signer-untrusted');
  });
});

describe('order', () => {
  it('refuses an older snapshot', async () => {
    const first = await city.publishSnapshot({});
    const second = await city.publishSnapshot({});
    expect([take(second), take(first)]).toEqual(['no error', 'snapshot-rollback']);
  });

  it('applies deltas one after the other', async () => {
    take(await city.publishSnapshot({}));
    clock = hours(1);
    await city.setSealStatus({ esId, status: 'frozen', reason: 'HOLD' });
    const delta = await city.publishSnapshot({ since: 1 });
    expect(parseSnapshot(delta)).toMatchObject({ form: 'delta', body: { seq: 2 } });
    expect(parseStatusDelta(parseSnapshot(delta).data).numbered).toHaveLength(1);
    expect(take(delta)).toBe('no error');
    expect(sealing()).toBe('seal-status-frozen');
    clock = hours(2);
    await city.setSealStatus({ esId, status: 'valid' });
    expect(take(await city.publishSnapshot({ since: 2 }))).toBe('no error');
    expect(sealing()).toBe('no error');
    expect(store.readStatus(seal, hours(1.5), trust)?.then.status).toBe('frozen');
  });

  it('refuses a delta with a gap, and takes the full one instead', async () => {
    take(await city.publishSnapshot({}));
    await city.publishSnapshot({ since: 1 });
    const third = await city.publishSnapshot({ since: 2 });
    expect(parseSnapshot(third).form).toBe('delta');
    expect(take(third)).toBe('snapshot-gap');
    expect(parseSnapshot(await city.publishSnapshot({ since: 1 })).form).toBe('image');
    expect(take(await city.publishSnapshot({}))).toBe('no error');
  });

  it('refuses another snapshot under a number that was used', async () => {
    cpSync(join(folder, 'city'), join(folder, 'double'), { recursive: true });
    const double = createSandboxCity({ directory: join(folder, 'double'), random, now: () => hours(1) });
    take(await city.publishSnapshot({}));
    expect(take(await double.publishSnapshot({}), hours(1))).toBe('snapshot-forked');
    expect(sealing()).toBe('no error');
  });

  it('refuses another snapshot that somebody laid into the folder under the number that was seen', async () => {
    cpSync(join(folder, 'city'), join(folder, 'double'), { recursive: true });
    const double = createSandboxCity({ directory: join(folder, 'double'), random, now: () => hours(1) });
    take(await city.publishSnapshot({}));
    writeFileSync(statusFile('snapshot.kfs'), await double.publishSnapshot({}));
    expect(codeOf(() => store.read(trust))).toBe('snapshot-forked');
    expect(sealing(hours(1))).toBe('snapshot-forked');
  });

  it('writes the snapshot before the mark: what breaks off between refuses nothing genuine', async () => {
    take(await city.publishSnapshot({}));
    const mark = readFileSync(statusFile('high-water.json'));
    rmSync(statusFile('high-water.json'));
    // A folder stands where the mark should be, so that writing it fails.
    mkdirSync(join(statusFile('high-water.json'), 'in the way'), { recursive: true });
    await city.setSealStatus({ esId, status: 'frozen', reason: 'HOLD' });
    const second = await city.publishSnapshot({});
    expect(() => store.importSnapshot(second, trust, clock)).toThrow();
    rmSync(statusFile('high-water.json'), { recursive: true });
    writeFileSync(statusFile('high-water.json'), mark);
    expect(store.read(trust)?.seq).toBe(2);
    expect(sealing()).toBe('seal-status-frozen');
    expect(take(second)).toBe('no error');
  });

  it('refuses a delta that leads to another image than the one that is signed', async () => {
    take(await city.publishSnapshot({}));
    const delta = parseSnapshot(await city.publishSnapshot({ since: 1 }));
    const image = { ...delta.body.image, sm3: '0'.repeat(64) };
    const elsewhere = { ...delta, body: { ...delta.body, image } };
    expect(codeOf(() => applySnapshot(store.read(trust), elsewhere))).toBe('snapshot-malformed');
    expect(codeOf(() => applySnapshot(store.read(trust), delta))).toBe('no error');
  });

  it('refuses a delta that takes something back', async () => {
    take(await city.publishSnapshot({}));
    await city.setSealStatus({ esId, status: 'cancelled' });
    take(await city.publishSnapshot({}));
    const image = store.read(trust)?.image;
    const revived = deltaOf('410200', image?.count ?? 0, [[esId, { code: 'valid', rows: [] }]]);
    expect(codeOf(() => image && applyStatusDelta(image, revived))).toBe('snapshot-malformed');
  });

  it('refuses a delta without anything before it', async () => {
    await city.publishSnapshot({});
    expect(take(await city.publishSnapshot({ since: 1 }))).toBe('snapshot-gap');
  });
});

describe('whoever can write the folder', () => {
  it('cannot put an older snapshot back', async () => {
    take(await city.publishSnapshot({}));
    const old = readFileSync(statusFile('snapshot.kfs'));
    await city.setSealStatus({ esId, status: 'frozen', reason: 'HOLD' });
    const newest = await city.publishSnapshot({});
    take(newest);
    writeFileSync(statusFile('snapshot.kfs'), old);
    expect(sealing()).toBe('snapshot-rollback');
    rmSync(statusFile('snapshot.kfs'));
    expect(sealing()).toBe('snapshot-rollback');
    expect(take(newest)).toBe('no error');
    expect(sealing()).toBe('seal-status-frozen');
  });

  it('cannot drop a delta, remove the mark or edit a row unseen', async () => {
    take(await city.publishSnapshot({}));
    const first = readFileSync(statusFile('snapshot.kfs'));
    clock = hours(1);
    await city.setSealStatus({ esId, status: 'frozen', reason: 'HOLD' });
    take(await city.publishSnapshot({ since: 1 }));
    const second = readFileSync(statusFile('snapshot.kfs'));
    writeFileSync(statusFile('snapshot.kfs'), first);
    expect(sealing()).toBe('snapshot-rollback');
    writeFileSync(statusFile('snapshot.kfs'), thawed(second));
    expect(sealing()).toBe('snapshot-signature-bad');
    const { line } = parseSnapshot(second);
    writeFileSync(statusFile('snapshot.kfs'), assembleSnapshot(line, parseSnapshot(thawed(second)).data));
    expect(sealing()).toBe('snapshot-malformed');
    writeFileSync(statusFile('snapshot.kfs'), second);
    expect(sealing()).toBe('seal-status-frozen');
    rmSync(statusFile('high-water.json'));
    expect(sealing()).toBe('status-store-damaged');
    writeFileSync(statusFile('high-water.json'), '{}');
    expect(sealing()).toBe('status-store-damaged');
    expect(take(await city.publishSnapshot({}))).toBe('no error');
    expect(sealing()).toBe('seal-status-frozen');
  });
});
