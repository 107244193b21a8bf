/**
 * Register and file agree (docs/adr/0022): every system call from the spending of a use to its end fails once, loses its answer once,
 * and is once the first that a killed process does not make any more. Then the home is opened anew, as the next start does.
 */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { toHex } from '../../src-main/crypto/bytes.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { closeTokens, gateAt, honestStamp, openTokens, type Stamp } from './support/direct-gate.ts';
import { end, faultyDatabase } from './support/faults.ts';
import { sealWithFault, startAnew, type PlannedFault } from './support/faulty-sealing.ts';
import { copyOf, makeSandbox, removeSandbox, writePdf, type Sandbox } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';
import { variations } from '../support/every-case.ts';

vi.mock('node:fs', async (original) => (await import('./support/faults.ts')).faultyFs(original));

let base: Sandbox;
let contract: string;
let ready: string;

beforeAll(async () => {
  base = await makeSandbox();
  contract = await writePdf(base.folder);
  openTokens(base);
  ready = await gateAt(base).submit(contract);
  await gateAt(base).approveAll(ready);
  faultyDatabase();
});
afterEach(end);
afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

interface Attempt {
  readonly code: string;
  readonly calls: readonly string[];
  /** What the register says of the use in the end. */
  readonly event: string;
  /** Names in the folder of the output, besides the home. */
  readonly names: readonly string[];
}

/** Seals with a fault, from the beginning or from the moment that the use is spent; then starts anew. */
async function attempt(fault: PlannedFault | null, from: 'beginning' | 'signature'): Promise<Attempt> {
  const home = copyOf(base);
  const output = join(home.folder, 'out.pdf');
  const { code, calls } = await sealWithFault(home, { id: ready, contract, output }, fault, from);
  startAnew(home);
  const event = requireAgreement(home, output);
  return { code, calls, event, names: readdirSync(home.folder).filter((name) => name !== 'home') };
}

/** The register's last word about the use; it is true. */
function requireAgreement(home: Sandbox, output: string): string {
  const rows = gateAt(home).moment(({ store }) => {
    expect(store.verifyJournal().ok).toBe(true);
    expect(store.openUses()).toEqual([]);
    return store.journal({ requestId: ready });
  });
  const { event, entry } = rows.at(-1) ?? { event: '', entry: {} };
  const files = readdirSync(home.folder).filter((name) => name !== 'home');
  const whole = files.filter((name) => statSync(join(home.folder, name)).size > 0);
  if (event === 'use-completed') {
    expect(whole).toEqual(['out.pdf']);
    expect(toHex(sm3(readFileSync(output)))).toBe(entry.sealedSm3);
    expect(rows.find((row) => row.event === 'signature-made')?.entry.sealedSm3).toBe(entry.sealedSm3);
  } else {
    // Nothing that holds a signature, under whatever name.
    expect(whole).toEqual([]);
    expect(files).not.toContain('out.pdf');
  }
  return event;
}

describe.each(['fail', 'lost', 'dead'] as const)('%s', (fault) => {
  test('each call after the token has signed', async () => {
    const { calls, code } = await attempt(null, 'signature');
    expect(code).toBe('ok');
    expect(calls).toEqual(
      expect.arrayContaining(['COMMIT', 'writeSync', 'fsyncSync', 'linkSync', 'renameSync']),
    );
    const ends = new Set<string>();
    for (const [at, name] of variations([...calls.entries()], 10)) {
      // What an answer is lost of changes names or octets.
      if (fault === 'lost' && !/write|sync|link|rename|rm|truncate/i.test(name)) continue;
      const found = await attempt({ at, fault, code: 'EIO' }, 'signature');
      const where = `${fault} ${at} ${name}: ${found.code} ${found.event}`;
      ends.add(found.event);
      // Whoever is told that it is sealed has it, and whoever is told that it is not has nothing.
      if (fault !== 'dead') expect(found.event === 'use-completed', where).toBe(found.code === 'ok');
      expect(['use-completed', 'use-failed', 'use-interrupted'], where).toContain(found.event);
    }
    expect(ends.has('use-completed')).toBe(true);
    if (fault === 'dead') expect(ends.has('use-interrupted')).toBe(true);
  }, 300_000);
});

test('each call before the token signs fails once: nothing is spent for good and nothing is left', async () => {
  const { calls } = await attempt(null, 'beginning');
  const signed = calls.length - (await attempt(null, 'signature')).calls.length;
  // Its first half reads the home and copies the file; the nearer to the signature, the closer.
  for (const at of calls.slice(0, signed).keys()) {
    if (at < signed / 2 && at % 5 > 0) continue;
    const found = await attempt({ at, fault: 'fail', code: 'ENOSPC' }, 'beginning');
    const where = `${at} ${calls[at] ?? ''}: ${found.code} ${found.event}`;
    if (found.code === 'ok') expect(found.event, where).toBe('use-completed');
    else
      expect(['request-approved', 'use-returned', 'use-failed', 'use-interrupted'], where).toContain(
        found.event,
      );
  }
}, 300_000);

test('what was written is on the disk before anything rests on it', async () => {
  const { calls } = await attempt(null, 'signature');
  // The digest on record, the note of the draft forgotten, the hole filled and flushed, the name given.
  expect(calls.join(' ')).toMatch(/^BEGIN IMMEDIATE COMMIT .*rmSync writeSync fsyncSync linkSync .*COMMIT/);
  const all = (await attempt(null, 'beginning')).calls;
  const before = all.slice(0, all.length - calls.length);
  // The update with its empty hole, before the use is spent.
  const at = before.findLastIndex(
    (name, i) => name === 'fsyncSync' && before[i - 1] === 'writeSync' && before[i + 1] === 'BEGIN IMMEDIATE',
  );
  expect(at).toBeGreaterThan(0);
  const found = await attempt({ at, fault: 'fail', code: 'ENOSPC' }, 'beginning');
  expect(found).toMatchObject({ code: 'output-not-writable', event: 'request-approved', names: [] });
}, 60_000);

describe('no hard links (FAT, exFAT, some shares)', () => {
  const codes = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EINVAL'];
  test.each(codes)('%s: sealed all the same', async (code) => {
    const { calls } = await attempt(null, 'signature');
    const at = calls.indexOf('linkSync');
    const found = await attempt({ at, fault: 'fail', code }, 'signature');
    expect(found).toMatchObject({ code: 'ok', event: 'use-completed', names: ['out.pdf'] });
  });

  test('a name that was taken meanwhile keeps its file', async () => {
    const home = copyOf(base);
    const output = join(home.folder, 'out.pdf');
    const stamp: Stamp = (imprint, city) => {
      writeFileSync(output, 'somebody else');
      return honestStamp(imprint, city);
    };
    const attempted = codeOf(() =>
      gateAt(home).apply(ready, contract, output, { stamp, timestampLength: 4000 }),
    );
    expect(await attempted).toBe('output-exists');
    expect(readFileSync(output, 'utf8')).toBe('somebody else');
    expect(readdirSync(home.folder).sort()).toEqual(['home', 'out.pdf']);
  });
});
