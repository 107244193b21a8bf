/** Every way in which a trust pack can be wrong is refused with a code of its own, and leaves nothing changed on disk. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportTrustPack, importTrustPack, showTrustPack } from '../../../src-main/app/trust/trust-packs.ts';
import type { CityPort } from '../../../src-main/city/city-port.ts';
import { parseSeal, type SESeal } from '../../../src-main/seal/seal-structure.ts';
import { concatBytes, toHex, utf8Decode, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import { believedForReading } from '../../../src-main/home/believed-trust.ts';
import { homeDirectory, type HomeDirectory } from '../../../src-main/platform/home-directory.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { sandboxEnterprise } from '../../../src-main/sandbox/sandbox-enterprise.ts';
import { newPrivateKey, softwareSigner } from '../../../src-main/sandbox/software-signer.ts';
import { readPackManifest } from '../../../src-main/trust-pack/pack-store.ts';
import { readTrustPack } from '../../../src-main/trust-pack/read-trust-pack.ts';
import { listProfiles } from '../../../src-main/app/office/vendor-profiles.ts';
import { profilesAtHome } from '../../../src-main/signer/profiles-at-home.ts';
import { profileFileText } from '../../../src-main/tokens/profile-file.ts';
import { seededRandom } from '../sandbox/seeded-random.ts';
import { newSigner, partsOf, remadePack, type Remake } from './pack-bench.ts';

const random = seededRandom('trust-pack');
const { name, uscc, legalRepresentative } = sandboxEnterprise;
const start = new Date('2026-11-23T08:00:00Z');
const hours = (count: number): Date => new Date(start.getTime() + count * 3_600_000);
let folder = '';
let clock = start;
let city: CityPort;
let home: HomeDirectory;
let esId = '';
let seal: SESeal;
let root = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-pack-'));
  clock = start;
  city = cityIn('city');
  await city.issueEnterprise({ name, uscc, legalRepresentative });
  const { publicPoint } = softwareSigner(newPrivateKey(random), random);
  ({ esId } = await city.certifySealKey({ uscc, typeCode: '05', publicPoint }));
  seal = parseSeal((await city.makeSeal({ esId })).seal);
  home = homeDirectory(join(folder, 'counter'));
  root = toHex(sm3((await city.trustMaterial()).anchors[0] ?? new Uint8Array()));
});
afterEach(() => rmSync(folder, { recursive: true }));

function cityIn(directory: string): CityPort {
  return createSandboxCity({ directory: join(folder, directory), random, now: () => clock });
}

/** The code, or `taken`. */
function take(bytes: Uint8Array, pinned?: string, now = clock): string {
  try {
    importTrustPack(home, bytes, { now, ...(pinned === undefined ? {} : { pinned }) });
    return 'taken';
  } catch (error) {
    if (error instanceof BianyinError) return error.code;
    throw error;
  }
}

/** All files of a folder with their octets, the database's own aside. */
function filesIn(directory: string): Record<string, string> {
  if (!existsSync(directory)) return {};
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const files = names.filter(
    (each) => statSync(join(directory, each)).isFile() && !each.startsWith('bianyin.'),
  );
  return Object.fromEntries(files.map((each) => [each, toHex(sm3(readFileSync(join(directory, each))))]));
}

/** What is refused changes nothing, and nothing is left lying about. */
function refused(bytes: Uint8Array, pinned?: string, now = clock): string {
  const before = filesIn(home.root);
  const code = take(bytes, pinned, now);
  expect(filesIn(home.root)).toEqual(before);
  return code;
}

const statusOf = (id = esId): string | undefined => {
  const one = { ...seal, info: { ...seal.info, esId: id } };
  return believedForReading(home).status.readStatus(one, clock)?.latest.status;
};
const remade = (bytes: Uint8Array, change: Omit<Remake, 'directory' | 'random' | 'now'>): Uint8Array =>
  remadePack(bytes, { directory: join(folder, 'city'), random, now: clock, ...change });
const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  Uint8Array.from(bytes, (octet, i) => (i === at ? octet ^ 1 : octet));

describe('a genuine pack', () => {
  it('is taken once a person has compared its root, and never needs that again', async () => {
    const first = await city.publishTrustPack({});
    expect(refused(first)).toBe('trust-root-not-pinned');
    expect(refused(first, 'ff'.repeat(32))).toBe('trust-root-differs');
    expect(take(first, root)).toBe('taken');
    expect(statusOf()).toBe('valid');
    expect(statusOf('41020000009999')).toBe('unknown');
    const taken = filesIn(home.root);
    expect(take(first)).toBe('taken');
    expect(filesIn(home.root)).toEqual(taken);
    expect(take(await city.publishTrustPack({}))).toBe('taken');
    expect(showTrustPack(home)).toMatchObject({ version: '410200-2', policyProfile: 'kaifeng-2022-22' });
  });

  it('carries vendor profiles, which count as long as it does', async () => {
    const profile = profileFileText({
      ...{ id: 'city', title: 'City', evidence: { mark: 'source', text: 'the city' } },
      match: { library: ['libodd.so'], manufacturer: [] },
      sign: [{ mechanism: 0x80000101, input: 'digest', identityParameter: false, isUnlisted: false }],
    });
    const first = await city.publishTrustPack({});
    const parts = [profile, '{"v":2}'].map((text) => ({
      kind: 'vendor-profile' as const,
      octets: utf8Encode(text),
    }));
    const carrying = remade(first, { parts: [...partsOf(first), ...parts] });
    expect(take(carrying, root)).toBe('taken');
    const listed = listProfiles(home).profiles.map(({ profile: { id }, from }) => [id, from]);
    expect(listed).toEqual([['city', 'trust-pack']]);
    expect(profilesAtHome(home)).toEqual(listProfiles(home).profiles.map((each) => each.profile));
    const next = await city.publishTrustPack({});
    expect(take(remade(next, { header: { prevSm3: readTrustPack(carrying).sm3 } }))).toBe('taken');
    expect(profilesAtHome(home)).toEqual([]);
  });

  it('refuses another root than the one that counts, even when a person names it', async () => {
    take(await city.publishTrustPack({}), root);
    const stranger = cityIn('other');
    const theirs = toHex(sm3((await stranger.trustMaterial()).anchors[0] ?? new Uint8Array()));
    expect(refused(await stranger.publishTrustPack({}), theirs)).toBe('trust-root-differs');
  });

  it('with a delta gives the same as with everything, and is handed on whole', async () => {
    take(await city.publishTrustPack({}), root);
    await city.setSealStatus({ esId, status: 'cancelled', reason: 'NO_LONGER_USED' });
    clock = hours(1);
    const delta = await city.publishTrustPack({ since: 1 });
    expect(readTrustPack(delta).status?.form).toBe('delta');
    expect(take(delta)).toBe('taken');
    expect(statusOf()).toBe('cancelled');
    exportTrustPack(home, join(folder, 'on.btp'));
    const whole = readTrustPack(new Uint8Array(readFileSync(join(folder, 'on.btp'))));
    expect([whole.status?.form, whole.sm3]).toEqual(['image', readTrustPack(delta).sm3]);
    home = homeDirectory(join(folder, 'second'));
    expect(take(whole.bytes, root)).toBe('taken');
    expect(statusOf()).toBe('cancelled');
  });

  it('announces a new root under the old one, and then the new one vouches', async () => {
    const next = cityIn('next');
    await next.issueEnterprise({ name, uscc, legalRepresentative });
    take(await city.publishTrustPack({}), root);
    const [theirs] = [await next.publishTrustPack({})];
    const newParts = partsOf(theirs).filter(
      ({ kind }) => kind === 'root' || kind === 'intermediate' || kind === 'crl',
    );
    const second = await city.publishTrustPack({});
    expect(refused(theirs)).toBe('trust-root-not-announced');
    const announcing = remade(second, { parts: [...partsOf(second), ...newParts] });
    expect(take(announcing)).toBe('taken');
    const { sm3: prevSm3 } = readTrustPack(announcing);
    const statusless = partsOf(theirs).filter(({ kind }) => kind !== 'status');
    const third = remadePack(theirs, {
      ...{ directory: join(folder, 'next'), random, now: clock, parts: statusless, data: new Uint8Array() },
      header: { seq: 3, prevSm3 },
    });
    expect(take(third)).toBe('taken');
    expect(believedForReading(home).trust.anchors.map(({ der }) => toHex(sm3(der)))).not.toContain(root);
    // The old root is retired: nothing that hangs from it alone is believed any more.
    expect(refused(await city.publishTrustPack({}))).toBe('trust-root-not-announced');
  });
});

describe('a pack that was forged or damaged', () => {
  it('is refused wherever an octet is wrong', async () => {
    const bytes = await city.publishTrustPack({});
    const { statusOffset } = readTrustPack(bytes);
    const codes = new Set<string>();
    for (let at = 0; at < bytes.length; at += 37) codes.add(refused(flipped(bytes, at), root));
    expect(codes).not.toContain('taken');
    for (const code of codes) expect(code).toMatch(/^(trust-pack|trust-root|crl-issuer|snapshot)-/);
    expect(codes).toContain('trust-pack-altered');
    expect(refused(flipped(bytes, statusOffset + 40), root)).toBe('trust-pack-altered');
    expect(existsSync(home.root)).toBe(false);
  });

  it('is refused in any other spelling than the one', async () => {
    const bytes = await city.publishTrustPack({});
    const length = new DataView(bytes.buffer, bytes.byteOffset + 8, 4).getUint32(0);
    const text = utf8Decode(bytes.subarray(12, 12 + length));
    const respelled = (envelope: string): Uint8Array => {
      const octets = utf8Encode(envelope);
      const head = bytes.slice(0, 12);
      new DataView(head.buffer).setUint32(8, octets.length);
      return concatBytes(head, octets, bytes.subarray(12 + length));
    };
    expect(refused(respelled(text.replace('{', '{ ')), root)).toBe('trust-pack-malformed');
    expect(refused(respelled(text.replace('"signature":"', '"signature":" ')), root)).toBe(
      'trust-pack-malformed',
    );
    expect(take(respelled(text), root)).toBe('taken');
  });

  it('is refused when it was cut off anywhere, or something follows', async () => {
    const bytes = await city.publishTrustPack({});
    for (const length of [0, 3, 9, 11, 400, 5000, bytes.length - 1]) {
      const code = refused(bytes.subarray(0, length), root);
      expect([length, code]).toEqual([length, length === 0 ? 'trust-pack-truncated' : code]);
      expect(code).toMatch(/^trust-pack-(truncated|malformed)$/);
    }
    expect(refused(bytes.subarray(0, bytes.length - 1), root)).toBe('trust-pack-truncated');
    expect(refused(Uint8Array.from([...bytes, 0]), root)).toBe('trust-pack-malformed');
  });

  it('is refused when the header was changed and not signed again', async () => {
    const bytes = await city.publishTrustPack({});
    const stranger = {
      privateKey: newPrivateKey(random),
      certificate: newSigner(join(folder, 'city'), 'trust-pack', random, clock).certificate,
    };
    expect(refused(remade(bytes, { signer: stranger }), root)).toBe('trust-pack-signature-bad');
  });

  it('is refused when somebody else of the same city signed it', async () => {
    const bytes = await city.publishTrustPack({});
    for (const kind of ['status', 'person', 'seal-maker', 'time-stamp'] as const) {
      const signer = newSigner(join(folder, 'city'), kind, random, clock);
      expect(refused(remade(bytes, { signer }), root), kind).toBe('trust-pack-signer-purpose');
    }
    const proper = newSigner(join(folder, 'city'), 'trust-pack', random, clock);
    expect(take(remade(bytes, { signer: proper }), root)).toBe('taken');
  });

  it('is refused when its signer has been revoked, by the pack or by what is known here', async () => {
    const first = await city.publishTrustPack({});
    take(first, root);
    const { signer } = readTrustPack(first);
    const second = await city.publishTrustPack({});
    await city.revokeCertificate({ serialHex: signer.serialHex, reason: 'keyCompromise' });
    clock = hours(1);
    expect(refused(await city.publishTrustPack({}))).toBe('trust-pack-signer-untrusted');
    expect(take(second)).toBe('taken');
  });

  it('is refused when it is something else that the city signed', async () => {
    expect(refused(await city.publishSnapshot({}), root)).toBe('trust-pack-other-purpose');
    const bytes = await city.publishTrustPack({});
    const header = { purpose: 'bianyin.policy/1' };
    expect(refused(remade(bytes, { header }), root)).toBe('trust-pack-other-purpose');
    expect(refused(new TextEncoder().encode('PK nonsense'), root)).toBe('trust-pack-malformed');
  });

  it('is refused when the status inside is forged, another city’s, or not what is named', async () => {
    const bytes = await city.publishTrustPack({});
    const other = cityIn('other');
    const theirs = await other.publishTrustPack({});
    const swapped = partsOf(bytes).map((part) =>
      part.kind === 'status' ? (partsOf(theirs).find(({ kind }) => kind === 'status') ?? part) : part,
    );
    const data = theirs.subarray(readTrustPack(theirs).statusOffset);
    expect(refused(remade(bytes, { parts: swapped, data }), root)).toBe('snapshot-signer-untrusted');
    const foreign = [...partsOf(bytes), ...partsOf(theirs).filter(({ kind }) => kind === 'crl')];
    expect(refused(remade(bytes, { parts: foreign }), root)).toBe('crl-issuer-unknown');
    const header = { scope: '410300' };
    expect(refused(remade(bytes, { header }), root)).toBe('trust-pack-malformed');
  });
});

describe('order and time', () => {
  it('refuses an older pack, also after the folder was deleted', async () => {
    const first = await city.publishTrustPack({});
    const second = await city.publishTrustPack({});
    expect([take(second, root), refused(first)]).toEqual(['taken', 'trust-pack-rollback']);
    rmSync(home.trust, { recursive: true });
    rmSync(home.status, { recursive: true });
    expect(refused(first, root)).toBe('trust-pack-rollback');
    expect(take(second, root)).toBe('taken');
  });

  it('takes one at a time: an older one that comes at the same moment waits its turn', async () => {
    take(await city.publishTrustPack({}), root);
    const [second, third] = [await city.publishTrustPack({}), await city.publishTrustPack({})];
    let meanwhile: string | null = null;
    // The clock is asked in the middle of an import, after everything older was looked up.
    class Interrupting extends Date {
      override getTime(): number {
        if (meanwhile === null) {
          meanwhile = '';
          meanwhile = take(third);
        }
        return super.getTime();
      }
    }
    take(second, undefined, new Interrupting(clock));
    expect(meanwhile).toBe('store-busy');
    expect([take(third), take(second)]).toEqual(['taken', 'trust-pack-rollback']);
  }, 30_000);

  it('does not believe a folder that was put back', async () => {
    take(await city.publishTrustPack({}), root);
    cpSync(home.trust, join(folder, 'old'), { recursive: true });
    take(await city.publishTrustPack({}));
    rmSync(home.trust, { recursive: true });
    cpSync(join(folder, 'old'), home.trust, { recursive: true });
    expect(() => believedForReading(home).trust).toThrow('trust-pack-rollback');
  });

  it('refuses another pack behind the newest number, also after the folder was deleted', async () => {
    const bytes = await city.publishTrustPack({});
    take(bytes, root);
    rmSync(home.trust, { recursive: true, force: true });
    const other = remade(bytes, { header: { issuer: 'another pack under this number' } });
    expect(take(other, root)).toBe('trust-pack-forked');
    expect(take(bytes, root)).toBe('taken');
  });

  it('refuses one whose signer might have been revoked: no list came with it, and none is known', async () => {
    const bytes = await city.publishTrustPack({});
    const parts = partsOf(bytes).filter(({ kind }) => kind !== 'crl');
    expect(refused(remade(bytes, { parts }), root)).toBe('trust-pack-signer-untrusted');
  });

  it('refuses a second pack behind one number, and one that names another past', async () => {
    cpSync(join(folder, 'city'), join(folder, 'double'), { recursive: true });
    const first = await city.publishTrustPack({});
    take(first, root);
    clock = hours(1);
    const double = await cityIn('double').publishTrustPack({});
    expect(readTrustPack(double).header.seq).toBe(1);
    expect(refused(double)).toBe('trust-pack-forked');
    const second = await city.publishTrustPack({});
    expect(refused(remade(second, { header: { prevSm3: '0'.repeat(64) } }))).toBe('trust-pack-forked');
    expect(take(second)).toBe('taken');
  });

  it('refuses a delta that does not follow', async () => {
    take(await city.publishTrustPack({}), root);
    await city.publishTrustPack({ since: 1 });
    const third = await city.publishTrustPack({ since: 2 });
    expect(readTrustPack(third).status?.form).toBe('delta');
    expect(refused(third)).toBe('trust-pack-gap');
    expect(take(await city.publishTrustPack({}))).toBe('taken');
  });

  it('refuses one that names a part twice', async () => {
    const bytes = await city.publishTrustPack({});
    const parts = partsOf(bytes);
    const again = parts.filter(({ kind }) => kind === 'crl');
    expect(again).not.toEqual([]);
    expect(() => remade(bytes, { parts: [...parts, ...again] })).not.toThrow();
    expect(refused(remade(bytes, { parts: [...parts, ...again] }), root)).toBe('trust-pack-malformed');
  });

  it('refuses one that ends when it begins', async () => {
    const bytes = await city.publishTrustPack({});
    const { thisUpdate } = readTrustPack(bytes).header;
    expect(refused(remade(bytes, { header: { nextUpdate: thisUpdate } }), root)).toBe('trust-pack-malformed');
  });

  it('refuses one that has run out, and one of the future; and doubts a clock that goes back', async () => {
    const bytes = await city.publishTrustPack({});
    expect(refused(bytes, root, hours(73))).toBe('trust-pack-expired');
    expect(refused(bytes, root, hours(-1))).toBe('clock-suspect');
    expect(take(bytes, root, hours(10))).toBe('taken');
    expect(refused(await city.publishTrustPack({}), undefined, hours(9))).toBe('clock-suspect');
  });

  it('doubts a clock that goes back also where packs bring no status', async () => {
    const statusless = async (): Promise<Uint8Array> => {
      const bytes = await city.publishTrustPack({});
      const parts = partsOf(bytes).filter(({ kind }) => kind !== 'status');
      return remade(bytes, { parts, data: new Uint8Array() });
    };
    expect(take(await statusless(), root, hours(10))).toBe('taken');
    expect(refused(await statusless(), undefined, hours(9))).toBe('clock-suspect');
  });

  it('refuses older revocation lists, and the pack of another city', async () => {
    const first = await city.publishTrustPack({});
    const second = await city.publishTrustPack({});
    take(second, root);
    const third = await city.publishTrustPack({});
    const withOldLists = [
      ...partsOf(third).filter(({ kind }) => kind !== 'crl'),
      ...partsOf(first).filter(({ kind }) => kind === 'crl'),
    ];
    expect(refused(remade(third, { parts: withOldLists }))).toBe('crl-rollback');
    const statusless = partsOf(third).filter(({ kind }) => kind !== 'status');
    const header = { scope: '410300' };
    const other = remade(third, { parts: statusless, header, data: new Uint8Array() });
    expect(refused(other)).toBe('trust-pack-other-city');
    // Packs of two cities would both be expected for ever: also where the manifest says nothing of the first.
    writeFileSync(join(home.trust, 'current.json'), '{}');
    expect(refused(other, root)).toBe('trust-pack-other-city');
    rmSync(join(home.trust, 'current.json'));
    expect(refused(other, root)).toBe('trust-pack-other-city');
    expect(take(third, root)).toBe('taken');
  });
});

describe('whoever can write the folder', () => {
  it('cannot change a pack, or the manifest, unseen; a new pack repairs it', async () => {
    take(await city.publishTrustPack({}), root);
    const [packName = ''] = readdirSync(join(home.trust, 'packs'));
    const file = join(home.trust, 'packs', packName);
    const good = readFileSync(file);
    writeFileSync(file, flipped(good, good.length - 1));
    expect(() => believedForReading(home).trust).toThrow('trust-pack-store-damaged');
    rmSync(file);
    expect(() => believedForReading(home).trust).toThrow('trust-pack-store-damaged');
    expect(take(await city.publishTrustPack({}))).toBe('taken');
    expect(statusOf()).toBe('valid');
    writeFileSync(join(home.trust, 'current.json'), '{}');
    expect(() => believedForReading(home).trust).toThrow('trust-pack-store-damaged');
    const third = await city.publishTrustPack({});
    expect(refused(third)).toBe('trust-root-not-pinned');
    expect(take(third, root)).toBe('taken');
  });

  it('cannot say another number, city or time of the pack that is there', async () => {
    take(await city.publishTrustPack({}), root);
    const file = join(home.trust, 'current.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    for (const change of [{ seq: 2 }, { scope: '410300' }, { pack: '00'.repeat(32) }]) {
      writeFileSync(file, JSON.stringify({ ...manifest, ...change }));
      expect(() => believedForReading(home).trust).toThrow('trust-pack-store-damaged');
    }
    writeFileSync(file, JSON.stringify(manifest));
    expect(believedForReading(home).trust.pack?.pack.header.seq).toBe(1);
  });

  it('leaves the newest time ever seen where it is, however far the next import lies behind it', async () => {
    take(await city.publishTrustPack({}), root, hours(10));
    const seen = () => readPackManifest(home.trust)?.latestSeen;
    const newest = seen();
    // Clocks may differ by seconds.
    take(await city.publishTrustPack({}), undefined, new Date(hours(10).getTime() - 4_000));
    expect(seen()).toBe(newest);
  });

  it('cannot put a pack of their own making there', async () => {
    take(await city.publishTrustPack({}), root);
    const second = await city.publishTrustPack({});
    const certificate = readTrustPack(second).signer.der;
    const forged = remade(second, { signer: { privateKey: newPrivateKey(random), certificate } });
    const { sm3: pack, header } = readTrustPack(forged);
    const manifestFile = join(home.trust, 'current.json');
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, unknown>;
    writeFileSync(join(home.trust, 'packs', `${pack}.btp`), forged);
    writeFileSync(manifestFile, JSON.stringify({ ...manifest, pack, seq: header.seq }));
    expect(() => believedForReading(home).trust).toThrow('trust-pack-store-damaged');
    // The same with the city's own signature is a pack like any other.
    writeFileSync(join(home.trust, 'packs', `${pack}.btp`), second);
    expect(readTrustPack(second).sm3).toBe(pack);
    expect(believedForReading(home).trust.pack?.pack.header.seq).toBe(2);
  });
});
