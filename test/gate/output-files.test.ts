/** Where the output goes and where the original comes from: everything in the way is refused before a use is spent. */
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { addTimeStampTo } from '../../src-main/app/requests/time-stamping.ts';
import { exportTrustPack } from '../../src-main/app/trust/trust-packs.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { closeTokens, gateAt, honestStamp, openTokens, type ApplyOptions } from './support/direct-gate.ts';
import {
  copyOf,
  filesIn,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from './support/sandbox.ts';
import { codeOf, usesOf } from './support/story.ts';
import { useRows } from './support/tampering.ts';
import { skipAbsent } from '../support/absent.ts';

let base: Sandbox;
let contract: string;
let ready: string;

beforeAll(async () => {
  base = await makeSandbox();
  contract = await writePdf(base.folder);
  openTokens(base);
  ready = await gateAt(base).submit(contract, { uses: 2 });
  await gateAt(base).approveAll(ready);
});

afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

async function refused(home: Sandbox, code: string, output: string, file = contract): Promise<void> {
  const spent = useRows(home);
  expect(await codeOf(() => gateAt(home).apply(ready, file, output))).toBe(code);
  expect(useRows(home)).toBe(spent);
}

describe('output', () => {
  test('is the original, another file, a folder, a link that leads somewhere or nowhere', async () => {
    const home = copyOf(base);
    const at = (name: string): string => join(home.folder, name);
    writeFileSync(at('taken.pdf'), 'mine');
    mkdirSync(at('folder.pdf'));
    symlinkSync(at('taken.pdf'), at('link.pdf'));
    symlinkSync(at('nowhere.pdf'), at('dangling.pdf'));
    const before = readFileSync(contract);
    for (const target of [contract, at('taken.pdf'), at('folder.pdf'), at('link.pdf'), at('dangling.pdf')])
      await refused(home, 'output-exists', target);
    expect(readFileSync(contract).equals(before)).toBe(true);
    expect(readFileSync(at('taken.pdf'), 'utf8')).toBe('mine');
    expect(existsSync(at('nowhere.pdf'))).toBe(false);
  });

  test('lies in the home, by whatever way one comes there: refused, and nothing is spent', async () => {
    const home = copyOf(base);
    const { root, kept, samples } = home.home;
    mkdirSync(kept, { recursive: true });
    mkdirSync(samples, { recursive: true });
    symlinkSync(root, join(home.folder, 'way'));
    const inside = [
      join(root, 'out.pdf'),
      join(kept, 'out.pdf'),
      join(home.home.trust, 'anchors', 'out.pdf'),
      join(home.folder, 'way', 'out.pdf'),
      join(home.folder, 'way', 'kept', '..', 'out.pdf'),
      `${root}/../home/out.pdf`,
    ];
    for (const target of inside) {
      await refused(home, 'output-inside-home', target);
      expect(() => exportTrustPack(home.home, target)).toThrow('output-inside-home');
      const stamping = addTimeStampTo(sessionOf(home), { file: contract, output: target });
      expect(await codeOf(() => stamping)).toBe('output-inside-home');
    }
    // Beside it, though its name begins alike, and among the samples of a sandbox, which are people's own.
    mkdirSync(`${root}.d`);
    await gateAt(home).apply(ready, contract, join(`${root}.d`, 'out.pdf'));
    await gateAt(home).apply(ready, contract, join(samples, 'out.pdf'));
  });

  test('has no folder, or one that takes no files', async () => {
    const home = copyOf(base);
    await refused(home, 'output-not-writable', join(home.folder, 'missing', 'out.pdf'));
    await refused(home, 'output-not-writable', join(contract, 'out.pdf'));
    // Even the superuser makes no files there.
    await refused(home, 'output-not-writable', '/proc/out.pdf');
    await refused(home, 'output-not-writable', join(home.folder, `${'长'.repeat(100)}.pdf`));
  });

  test('stands beside what a killed signer left half an hour ago: that copy of a document goes away', async () => {
    const home = copyOf(base);
    const dead = spawnSync(process.execPath, ['--version']).pid;
    const leftBy = (pid: number, minutes: number): string => {
      const path = join(home.folder, `.bianyin-${pid}-0123456789ab.tmp`);
      writeFileSync(path, 'half a contract');
      const time = new Date(Date.now() - minutes * 60_000);
      utimesSync(path, time, time);
      return path;
    };
    const [old, alive] = [leftBy(dead, 30), leftBy(process.pid, 30)];
    await gateAt(home).apply(ready, contract, join(home.folder, 'swept.pdf'));
    expect(existsSync(old)).toBe(false);
    expect(existsSync(alive)).toBe(true);
    const young = leftBy(dead, 1);
    await gateAt(home).apply(ready, contract, join(home.folder, 'swept-2.pdf'));
    expect(existsSync(young)).toBe(true);
  });

  test.runIf(process.getuid?.() !== 0)('a folder without write permission', async () => {
    const home = copyOf(base);
    const folder = join(home.folder, 'closed');
    mkdirSync(folder, { mode: 0o500 });
    onTestFinished(() => chmodSync(folder, 0o700));
    await refused(home, 'output-not-writable', join(folder, 'out.pdf'));
  });

  test('turns up while the token signs: refused in the end, what turned up is left alone', async () => {
    const home = copyOf(base);
    const output = join(home.folder, 'late.pdf');
    const stamp: ApplyOptions['stamp'] = (imprint, city) => {
      writeFileSync(output, 'somebody else');
      return honestStamp(imprint, city);
    };
    const attempt = gateAt(home).apply(ready, contract, output, { stamp, timestampLength: 4000 });
    expect(await codeOf(() => attempt)).toBe('output-exists');
    expect(readFileSync(output, 'utf8')).toBe('somebody else');
    expect(usesOf(home, ready).at(-1)).toEqual(['use-failed', 1, 'output-exists']);
    expect(filesIn(home.folder)).toEqual(['home', 'late.pdf']);
  });

  test('is replaced under its unfinished name: what is named is what was verified, or nothing', async () => {
    const home = copyOf(base);
    const output = join(home.folder, 'out.pdf');
    const stamp: ApplyOptions['stamp'] = (imprint, city) => {
      const draft = filesIn(home.folder).find((name) => name.endsWith('.tmp')) ?? '';
      writeFileSync(join(home.folder, 'other'), 'not what was verified');
      renameSync(join(home.folder, 'other'), join(home.folder, draft));
      return honestStamp(imprint, city);
    };
    const attempt = gateAt(home).apply(ready, contract, output, { stamp, timestampLength: 4000 });
    expect(await codeOf(() => attempt)).toBe('output-not-writable');
    expect(existsSync(output)).toBe(false);
    expect(usesOf(home, ready).at(-1)).toEqual(['use-failed', 1, 'output-not-writable']);
  });

  test('is readable by its owner only, and nothing half-made stays beside it', async () => {
    const home = copyOf(base);
    const output = join(home.folder, '合同（盖章）.pdf');
    await gateAt(home).apply(ready, contract, output);
    expect(spawnSync('stat', ['-c', '%a', output], { encoding: 'utf8' }).stdout.trim()).toBe('600');
    expect(filesIn(home.folder)).toEqual(['home', '合同（盖章）.pdf']);
  });
});

describe('original', () => {
  test('is a folder, a named pipe, a device, a link to nowhere, or not there: refused at once, nothing hangs', async () => {
    const home = copyOf(base);
    const at = (name: string): string => join(home.folder, name);
    mkdirSync(at('folder'));
    spawnSync('mkfifo', [at('pipe')]);
    symlinkSync(at('nowhere'), at('dangling'));
    for (const file of [at('folder'), at('pipe'), '/dev/zero', at('dangling'), at('missing')])
      await refused(home, 'file-not-readable', join(home.folder, 'out.pdf'), file);
    for (const file of [at('folder'), at('pipe'), '/dev/zero'])
      expect(await codeOf(() => gateAt(home).submit(file)), file).toBe('file-not-readable');
  }, 20_000);

  test('is a link to the approved file: the bytes count, and the link stays what it is', async () => {
    const home = copyOf(base);
    const link = join(home.folder, 'link.pdf');
    symlinkSync(contract, link);
    expect((await gateAt(home).apply(ready, link, join(home.folder, 'out.pdf'))).useNumber).toBe(1);
  });

  test('is replaced, emptied or changed while the seal is made: what was approved is what is sealed', async () => {
    const bytes = readFileSync(contract);
    const changes: [string, (file: string) => void][] = [
      ['replaced', (file) => writeFileSync(`${file}.new`, 'other') ?? renameSync(`${file}.new`, file)],
      ['emptied', (file) => truncateSync(file, 0)],
      [
        'changed in place',
        (file) => writeFileSync(file, Buffer.from(bytes).fill(0x20, 100, 200), { flag: 'r+' }),
      ],
      ['removed', (file) => rmSync(file)],
    ];
    for (const [name, change] of changes) {
      const home = copyOf(base);
      const file = join(home.folder, 'moving.pdf');
      writeFileSync(file, bytes);
      const output = join(home.folder, 'out.pdf');
      const stamp: ApplyOptions['stamp'] = (imprint, city) => {
        change(file);
        return honestStamp(imprint, city);
      };
      await gateAt(home).apply(ready, file, output, { stamp, timestampLength: 4000 });
      expect(readFileSync(output).subarray(0, bytes.length).equals(bytes), name).toBe(true);
      expect(spawnSync('qpdf', ['--check', output]).status, name).toBe(0);
    }
  });

  test('a hard link as output is refused: writing would change the original', async () => {
    const home = copyOf(base);
    const link = join(home.folder, 'same.pdf');
    linkSync(contract, link);
    await refused(home, 'output-exists', link);
  });
});

const canMount = process.getuid?.() === 0 && tryMount();
if (!canMount) skipAbsent('a disk of its own', 'needs root and mount');

function tryMount(): boolean {
  const folder = spawnSync('mktemp', ['-d'], { encoding: 'utf8' }).stdout.trim();
  const works = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
  if (works) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return works;
}

/** A small file system of its own, gone with the test. */
function smallDisk(parent: string, size: string): string {
  const folder = join(parent, 'disk');
  mkdirSync(folder);
  expect(spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status).toBe(0);
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return folder;
}

function fill(folder: string): string {
  const file = join(folder, 'filler');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(file, new Uint8Array(bavail * bsize));
  return file;
}

describe.runIf(canMount)('full disk', () => {
  test('for the output: refused before a use is spent, nothing left behind', async () => {
    const home = copyOf(base);
    const disk = smallDisk(home.folder, '8k');
    await refused(home, 'output-not-writable', join(disk, 'out.pdf'));
    expect(filesIn(disk)).toEqual([]);
  });

  test('for the journal: no use can be spent, so there is no seal', async () => {
    const origin = copyOf(base);
    const disk = smallDisk(origin.folder, '4m');
    const home = movedTo(origin, disk);
    const filler = fill(disk);
    const output = join(origin.folder, 'out.pdf');
    const code = await codeOf(() => gateAt(home).apply(ready, contract, output));
    expect(code).toMatch(/^(store-disk-full|store-not-writable|output-not-writable)$/);
    expect(existsSync(output)).toBe(false);
    rmSync(filler);
    expect(usesOf(home, ready).filter(([event]) => event === 'use-completed')).toEqual([]);
    expect((await gateAt(home).apply(ready, contract, output)).useNumber).toBeGreaterThan(0);
  });

  test('for the record of completion: the output is taken back, the use stays spent', async () => {
    const origin = copyOf(base);
    const disk = smallDisk(origin.folder, '4m');
    const home = movedTo(origin, disk);
    const output = join(origin.folder, 'out.pdf');
    let filler = '';
    const stamp: ApplyOptions['stamp'] = async (imprint, city) => {
      const token = await honestStamp(imprint, city);
      filler = fill(disk);
      return token;
    };
    const code = await codeOf(() =>
      gateAt(home).apply(ready, contract, output, { stamp, timestampLength: 4000 }),
    );
    expect(code).toMatch(/^(store-disk-full|store-not-writable|output-not-writable)$/);
    expect(existsSync(output)).toBe(false);
    rmSync(filler);
    const events = usesOf(home, ready).map(([event]) => event);
    expect(events[0]).toBe('use-spent');
    expect(events).not.toContain('use-completed');
    expect(events).not.toContain('use-returned');
  });
});

/** The home moved to another disk. */
function movedTo(origin: Sandbox, disk: string): Sandbox {
  expect(spawnSync('cp', ['-r', origin.home.root, disk]).status).toBe(0);
  return { folder: dirname(origin.home.root), home: homeDirectory(join(disk, 'home')) };
}
