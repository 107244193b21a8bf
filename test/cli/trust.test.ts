/** A counter without an enterprise and without a network: a pack on a USB drive, a sealed file from elsewhere, a verdict with its date. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { openAppSession, sandboxCity } from '../../src-main/app/session.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

let folder: string;
let root: string;

const at = (home: string, ...args: string[]): Promise<Run> =>
  bianyinHere([...args, '--home', home], { cwd: folder });
const pin = (person: string): string[] => [
  ...['--token', `soft-${person}`, '--pin-file', `issuer/pins/soft-${person}.pin`],
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-trust-'));
  expect((await at('issuer', 'sandbox', 'init')).code).toBe(0);
  const document = await PDFDocument.create();
  document.addPage([595.28, 841.89]).drawText('A letter', { x: 72, y: 760, size: 14 });
  writeFileSync(join(folder, 'letter.pdf'), await document.save());
  const what = ['--seal', '01', '--purpose', '公函', '--at', 'page=1,x=120mm,y=200mm'];
  const made = await at('issuer', 'request', 'new', 'letter.pdf', ...what, '--json');
  const { id } = (made.json() as { request: { id: string } }).request;
  expect((await at('issuer', 'request', 'approve', id, ...pin('department'))).code).toBe(0);
  const sealed = await at('issuer', 'seal', 'apply', id, '--out', 'sealed.pdf', ...pin('keeper'));
  expect(sealed.code, sealed.stderr).toBe(0);
  const published = (await at('issuer', 'sandbox', 'publish', 'first.btp', '--json')).json() as {
    roots: { sm3: string }[];
  };
  root = published.roots[0]?.sm3 ?? '';
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Verdict {
  readonly files: readonly {
    readonly level: string;
    readonly codes: string[];
    readonly statusAsOf: string | null;
    readonly trustListVersion: string | null;
    readonly trust: {
      readonly sandbox?: boolean;
      readonly crlsAsOf?: string;
      readonly snapshot?: { readonly seq: number };
    };
  }[];
}
const verdict = async (home: string) =>
  ((await at(home, 'verify', 'sealed.pdf', '--json')).json() as unknown as Verdict).files[0];

test('where there is no pack, none is shown', async () => {
  expect(errorCode(await at('bare', 'trust', 'show', '--json'))).toBe('trust-pack-missing');
});

test('without a pack nothing is certain', async () => {
  expect(await verdict('stranger')).toMatchObject({ level: 'UNSURE', trustListVersion: null });
  expect(existsSync(join(folder, 'stranger'))).toBe(false);
});

test('a pack counts when a person has compared its root, and then the file passes, as of a date', async () => {
  const refused = await at('counter', 'trust', 'import', 'first.btp', '--json');
  expect([refused.code, errorCode(refused)]).toEqual([2, 'trust-root-not-pinned']);
  const wrong = await at('counter', 'trust', 'import', 'first.btp', '--root-sm3', '0'.repeat(64), '--json');
  expect(errorCode(wrong)).toBe('trust-root-differs');
  expect(existsSync(join(folder, 'counter'))).toBe(false);
  const grouped = root.toUpperCase().replace(/(.{4})(?=.)/g, '$1 ');
  const taken = await at('counter', 'trust', 'import', 'first.btp', '--root-sm3', grouped);
  expect(taken.code, taken.stderr).toBe(0);
  const found = await verdict('counter');
  expect(found).toMatchObject({ level: 'PASS', trustListVersion: '410200-1' });
  expect(Date.parse(found?.statusAsOf ?? '')).toBeGreaterThan(Date.now() - 3_600_000);
  expect(found?.trust.crlsAsOf).toBeDefined();
  expect((await at('counter', 'verify', 'sealed.pdf')).stdout).toContain('410200-1');
});

test('what was judged by the root of a sandbox says so, wherever it is judged', async () => {
  for (const home of ['issuer', 'counter']) {
    expect((await at(home, 'verify', 'sealed.pdf')).stdout, home).toContain('沙箱 · 仅供试用');
    expect((await at(home, 'verify', 'sealed.pdf', '--lang', 'en')).stdout, home).toContain(
      'Sandbox · for trial only',
    );
    expect((await verdict(home))?.trust.sandbox, home).toBe(true);
  }
  expect((await at('stranger', 'verify', 'sealed.pdf')).stdout).not.toContain('沙箱 · 仅供试用');
});

test('a clock that was turned back, or a folder that was, is not believed', async () => {
  const counter = homeDirectory(join(folder, 'counter'));
  const judge = async (now: Date) => {
    const session = openAppSession(counter, () => now);
    try {
      const [found] = await verifyFiles(session, { files: [join(folder, 'sealed.pdf')], trust: [] });
      return found && 'report' in found ? found.report : null;
    } finally {
      session.stop();
    }
  };
  const behind = await judge(new Date(Date.now() - 2 * 24 * 3_600_000));
  expect(behind?.level).not.toBe('PASS');
  expect(behind?.codes).toContain('CLOCK_SUSPECT');
  const [name = ''] = readdirSync(join(counter.trust, 'packs'));
  const file = join(counter.trust, 'packs', name);
  const octets = readFileSync(file);
  writeFileSync(file, octets.subarray(0, octets.length - 1));
  // Nothing is judged by it, and nothing stops: a sealed file is in doubt and says why, one without a seal is what it was.
  const damaged = await at('counter', 'verify', 'sealed.pdf', 'letter.pdf', '--json');
  expect(damaged.code).toBe(3);
  const { files } = damaged.json() as unknown as Verdict;
  expect(files.map(({ level }) => level)).toEqual(['UNSURE', 'NONE']);
  expect(files[0]?.codes[0]).toBe('TRUST_NOT_READ');
  expect(files[1]?.codes).not.toContain('TRUST_NOT_READ');
  expect((await at('counter', 'verify', 'sealed.pdf')).stdout).toContain('信任数据读不出来');
  writeFileSync(file, octets);
  expect((await verdict('counter'))?.level).toBe('PASS');
});

test('a delta follows, and so does the verdict; the pack is handed on whole', async () => {
  const seals = readdirSync(join(folder, 'issuer', 'seals')).map((name) => name.replace('.esl', ''));
  const city = sandboxCity(homeDirectory(join(folder, 'issuer')), () => new Date());
  const before = await verdict('counter');
  for (const esId of seals) await city.setSealStatus({ esId, status: 'frozen', reason: 'HOLD' });
  expect((await at('issuer', 'sandbox', 'publish', 'second.btp', '--since', '1')).code).toBe(0);
  expect(errorCode(await at('late', 'trust', 'import', 'second.btp', '--root-sm3', root, '--json'))).toBe(
    'trust-pack-gap',
  );
  const taken = await at('counter', 'trust', 'import', 'second.btp');
  expect(taken.code, taken.stderr).toBe(0);
  const after = await verdict('counter');
  // The time of the seal is proven, and it was valid then: the freeze is later. The state is known of the newer date.
  expect(after?.trustListVersion).toBe('410200-2');
  expect(after?.trust.snapshot?.seq).toBeGreaterThan(before?.trust.snapshot?.seq ?? Infinity);
  expect((await at('counter', 'trust', 'export', 'on.btp')).code).toBe(0);
  const other = await at('other', 'trust', 'import', 'on.btp', '--root-sm3', root);
  expect(other.code, other.stderr).toBe(0);
  expect(await verdict('other')).toMatchObject({ level: after?.level, codes: after?.codes });
  expect(errorCode(await at('counter', 'trust', 'import', 'first.btp', '--json'))).toBe(
    'trust-pack-rollback',
  );
});

test('a leaked key condemns what was sealed after the leak', async () => {
  const seals = readdirSync(join(folder, 'issuer', 'seals')).map((name) => name.replace('.esl', ''));
  const city = sandboxCity(homeDirectory(join(folder, 'issuer')), () => new Date());
  const invalidityDate = new Date(Date.now() - 3_600_000);
  for (const esId of seals) {
    await city.setSealStatus({ esId, status: 'cancelled', reason: 'KEY_COMPROMISE', invalidityDate });
  }
  expect((await at('issuer', 'sandbox', 'publish', 'third.btp')).code).toBe(0);
  expect((await at('counter', 'trust', 'import', 'third.btp')).code).toBe(0);
  expect((await verdict('counter'))?.level).not.toBe('PASS');
  expect((await verdict('counter'))?.codes).toContain('SEAL_KEY_COMPROMISED');
});

test('two machines compare: the same story, or a fork', async () => {
  expect((await at('issuer', 'sandbox', 'publish', 'fourth.btp')).code).toBe(0);
  const same = await at('counter', 'trust', 'fork-check', 'first.btp', 'second.btp', 'fourth.btp', '--json');
  expect([same.code, same.json()]).toMatchObject([0, { ok: true, forks: [] }]);
  writeFileSync(join(folder, 'told.json'), (await at('other', 'trust', 'show', '--json')).stdout);
  const told = (await at('counter', 'trust', 'fork-check', 'told.json', '--json')).json();
  expect(told).toMatchObject({ ok: true, unsigned: ['told.json'], forks: [] });
});
