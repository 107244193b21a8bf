/** A disk dies: the home comes back from its backup on another one, says so for ever, gives nothing twice, and seals on. All by the terminal. */
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHead, writeHead } from '../../src-main/backup/backup-header.ts';
import { sm3 } from '../../src-main/crypto/sm3.ts';
import { openFileSource } from '../../src-main/platform/file-byte-source.ts';
import { policyToSign } from '../../src-main/app/office/policy-draft/policy-draft.ts';
import { openAppSession } from '../../src-main/app/session.ts';
import { freshenHome } from '../../src-main/app/trust/freshen-home.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { actor, makeSandbox, removeSandbox, writePdf, type Sandbox } from '../gate/support/sandbox.ts';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

let sandbox: Sandbox;
let stick: string;
let codeFile: string;
let home: string;
let contract: string;

beforeAll(async () => {
  sandbox = await makeSandbox();
  home = sandbox.home.root;
  stick = join(sandbox.folder, 'stick');
  codeFile = join(sandbox.folder, 'code');
  mkdirSync(stick);
  contract = await writePdf(sandbox.folder);
});

afterAll(() => removeSandbox(sandbox));

const run = (...args: string[]): Promise<Run> =>
  bianyinHere([...args, '--json'], { env: { BIANYIN_HOME: home } });

async function done(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stderr: stderr && `${stderr}\n${stdout}` }, args.join(' ')).toMatchObject({ code: 0 });
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function submitted(uses: number): Promise<string> {
  const at = [
    '--at',
    'page=1,x=100mm,y=100mm',
    '--purpose',
    '钢材',
    '--counterparty',
    '某公司',
    '--amount',
    '48000',
  ];
  const made = await done('request', 'new', contract, '--seal', '04', ...at, '--uses', String(uses));
  return String((made['request'] as { id: string } | undefined)?.id ?? made['id']);
}

async function approved(uses: number): Promise<string> {
  const id = await submitted(uses);
  for (const person of ['department', 'counsel']) await done('request', 'approve', id, ...as(person));
  return id;
}

const as = (person: string): string[] => [
  '--token',
  `soft-${person}`,
  '--pin-file',
  join(home, 'pins', `soft-${person}.pin`),
];

const seal = (id: string, name: string): Promise<Run> =>
  run('seal', 'apply', id, ...as('keeper'), '--out', join(sandbox.folder, name));

/** As the legal representative does in the window: the policy of the backup, unchanged. */
async function signPolicyAnew(): Promise<void> {
  const own = { folder: sandbox.folder, home: homeDirectory(home) };
  const session = openAppSession(own.home);
  try {
    await freshenHome(session, { force: true });
    await session.signer().signPolicy(actor(own, 'legal'), policyToSign(session), []);
  } finally {
    session.stop();
  }
}

async function stateOf(id: string): Promise<unknown> {
  const shown = await done('request', 'show', id);
  return (shown['request'] as { state?: unknown } | undefined)?.state ?? shown['state'];
}

test('a home is lost and comes back: what was asked for before gives nothing, and new requests are sealed', async () => {
  expect(errorCode(await run('backup', 'now'))).toBe('backup-not-set-up');
  await done('backup', 'settings', '--folder', stick);
  expect(errorCode(await run('backup', 'now'))).toBe('recovery-code-missing');
  expect(errorCode(await run('backup', 'settings', '--new-code'))).toBe('recovery-code-unseen');
  const set = await run('backup', 'settings', '--new-code', '--code-out', codeFile);
  const code = readFileSync(codeFile, 'utf8').trim();
  expect(statSync(codeFile).mode & 0o077).toBe(0);
  expect(set.stdout + set.stderr).not.toContain(code);

  expect(errorCode(await run('backup', 'drill'))).toBe('recovery-code-required');
  expect(errorCode(await run('backup', 'drill', '--code-file', codeFile))).toBe('backup-none');

  const twice = await approved(2);
  expect((await seal(twice, 'first.pdf')).code).toBe(0);
  const waiting = await submitted(1);
  const taken = await done('backup', 'now');
  await done('backup', 'drill', '--code-file', codeFile);

  // After the backup: the second use, and a request that nobody will know of.
  expect((await seal(twice, 'second.pdf')).code).toBe(0);
  const lost = await approved(1);
  expect((await seal(lost, 'lost.pdf')).code).toBe(0);

  // The disk dies; the UKeys and their PINs are elsewhere.
  const drawer = join(sandbox.folder, 'drawer');
  mkdirSync(drawer);
  for (const name of ['tokens', 'pins']) renameSync(join(home, name), join(drawer, name));
  rmSync(home, { recursive: true });
  const place = join(sandbox.folder, 'new-disk', 'home');
  const restored = await done(
    'backup',
    'restore',
    String(taken['file']),
    '--to',
    place,
    '--code-file',
    codeFile,
  );
  expect(restored['stopped']).toEqual([twice, waiting]);
  home = place;
  for (const name of ['tokens', 'pins']) cpSync(join(drawer, name), join(home, name), { recursive: true });

  // A policy of after the backup would be lost: nobody acts before one is signed anew, and the terminal says where.
  const early = await seal(twice, 'third.pdf');
  expect(errorCode(early)).toBe('policy-before-restore');
  const told = await bianyinHere(['policy', 'show'], { env: { BIANYIN_HOME: home } });
  expect(told.stderr).toContain('设置 → 人员与保管');
  await signPolicyAnew();
  expect(await stateOf(twice)).toBe('void');
  expect(errorCode(await seal(twice, 'third.pdf'))).toBe('request-before-restore');
  expect(errorCode(await run('request', 'approve', waiting, ...as('department')))).toBe(
    'request-before-restore',
  );
  const rows = (await done('journal', 'list'))['rows'] as { event: string; entry: { backupSm3?: string } }[];
  expect(rows.findLast(({ event }) => event === 'restored')).toMatchObject({
    event: 'restored',
    entry: { backupSm3: taken['sm3'] },
  });
  await done('journal', 'verify');

  const next = await approved(1);
  expect(next > lost, 'a number that may have been given is not given again').toBe(true);
  expect((await seal(next, 'after.pdf')).code).toBe(0);
  expect((await run('verify', join(sandbox.folder, 'after.pdf'))).code).toBe(0);
  const first = await run('verify', join(sandbox.folder, 'first.pdf'));
  expect(first.code).toBe(0);
  const unknown = await run('verify', join(sandbox.folder, 'lost.pdf'));
  expect(unknown.code).toBe(3);
  expect(unknown.stdout).toContain('SEAL_USE_NOT_REGISTERED');

  // And it goes on with the same code, in the same folder.
  await done('backup', 'now');
  await done('backup', 'drill', '--code-file', codeFile);
  expect(await done('backup', 'list')).toMatchObject({ backups: { length: 2 } });
}, 180_000);

test('a newer head that somebody has put there is called that, and the drill takes the newest of ours', async () => {
  const [newest] = (await done('backup', 'list'))['backups'] as { file: string; madeAt: string }[];
  const source = openFileSource(newest?.file ?? '');
  const { header } = readHead(source);
  source.close();
  const head = writeHead(
    { ...header, madeAt: new Date(Date.now() + 3_600_000).toISOString() },
    randomBytes(32),
  );
  const planted = join(stick, 'bianyin-20991231-000000-planted.bybackup');
  writeFileSync(planted, Buffer.concat([head, sm3(head)]));
  const [first, second] = (await done('backup', 'list'))['backups'] as { file: string; writer: string }[];
  expect([first?.file, first?.writer, second?.writer]).toEqual([planted, 'somebody-else', 'us']);
  const said = await bianyinHere(['backup', 'list'], { env: { BIANYIN_HOME: home } });
  expect(said.stdout).toContain(`不是本机写的，不使用　${planted}`);
  expect(await done('backup', 'drill', '--code-file', codeFile)).toMatchObject({ file: newest?.file });
  expect(errorCode(await run('backup', 'drill', '--code-file', codeFile, '--file', planted))).toBe(
    'backup-not-own',
  );
  const among = join(stick, 'home');
  expect(errorCode(await run('backup', 'restore', planted, '--to', among, '--code-file', codeFile))).toBe(
    'restore-among-backups',
  );
  rmSync(planted);
}, 60_000);

test('the code is in no file of the home, of the folder, and of nothing that was printed', () => {
  const code = readFileSync(codeFile, 'utf8').trim();
  const forms = [
    code,
    code.replaceAll('-', ''),
    code
      .split('-')
      .map((group) => group.slice(0, 4))
      .join(''),
  ];
  for (const folder of [home, stick])
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      if (!statSync(path).isFile()) continue;
      const octets = readFileSync(path);
      for (const form of forms) expect(octets.includes(form), path).toBe(false);
    }
});

test('restoring goes over nothing, and a wrong code opens nothing', async () => {
  const [newest] = (await done('backup', 'list'))['backups'] as { file: string }[];
  const file = newest?.file ?? '';
  const taken = join(sandbox.folder, 'taken');
  mkdirSync(taken);
  writeFileSync(join(taken, 'x'), '');
  expect(errorCode(await run('backup', 'restore', file, '--to', taken, '--code-file', codeFile))).toBe(
    'restore-folder-taken',
  );
  const other = join(sandbox.folder, 'other-code');
  writeFileSync(other, '00001-00002-00003-00004-00005-00006-00007\n', { mode: 0o600 });
  const fresh = join(sandbox.folder, 'fresh');
  expect(errorCode(await run('backup', 'restore', file, '--to', fresh, '--code-file', other))).toBe(
    'recovery-code-other',
  );
  writeFileSync(other, '00001-00002-00003-00004-00005-00006-00008\n', { mode: 0o600 });
  expect(errorCode(await run('backup', 'restore', file, '--to', fresh, '--code-file', other))).toBe(
    'recovery-code-mistyped',
  );
  expect(readdirSync(sandbox.folder).filter((name) => /fresh|restoring/.test(name))).toEqual([]);
});
