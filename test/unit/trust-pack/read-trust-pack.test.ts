/** Reading a trust pack and believing it, by one genuine pack made once: every part in its own list, every length counted, every doubt a code. */
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concatBytes, toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { sandboxEnterprise } from '../../../src-main/sandbox/sandbox-enterprise.ts';
import { newPrivateKey, softwareSigner } from '../../../src-main/sandbox/software-signer.ts';
import { readPackManifest, readStoredPack, storePack } from '../../../src-main/trust-pack/pack-store.ts';
import {
  LARGEST_PACK,
  packRoots,
  readTrustPack,
  withImage,
  type TrustPack,
} from '../../../src-main/trust-pack/read-trust-pack.ts';
import {
  requirePackSignature,
  verifyTrustPack,
  type PackTrust,
} from '../../../src-main/trust-pack/verify-trust-pack.ts';
import { seededRandom } from '../sandbox/seeded-random.ts';
import { newSigner, partsOf, remadePack, type Part, type Remake } from './pack-bench.ts';

const random = seededRandom('read-trust-pack');
const start = new Date('2026-11-23T08:00:00Z');
const later = (days: number): Date => new Date(start.getTime() + days * 86_400_000);
const refusal = (code: string, detail?: object): unknown =>
  expect.objectContaining({ code, ...(detail === undefined ? {} : { detail }) });
let folder = '';
let bytes: Uint8Array;
let delta: Uint8Array;
let theirs: Uint8Array;
let pack: TrustPack;
let trust: PackTrust;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-read-pack-'));
  const { name, uscc, legalRepresentative } = sandboxEnterprise;
  const cityIn = (directory: string) =>
    createSandboxCity({ directory: join(folder, directory), random, now: () => start });
  const city = cityIn('city');
  await city.issueEnterprise({ name, uscc, legalRepresentative });
  const { publicPoint } = softwareSigner(newPrivateKey(random), random);
  const { esId } = await city.certifySealKey({ uscc, typeCode: '05', publicPoint });
  await city.makeSeal({ esId });
  bytes = await city.publishTrustPack({});
  delta = await city.publishTrustPack({ since: 1 });
  theirs = await cityIn('other').publishTrustPack({});
  pack = readTrustPack(bytes);
  trust = {
    roots: new Set(packRoots(pack).map(({ sm3: digest }) => digest)),
    ...{ crls: [], at: start, revocation: 'known' },
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

const remade = (change: Partial<Remake>, from = bytes): Uint8Array =>
  remadePack(from, { directory: join(folder, 'city'), random, now: start, ...change });
const withParts = (change: (parts: readonly Part[]) => readonly Part[], from = bytes): Uint8Array =>
  remade({ parts: change(partsOf(from)) }, from);
const without = (kind: string): Uint8Array =>
  withParts((parts) => parts.filter((each) => each.kind !== kind));
const believe = (octets: Uint8Array, change: Partial<PackTrust> = {}): void =>
  verifyTrustPack(readTrustPack(octets), { ...trust, ...change });

describe('a genuine pack', () => {
  it('gives each part in its own list, and its roots for a person', () => {
    const lists = {
      root: pack.roots,
      intermediate: pack.intermediates,
      'seal-maker': pack.sealMakers,
      'time-stamp': pack.timeStampers,
    };
    for (const [kind, list] of Object.entries(lists)) {
      const parts = partsOf(bytes).filter((each) => each.kind === kind);
      expect(
        list.map(({ der }) => toHex(sm3(der))),
        kind,
      ).toEqual(parts.map(({ octets }) => toHex(sm3(octets))));
      expect(list, kind).not.toEqual([]);
    }
    expect(pack.crls).toHaveLength(partsOf(bytes).filter(({ kind }) => kind === 'crl').length);
    expect([pack.ocsp, pack.status?.form, pack.bytes]).toEqual([[], 'image', bytes]);
    const [root] = pack.roots;
    expect(packRoots(pack)).toEqual([
      {
        name: root?.subject.commonName,
        organisation: root?.subject.organization,
        sm3: toHex(sm3(root?.der ?? new Uint8Array())),
        notAfter: root?.notAfter,
      },
    ]);
  });

  it('is believed under a root that was trusted, and so is the same with the image in place of a delta', () => {
    expect(() => believe(bytes)).not.toThrow();
    expect(readTrustPack(delta).status?.form).toBe('delta');
    expect(() => believe(delta)).not.toThrow();
    const { statusOffset } = pack;
    expect(withImage(pack, bytes.subarray(statusOffset))).toEqual(bytes);
  });
});

describe('octets that are no pack', () => {
  const text = (value: unknown): Uint8Array => utf8Encode(JSON.stringify(value));
  const other = { purpose: 'bianyin.policy/1' };
  it.each([
    ['nothing', new Uint8Array(), 'trust-pack-truncated'],
    ['a beginning', Uint8Array.of(0x89, 0x42), 'trust-pack-truncated'],
    ['another beginning', Uint8Array.of(0x89, 0x43), 'trust-pack-malformed'],
    [
      'a beginning with the wrong end',
      Uint8Array.of(0x89, 0x42, 0x54, 0x50, 0x0d, 0x0a, 0x1a, 0x0b),
      'trust-pack-malformed',
    ],
    [
      'a beginning alone',
      Uint8Array.of(0x89, 0x42, 0x54, 0x50, 0x0d, 0x0a, 0x1a, 0x0a),
      'trust-pack-truncated',
    ],
    ['something else that was signed', text(other), 'trust-pack-other-purpose'],
    ['the same in its envelope', text({ body: JSON.stringify(other) }), 'trust-pack-other-purpose'],
    ['the same with more lines', utf8Encode(`${JSON.stringify(other)}\n{`), 'trust-pack-other-purpose'],
    ['half of it', utf8Encode(JSON.stringify(other).slice(0, 10)), 'trust-pack-malformed'],
    ['a body that is no text', text({ body: 1 }), 'trust-pack-malformed'],
    ['a body of nothing', text({ body: 'null' }), 'trust-pack-malformed'],
    ['a list of it', text([other]), 'trust-pack-malformed'],
  ])('%s', (_what, octets, code) => {
    expect(() => readTrustPack(octets)).toThrow(refusal(code));
  });

  it('are refused by their length before anything else', () => {
    const long = new Uint8Array(LARGEST_PACK + 1);
    expect(() => readTrustPack(long)).toThrow(refusal('trust-pack-malformed', { what: 'too long' }));
    expect(() => readTrustPack(long.subarray(1))).toThrow(
      refusal('trust-pack-malformed', { what: 'beginning' }),
    );
    const envelope = (length: number): Uint8Array => {
      const head = bytes.slice(0, 12);
      new DataView(head.buffer).setUint32(8, length);
      return head;
    };
    expect(() => readTrustPack(envelope(2 * 1024 * 1024))).toThrow(refusal('trust-pack-truncated'));
    expect(() => readTrustPack(envelope(2 * 1024 * 1024 + 1))).toThrow(
      refusal('trust-pack-malformed', { what: 'envelope' }),
    );
  });
});

describe('parts', () => {
  it('are what the header names, and what their kind says', () => {
    const first = pack.statusOffset - pack.header.parts.reduce((sum, { length }) => sum + length, 0);
    const changed = bytes.slice();
    changed[first + 20] = (changed[first + 20] ?? 0) ^ 1;
    expect(() => readTrustPack(changed)).toThrow(refusal('trust-pack-altered', { part: 'root' }));
    for (const kind of [
      'root',
      'intermediate',
      'seal-maker',
      'time-stamp',
      'crl',
      'ocsp',
      'policy-profile',
      'status',
    ] as const) {
      const broken = withPart(kind, utf8Encode(`no ${kind}`));
      expect(() => readTrustPack(broken), kind).toThrow(refusal('trust-pack-malformed', { what: kind }));
    }
  });

  /** With octets in the place of all parts of a kind. */
  function withPart(kind: Part['kind'], octets: Uint8Array): Uint8Array {
    return withParts((parts) => [...parts.filter((each) => each.kind !== kind), { kind, octets }]);
  }

  it('are followed by the status that they name, and by nothing else', () => {
    const end = pack.statusOffset;
    for (const length of [end, end + 1, end + 8, bytes.length - 1])
      expect(() => readTrustPack(bytes.subarray(0, length)), `${length}`).toThrow(
        refusal('trust-pack-truncated'),
      );
    expect(() => readTrustPack(concatBytes(bytes, Uint8Array.of(0)))).toThrow(
      refusal('trust-pack-malformed', { what: 'length' }),
    );
    const changed = bytes.slice();
    changed[bytes.length - 1] = (changed[bytes.length - 1] ?? 0) ^ 1;
    expect(() => readTrustPack(changed)).toThrow(refusal('trust-pack-altered', { part: 'status' }));
    expect(() => readTrustPack(without('status'))).toThrow(
      refusal('trust-pack-malformed', { what: 'length' }),
    );
    const bare = remade({
      parts: partsOf(bytes).filter(({ kind }) => kind !== 'status'),
      data: new Uint8Array(),
    });
    expect([readTrustPack(bare).status, readTrustPack(bare).statusOffset]).toEqual([null, bare.length]);
  });
});

describe('whether it is believed', () => {
  it('hangs on a root that was trusted before, and of it alone', () => {
    const announced = refusal('trust-root-not-announced');
    expect(() => believe(bytes, { roots: new Set() })).toThrow(announced);
    expect(() => believe(bytes, { roots: new Set(['0'.repeat(64)]) })).toThrow(announced);
    expect(() => believe(theirs)).toThrow(announced);
    // A trusted root beside theirs vouches for nothing that they signed.
    const ours = partsOf(bytes).filter(({ kind }) => kind === 'root');
    const beside = remade({ directory: join(folder, 'other'), parts: [...partsOf(theirs), ...ours] }, theirs);
    expect(() => believe(beside)).toThrow(refusal('trust-pack-signer-untrusted'));
  });

  it('needs the signature of the certificate that it carries, and one for packs', () => {
    const certificate = pack.signer.der;
    const forged = remade({ signer: { privateKey: newPrivateKey(random), certificate } });
    expect(() => requirePackSignature(readTrustPack(forged))).toThrow(refusal('trust-pack-signature-bad'));
    const status = newSigner(join(folder, 'city'), 'status', random, start);
    expect(() => requirePackSignature(readTrustPack(remade({ signer: status })))).toThrow(
      refusal('trust-pack-signer-purpose', { name: 'test status' }),
    );
    expect(() => believe(forged)).toThrow(refusal('trust-pack-signature-bad'));
  });

  it('needs an SM2 key: of another one nothing is verified, and nothing breaks', () => {
    const { spki, keyBits } = pack.signer.publicKey;
    const key = { spki, keyBits, kind: 'unsupported', algorithm: '1.3.101.112' } as const;
    const odd = { ...pack, signer: { ...pack.signer, publicKey: key } };
    expect(() => requirePackSignature(odd)).toThrow(refusal('trust-pack-signature-bad'));
  });

  it('needs lists that are here and new enough, but for a pack that was taken before', () => {
    const untrusted = refusal('trust-pack-signer-untrusted');
    expect(() => believe(without('crl'))).toThrow(untrusted);
    expect(() => believe(without('crl'), { crls: pack.crls })).not.toThrow();
    expect(() => believe(bytes, { at: later(60) })).toThrow(untrusted);
    expect(() => believe(without('crl'), { revocation: 'if-known' })).not.toThrow();
    expect(() => believe(bytes, { at: later(60), revocation: 'if-known' })).not.toThrow();
    // What is tolerated is a list that is missing, never a certificate that has ended.
    expect(() => believe(bytes, { at: later(40 * 365), revocation: 'if-known' })).toThrow(untrusted);
  });

  it('takes lists of its own authorities alone, signed by them', () => {
    const foreign = partsOf(theirs).filter(({ kind }) => kind === 'crl');
    expect(() => believe(withParts((parts) => [...parts, ...foreign]))).toThrow(
      refusal('crl-issuer-unknown'),
    );
    // Under the right name, with a signature that is not of that key.
    const damaged = partsOf(bytes).map((each) => {
      if (each.kind !== 'crl') return each;
      const octets = each.octets.slice();
      octets[octets.length - 1] = (octets[octets.length - 1] ?? 0) ^ 1;
      return { ...each, octets };
    });
    expect(() => believe(remade({ parts: damaged }))).toThrow(refusal('trust-pack-signer-untrusted'));
    expect(() => believe(remade({ parts: damaged }), { revocation: 'if-known' })).toThrow(
      refusal('crl-issuer-unknown'),
    );
  });

  it('is of one city', () => {
    const elsewhere = refusal('trust-pack-malformed', { what: 'scope' });
    expect(() => believe(remade({ header: { scope: '410300' } }))).toThrow(elsewhere);
  });
});

describe('the folder of a home', () => {
  const roots = (): string[] => [...trust.roots];
  const home = (name: string): string => join(folder, name);

  it('keeps the pack that counts, who was there before, and the newest time', () => {
    const place = home('kept');
    expect(readStoredPack(place)).toBeNull();
    storePack(place, { pack, roots: roots(), now: later(1), before: null });
    const second = readTrustPack(remade({ header: { seq: 2 } }));
    const before = readPackManifest(place);
    expect(before).toMatchObject({
      pack: pack.sm3,
      seq: 1,
      scope: '410200',
      latestSeen: '2026-11-24T08:00:00Z',
    });
    storePack(place, { pack: second, roots: roots(), now: start, before });
    const after = readPackManifest(place);
    expect(after?.heads).toEqual([
      { seq: 1, sm3: pack.sm3 },
      { seq: 2, sm3: second.sm3 },
    ]);
    expect(after?.latestSeen).toBe('2026-11-24T08:00:00Z');
    expect(readdirSync(join(place, 'packs'))).toEqual([`${second.sm3}.btp`]);
    expect(readStoredPack(place)?.pack.header.seq).toBe(2);
    storePack(place, { pack, roots: roots(), now: start, before: after });
    expect(readPackManifest(place)?.heads.map(({ seq }) => seq)).toEqual([2, 1]);
  });

  it('is for its owner, and holds nothing but the pack, and what somebody else put there', () => {
    const place = home('own');
    const packs = join(place, 'packs');
    storePack(place, { pack, roots: roots(), now: start, before: null });
    expect(statSync(packs).mode & 0o777).toBe(0o700);
    const other = 'a'.repeat(64);
    // Of a process that has ended: no machine gives so high a number.
    const left = '.bianyin-4194999-0123456789ab.tmp';
    for (const name of [`${other}.btp`, `${other}.txt`, 'notes.btp', left])
      writeFileSync(join(packs, name), '');
    writeFileSync(join(place, left), '');
    for (const name of [join(packs, left), join(place, left)]) utimesSync(name, start, start);
    storePack(place, { pack, roots: roots(), now: later(1), before: readPackManifest(place) });
    expect(readdirSync(packs).sort()).toEqual([`${pack.sm3}.btp`, `${other}.txt`, 'notes.btp'].sort());
    expect(readdirSync(place).sort()).toEqual(['current.json', 'packs']);
  });

  it('remembers the last four hundred packs', () => {
    const place = home('many');
    const heads = Array.from({ length: 400 }, (_, i) => ({ seq: i + 1, sm3: `${i}`.padStart(64, 'a') }));
    const before = {
      v: 1 as const,
      pack: pack.sm3,
      seq: 1,
      scope: '410200',
      roots: roots(),
      latestSeen: '2026-11-23T08:00:00Z',
      heads,
    };
    storePack(place, { pack, roots: roots(), now: start, before });
    const kept = readPackManifest(place)?.heads ?? [];
    expect([kept.length, kept[0]?.seq, kept.at(-1)?.sm3]).toEqual([400, 2, pack.sm3]);
  });

  it('believes no pack with a delta in it, none under other roots, and no manifest that is none', () => {
    const place = home('damaged');
    storePack(place, { pack: readTrustPack(delta), roots: roots(), now: start, before: null });
    expect(() => readStoredPack(place)).toThrow(refusal('trust-pack-store-damaged', { what: 'btp' }));
    storePack(place, { pack, roots: ['0'.repeat(64)], now: start, before: null });
    expect(() => readStoredPack(place)).toThrow(
      refusal('trust-pack-store-damaged', { what: 'trust-root-not-announced' }),
    );
    storePack(place, { pack, roots: roots(), now: start, before: null });
    const manifest = readPackManifest(place);
    const wrong = [
      { v: 2 },
      { pack: 'A'.repeat(64) },
      { seq: 0 },
      { roots: [] },
      { roots: ['0'] },
      { heads: [] },
      { heads: [{ seq: 1, sm3: '0' }] },
      { latestSeen: 'now' },
      { more: 1 },
    ];
    for (const change of wrong) {
      writeFileSync(join(place, 'current.json'), JSON.stringify({ ...manifest, ...change }));
      expect(() => readPackManifest(place), JSON.stringify(change)).toThrow(
        refusal('trust-pack-store-damaged', { what: 'current.json' }),
      );
    }
  });
});
