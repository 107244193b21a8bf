/** After a whole story with PINs that are known: they stand nowhere, in no form, and no process of ours listens to anybody. */
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAppSession, type AppSession } from '../../src-main/app/session.ts';
import { pinFile } from '../../src-main/app/office/sandbox-setup.ts';
import { decideRequest } from '../../src-main/app/requests/requests.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { utf8Encode } from '../../src-main/crypto/bytes.ts';
import { program } from '../cli/support/terminal.ts';
import { closeTokens, openTokens } from '../gate/support/direct-gate.ts';
import { commandLine, environment, workersOf } from '../gate/support/processes.ts';
import { makeSandbox, pinOf, removeSandbox, writePdf, type Sandbox } from '../gate/support/sandbox.ts';
import { apply, approved, codeOf, submit } from '../gate/support/story.ts';

/** Long enough never to turn up by chance. */
const pins = {
  'soft-applicant': 'Kupfer-7319-Antrag',
  'soft-department': 'Kupfer-2864-Abtlg',
  'soft-counsel': 'Kupfer-5027-Recht',
  'soft-finance-lead': 'Kupfer-9148-Geld',
  'soft-keeper': 'Kupfer-3690-Siegel',
} as const;
const wrongPin = 'Kupfer-0000-falsch';

let sandbox: Sandbox;
let session: AppSession;
let contract: string;
/** What was seen of our worker processes while they were at work. */
const seen = { text: '', sockets: [] as string[], workers: 0 };
/** Everything that the terminal program printed. */
let printed = '';

beforeAll(async () => {
  sandbox = await makeSandbox();
  const tokens = openTokens(sandbox);
  for (const [label, pin] of Object.entries(pins)) {
    await tokens.changePin(label, pinOf(sandbox, label.slice('soft-'.length)), utf8Encode(pin));
    writeFileSync(pinFile(sandbox.home, label), `${pin}\n`, { mode: 0o600 });
  }
  closeTokens();
  session = openAppSession(sandbox.home);
  contract = await writePdf(sandbox.folder);
  await tellStory();
});

afterAll(() => {
  session.stop();
  removeSandbox(sandbox);
});

/** Requests, approvals, seals and errors by the application and by the terminal program, looked at while they run. */
async function tellStory(): Promise<void> {
  const id = await approved(sandbox, session, contract);
  look(process.pid);
  await apply(sandbox, session, id, join(sandbox.folder, 'one.pdf'), { timeStamp: 'now' });
  look(process.pid);
  await verifyFiles(session, { files: [join(sandbox.folder, 'one.pdf')], trust: [] });
  look(process.pid);
  const other = await submit(sandbox, session, contract);
  const wrong = { token: 'soft-department', pin: utf8Encode(wrongPin) };
  expect(await codeOf(() => decideRequest(session, wrong, other))).toBe('pin-incorrect');
  await terminal(
    ['request', 'approve', other, '--token', 'soft-department', '--pin-stdin'],
    pins['soft-department'],
  );
  await terminal(['request', 'approve', other, '--token', 'soft-counsel', '--pin-stdin', '--json'], wrongPin);
  await terminal(
    ['request', 'approve', other, '--token', 'soft-counsel', '--pin-stdin', '--json'],
    pins['soft-counsel'],
  );
  await terminal(['request', 'list']);
  await terminal(['journal', 'export', '--out', join(sandbox.folder, 'journal.csv')]);
}

/** Runs the terminal program and looks at it and its workers every few milliseconds. */
function terminal(args: readonly string[], input = ''): Promise<void> {
  const line = ['--disable-warning=ExperimentalWarning', program, ...args, '--home', sandbox.home.root];
  const child = spawn(process.execPath, line, { stdio: ['pipe', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stdin.end(`${input}\n`);
  const timer = setInterval(() => look(child.pid ?? 0), 20);
  return new Promise((resolve) =>
    child.on('close', () => {
      clearInterval(timer);
      resolve();
    }),
  );
}

function look(parent: number): void {
  const pids = childrenOf(parent);
  if (parent !== process.pid) pids.push(parent);
  for (const pid of pids) {
    seen.text += commandLine(pid) + environment(pid);
    seen.sockets.push(...socketsOf(pid));
    seen.workers += 1;
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [, parentOf = ''] = /\) \S (\d+)/.exec(textOf(`/proc/${pid}/stat`)) ?? [];
      return Number(parentOf) === parent;
    });
}

/** Internet sockets of a process, and the Unix ones on which it listens, as the kernel's tables show them. */
function socketsOf(pid: number): string[] {
  const own = new Set(entriesOf(`/proc/${pid}/fd`).flatMap((fd) => socketInode(`/proc/${pid}/fd/${fd}`)));
  const table = (name: string): string[][] =>
    textOf(`/proc/${pid}/net/${name}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
  const internet = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((name) =>
    table(name).filter((row) => own.has(row[9] ?? '')),
  );
  // Flag 0x10000 (__SO_ACCEPTCON): it listens.
  const listening = table('unix').filter(
    ([, , , flags = '0', , , inode = '']) => (Number.parseInt(flags, 16) & 0x10000) !== 0 && own.has(inode),
  );
  return [...internet, ...listening].map((row) => row.join(' '));
}

// Processes and their descriptors may end while they are looked at.
function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function socketInode(link: string): string[] {
  try {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(link)) ?? [];
    return inode === undefined ? [] : [inode];
  } catch {
    return [];
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** A secret as it might stand somewhere: plain, UTF-16, hexadecimal, base64 at each of three offsets. */
function disguises(secret: string): Buffer[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]).toString('base64');
    return text.slice(shift === 0 ? 0 : 4, -4);
  });
  const hex = Buffer.from(secret).toString('hex');
  return [
    Buffer.from(secret),
    Buffer.from(secret, 'utf16le'),
    ...[hex, hex.toUpperCase(), ...base64].map((text) => Buffer.from(text)),
  ];
}

const secrets = [...Object.values(pins), wrongPin];

function found(content: Buffer): string[] {
  return secrets.filter((secret) => disguises(secret).some((form) => content.includes(form)));
}

describe('PINs', () => {
  test('the search finds them where they are: in their own files, in every disguise', () => {
    for (const [label, pin] of Object.entries(pins)) {
      expect(found(readFileSync(pinFile(sandbox.home, label)))).toEqual([pin]);
    }
    for (const form of disguises(wrongPin))
      expect(found(Buffer.concat([Buffer.from('xx'), form]))).toEqual([wrongPin]);
  });

  test('stand in no other file of the home, and in nothing that was put out', () => {
    const files = filesBelow(sandbox.folder).filter((file) => !file.startsWith(sandbox.home.pins));
    const names = files.map((file) => file.slice(sandbox.folder.length + 1));
    for (const name of ['home/bianyin.db', 'home/tokens', 'one.pdf', 'journal.csv'])
      expect(
        names.some((each) => each.startsWith(name)),
        name,
      ).toBe(true);
    for (const [i, file] of files.entries()) expect(found(readFileSync(file)), names[i]).toEqual([]);
  });

  test('are not printed, not even a wrong one', () => {
    expect(printed).toContain('pin-incorrect');
    expect(printed).toContain('苏婉宁');
    expect(found(Buffer.from(printed))).toEqual([]);
  });

  test('are no argument and no variable of any process', () => {
    expect(seen.workers).toBeGreaterThan(10);
    expect(seen.text).toContain('signer-process');
    expect(seen.text).toContain('document-process');
    expect(found(Buffer.from(seen.text))).toEqual([]);
  });
});

describe('sockets', () => {
  test('no worker and no command opens one', () => {
    expect(seen.sockets).toEqual([]);
  });

  test('the look would have noticed a listening one', async () => {
    const { createServer } = await import('node:net');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    expect(socketsOf(process.pid).length).toBeGreaterThan(0);
    await new Promise((resolve) => server.close(resolve));
  });
});

test('workers get none of our own environment but what they need to start', async () => {
  process.env['OF_NOBODYS_BUSINESS'] = 'Kupfer-umgebung';
  const fresh = openAppSession(sandbox.home);
  await fresh.signer().listTokens();
  delete process.env['OF_NOBODYS_BUSINESS'];
  const environments = workersOf(sandbox).map(environment);
  fresh.stop();
  expect(environments.some((text) => text.includes('BIANYIN_SOFT_UKEY_DIR='))).toBe(true);
  for (const text of environments) expect(text).not.toContain('Kupfer');
});
