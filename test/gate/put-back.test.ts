/**
 * Trust and status of yesterday are put back over those of today, in every way in which a folder can be: nothing that the newer ones
 * forbade is done, and nothing that they would doubt is green (docs/adr/0034). The homes are an enterprise's: nobody freshens them.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importTrustPack } from '../../src-main/app/trust/trust-packs.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { walkRequest } from '../../src-main/approval/walk.ts';
import { sealOfType } from '../../src-main/city/seal-register.ts';
import { atMoment, requireSealStatus } from '../../src-main/home/home-moment.ts';
import { trustedSeal } from '../../src-main/home/own-seals.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { readTrustPack } from '../../src-main/trust-pack/read-trust-pack.ts';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import type { TokenModule } from '../../src-main/signer/pkcs11/token-module.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import { copyOf, makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

const MINUTE = 60_000;
let begin = 0;
const later = (minutes: number): Date => new Date(begin + minutes * MINUTE);

let tokens: TokenModule;
let base: Sandbox;
let contract: string;
let genuine: string;
/** Approved by all; sealing is what is left. */
let ready: string;
/** Waits for its first approval, by `department`. */
let waiting: string;

const kinds = ['loose files', 'trust pack'] as const;
type Kind = (typeof kinds)[number];
/** A home as it was, and as it is after a certificate was revoked and the seal frozen. */
const homes = new Map<Kind, { readonly old: Sandbox; readonly present: Sandbox }>();

beforeAll(async () => {
  base = await makeSandbox();
  begin = Date.now();
  contract = await writePdf(base.folder);
  genuine = join(base.folder, 'genuine.pdf');
  tokens = openTokens(base);
  const gate = gateAt(base, later(0.1));
  const sealed = await gate.submit(contract);
  await gate.approveAll(sealed);
  await gate.apply(sealed, contract, genuine, { timestampLength: 4000 });
  const other = await writePdf(base.folder, 'other.pdf', 2);
  waiting = await gate.submit(other);
  const last = await writePdf(base.folder, 'contract-2.pdf', 4);
  contract = last;
  ready = await gate.submit(last);
  await gate.approveAll(ready);
  for (const kind of kinds) homes.set(kind, await revoked(kind));
}, 120_000);

afterAll(() => {
  closeTokens();
  for (const each of homes.values()) for (const one of Object.values(each)) removeSandbox(one);
  removeSandbox(base);
});

function branch(from: Sandbox, name: string): Sandbox {
  const folder = join(base.folder, name);
  mkdirSync(folder);
  cpSync(from.home.root, join(folder, 'home'), { recursive: true });
  return { folder, home: { ...from.home, ...placesIn(from, join(folder, 'home')) } };
}

/** The same home at another place: every path moved along. */
function placesIn({ home }: Sandbox, root: string): Sandbox['home'] {
  const moved = Object.entries(home).map(([name, path]) => [name, String(path).replace(home.root, root)]);
  return Object.fromEntries(moved) as Sandbox['home'];
}

async function revoked(kind: Kind): Promise<{ old: Sandbox; present: Sandbox }> {
  const present = branch(base, kind.replace(' ', '-'));
  const before = gateAt(present, later(1));
  await before.sync();
  if (kind === 'trust pack') await takePack(present, 1);
  const old = branch(present, `${kind.replace(' ', '-')}-old`);
  const gate = gateAt(present, later(2));
  const { esId } = gate.moment((moment) => sealOfType(moment.seals, '04').info);
  await gate.city().setSealStatus({ esId, status: 'frozen' });
  await gate.city().revokeCertificate({ serialHex: serialOf('department'), reason: 'keyCompromise' });
  await gate.sync();
  if (kind === 'trust pack') await takePack(present, 2);
  // Somebody looked at the list of requests: that is all that the home needs to remember.
  gateAt(present, later(3)).moment(() => undefined);
  for (const each of [old, present]) beEnterprise(each);
  return { old, present };
}

async function takePack(sandbox: Sandbox, minutes: number): Promise<void> {
  const bytes = await gateAt(sandbox, later(minutes)).city().publishTrustPack({});
  const root = toHex(sm3(readTrustPack(bytes).roots[0]?.der ?? Uint8Array.of()));
  importTrustPack(sandbox.home, bytes, { now: later(minutes), pinned: root });
}

function serialOf(person: string): string {
  const der = tokens.listTokens().find(({ label }) => label === `soft-${person}`)?.certificates[0]?.der;
  return parseCertificate(der ?? Uint8Array.of()).serialHex;
}

function beEnterprise({ home }: Sandbox): void {
  const settings = JSON.parse(readFileSync(home.settingsFile, 'utf8')) as object;
  writeFileSync(home.settingsFile, JSON.stringify({ ...settings, kind: 'enterprise' }));
}

interface PutBack {
  readonly what: string;
  /** What the home says of it, where it is always the same. */
  readonly code?: string;
  readonly kinds: readonly Kind[];
  readonly put: (present: Sandbox, old: Sandbox) => void;
}

const folder =
  (...names: readonly ('trust' | 'status')[]) =>
  ({ home }: Sandbox, old: Sandbox): void => {
    for (const name of names) {
      rmSync(home[name], { recursive: true });
      cpSync(old.home[name], home[name], { recursive: true });
    }
  };

function withoutPack({ home }: Sandbox): void {
  rmSync(join(home.trust, 'current.json'));
  rmSync(join(home.trust, 'packs'), { recursive: true });
}

const putBacks: readonly PutBack[] = [
  { what: 'status', kinds: ['loose files'], put: folder('status') },
  { what: 'trust', kinds, put: folder('trust') },
  { what: 'both', kinds, put: folder('trust', 'status') },
  {
    what: 'no status at all',
    kinds: ['loose files'],
    put: ({ home }) => rmSync(home.status, { recursive: true }),
  },
  {
    what: 'no revocation lists',
    code: 'crl-put-back',
    kinds: ['loose files'],
    put: ({ home }) => rmSync(join(home.trust, 'crls'), { recursive: true }),
  },
  {
    what: 'one list of two',
    kinds: ['loose files'],
    put({ home }, old) {
      for (const name of readdirSync(join(home.trust, 'crls')))
        cpSync(join(old.home.trust, 'crls', name), join(home.trust, 'crls', name));
    },
  },
  {
    what: 'the pack is gone, its older parts lie there as loose files',
    kinds: ['trust pack'],
    put(present, old) {
      folder('trust', 'status')(present, old);
      withoutPack(present);
    },
  },
  { what: 'the pack is gone', kinds: ['trust pack'], put: withoutPack, code: 'trust-pack-gone' },
];

/** What the memory says; any of these is an answer, and none is about the file or the person. */
const answers = /^(snapshot-(rollback|missing)|crl-put-back|trust-pack-(rollback|gone))$/;

const cases = putBacks.flatMap(({ kinds: of, ...each }) => of.map((kind) => ({ kind, ...each })));

describe.each(cases)('$kind, put back: $what', ({ kind, put, code }) => {
  function damaged(): Sandbox {
    const found = homes.get(kind);
    if (!found) throw new Error(kind);
    const copy = copyOf(found.present);
    put(copy, found.old);
    return copy;
  }

  test('nothing is sealed, approved or made policy', async () => {
    const gate = gateAt(damaged(), later(4));
    const output = join(base.folder, 'refused.pdf');
    expect(await codeOf(() => gate.apply(ready, contract, output))).toMatch(
      code ? new RegExp(`^${code}$`) : answers,
    );
    expect(await codeOf(() => gate.approve(waiting, 'department'))).toMatch(answers);
    const forPolicy = (): void =>
      gate.moment((moment) => requireSealStatus(moment, trustedSeal(moment, '05')));
    expect(await codeOf(() => Promise.resolve().then(forPolicy))).toMatch(answers);
    expect(readdirSync(base.folder)).not.toContain('refused.pdf');
  });

  test('no file is green, and the report says why', async () => {
    const session = sessionOf(damaged(), () => later(4));
    const [found] = await verifyFiles(session, { files: [genuine], trust: [] });
    const report = found && 'report' in found ? found.report : null;
    expect(report?.level).toBe('UNSURE');
    expect(report?.codes).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(TRUST_NOT_READ|SEAL_STATUS_FORGED)$/)]),
    );
  });
});

test('a pack brings its own status: the older one beside it changes nothing', async () => {
  const { old, present } = homes.get('trust pack') ?? { old: base, present: base };
  const copy = copyOf(present);
  folder('status')(copy, old);
  const gate = gateAt(copy, later(4));
  expect(await codeOf(() => gate.apply(ready, contract, join(base.folder, 'no.pdf')))).toBe(
    'seal-status-frozen',
  );
});

describe.each(kinds)('%s as they are', (kind) => {
  test('the home answers by what it has: the seal is frozen, the approver revoked; a file from before stays good', async () => {
    const copy = copyOf(homes.get(kind)?.present ?? base);
    const gate = gateAt(copy, later(4));
    expect(await codeOf(() => gate.apply(ready, contract, join(base.folder, 'no.pdf')))).toBe(
      'seal-status-frozen',
    );
    expect(await codeOf(() => gate.approve(waiting, 'department'))).toBe('signer-certificate-revoked');
    const [found] = await verifyFiles(
      sessionOf(copy, () => later(4)),
      { files: [genuine], trust: [] },
    );
    expect(found && 'report' in found ? found.report.codes : []).not.toContain('TRUST_NOT_READ');
  });

  test('a clock that is put back by minutes forgives no revocation', () => {
    const gate = gateAt(copyOf(homes.get(kind)?.present ?? base), later(-1));
    const walk = (): unknown =>
      gate.moment((moment) => walkRequest(atMoment(moment, moment.store.facts(ready))));
    expect(walk).toThrow('signer-certificate-revoked');
  });

  test('without the memory the old folders would serve: what the cases above refuse is not refused by anything else', async () => {
    const copy = copyOf(homes.get(kind)?.old ?? base);
    const gate = gateAt(copy, later(4));
    expect(await gate.approve(waiting, 'department')).toBeTruthy();
    expect((await gate.apply(ready, contract, join(copy.folder, 'yes.pdf'))).usesLeft).toBe(0);
  });
});
