/**
 * A home that takes nothing (permissions, a backup, a mount that is read only): lists and verdicts are as good as ever, with a notice, and
 * nothing that writes claims to have worked. As an ordinary user, since the superuser may write everywhere.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAppSession } from '../../src-main/app/session.ts';
import { openStore } from '../../src-main/store/store.ts';
import { makeSandbox, removeSandbox, writePdf, type Sandbox } from '../gate/support/sandbox.ts';
import { apply, approved } from '../gate/support/story.ts';
import { program } from './support/terminal.ts';
import { skipAbsent } from '../support/absent.ts';

/** `nobody` of most systems. */
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
const ordinary = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
/** An ordinary user must be able to read the program. */
const isReadable =
  spawnSync(process.execPath, ['-e', 'require("node:fs").readFileSync(process.argv[1])', program], ordinary)
    .status === 0;

let sandbox: Sandbox;
let folder: string;
let id: string;

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function bianyin(home: string, ...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...args, '--home', home],
    { ...ordinary, encoding: 'utf8', env: { ...process.env, HOME: folder }, cwd: folder },
  );
  return { code: status, out: stdout, err: stderr };
}

function each(path: string, act: (path: string) => void): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) each(join(path, name), act);
  act(path);
}

/** A copy of the home that belongs to the ordinary user, and takes nothing. */
function closedHome(name: string, change: (root: string) => void = () => undefined): string {
  const root = join(folder, name);
  cpSync(sandbox.home.root, root, { recursive: true });
  change(root);
  if (isRoot) each(root, (path) => chownSync(path, NOBODY, NOBODY));
  each(root, (path) => chmodSync(path, statSync(path).mode & 0o500));
  return root;
}

beforeAll(async () => {
  sandbox = await makeSandbox();
  folder = mkdtempSync(join(tmpdir(), 'bianyin-closed-'));
  chmodSync(folder, 0o755);
  const session = openAppSession(sandbox.home);
  try {
    const contract = await writePdf(sandbox.folder);
    id = await approved(sandbox, session, contract);
    const output = join(folder, 'sealed.pdf');
    await apply(sandbox, session, id, output);
    chmodSync(output, 0o644);
    mkdirSync(join(folder, 'pins'), { mode: 0o755 });
    cpSync(join(sandbox.home.pins, 'soft-applicant.pin'), join(folder, 'pins', 'applicant.pin'));
    if (isRoot) each(join(folder, 'pins'), (path) => chownSync(path, NOBODY, NOBODY));
  } finally {
    session.stop();
  }
}, 120_000);

afterAll(() => {
  each(folder, (path) => chmodSync(path, 0o700));
  rmSync(folder, { recursive: true, force: true });
  removeSandbox(sandbox);
});

const homes: Readonly<Record<string, () => string>> = {
  'at rest': () => closedHome('rest'),
  // As a killed process leaves it: rows that are in the log only.
  'with a log that nobody has folded in': () =>
    closedHome('log', (root) => {
      const store = openStore(root);
      store.record('note', { remark: 'only in the log' });
      for (const part of ['bianyin.db', 'bianyin.db-wal'])
        cpSync(join(root, part), join(root, `${part}.kept`));
      store.close();
      for (const part of ['bianyin.db', 'bianyin.db-wal'])
        cpSync(join(root, `${part}.kept`), join(root, part));
      rmSync(join(root, 'bianyin.db-shm'), { force: true });
    }),
};

if (!isReadable) skipAbsent('a checkout that an ordinary user can read', 'chmod a+rX the folders above it');

describe.runIf(isReadable).each(Object.entries(homes))('a home that takes nothing, %s', (name, make) => {
  test('is listed and verified with a notice, and refuses what would be written', () => {
    const home = make();
    const before = readdirSync(home).sort();
    for (const command of ['request list', 'journal list', 'journal verify', 'seal list', 'policy show']) {
      const { code, out, err } = bianyin(home, ...command.split(' '));
      expect([code, err], command).toEqual([0, expect.stringContaining('只能读、不能写')]);
      expect(out, command).not.toBe('');
      if (name !== 'at rest' && command === 'journal list') expect(out).toContain('备注');
    }
    expect(bianyin(home, 'request', 'show', id).out).toContain('已用印');
    const verified = bianyin(home, 'verify', join(folder, 'sealed.pdf'));
    expect(verified.out).not.toContain('无法核对');
    expect(verified.out).toContain('与本单位用印制度、用印登记簿一致');
    const pin = ['--token', 'soft-applicant', '--pin-file', join(folder, 'pins', 'applicant.pin')];
    const cancelled = bianyin(home, 'request', 'cancel', id, ...pin);
    expect(cancelled.code).not.toBe(0);
    const exported = bianyin(home, 'journal', 'export', '--out', join(home, 'out.csv'));
    expect(exported.err).toContain('output-inside-home');
    expect(readdirSync(home).sort()).toEqual(before);
  }, 120_000);
});
