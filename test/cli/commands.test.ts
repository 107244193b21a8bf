/** Every command: its help, its options, its JSON, its errors. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bianyin, bianyinHere, errorCode, type Run } from './support/terminal.ts';

const helps = new Map<string, Run>();

/** Each help is printed once. */
async function helpOf(path: readonly string[]): Promise<Run> {
  const key = path.join(' ');
  const run = helps.get(key) ?? (await bianyinHere([...path, '--help']));
  helps.set(key, run);
  return run;
}

/** The command tree as the help shows it, read from the program itself. */
async function subcommands(path: readonly string[]): Promise<string[]> {
  const { stdout } = await helpOf(path);
  const list = stdout.split('命令：\n')[1] ?? '';
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name);
}

async function leavesOf(path: readonly string[]): Promise<string[][]> {
  const leaves: string[][] = [];
  for (const name of await subcommands([...path])) leaves.push(...(await leavesOf([...path, name])));
  return leaves.length === 0 ? [[...path]] : leaves;
}

const groups = await subcommands([]);
const leaves: string[][] = [];
for (const group of groups) leaves.push(...(await leavesOf([group])));

const expected = [
  'sandbox init',
  'sandbox publish',
  'token list',
  'token change-pin',
  'token diagnose',
  'token modules add',
  'token modules exchange',
  'token modules list',
  'token modules remove',
  'token modules test',
  'token profiles add',
  'token profiles list',
  'token profiles remove',
  'token test',
  'token unblock',
  'seal list',
  'seal apply',
  'policy show',
  'policy changes',
  'policy profile',
  'policy hand-over',
  'policy leave',
  'policy sign',
  'policy sheet',
  'request new',
  'request new-list',
  'request list',
  'request show',
  'request approve',
  'request reject',
  'request cancel',
  'request check-list',
  'template list',
  'template keep',
  'template rename',
  'template remove',
  'verify',
  'timestamp check',
  'timestamp list',
  'timestamp add',
  'journal list',
  'journal uses',
  'journal verify',
  'journal export',
  'trust import',
  'trust show',
  'trust export',
  'trust fork-check',
  'clock show',
  'clock correct',
  'delegation list',
  'delegation grant',
  'delegation accept',
  'delegation end',
  'backup settings',
  'backup now',
  'backup list',
  'backup check',
  'backup drill',
  'backup restore',
];

let folder: string;
let home: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-cli-'));
  home = join(folder, 'home');
  const made = await bianyinHere(['sandbox', 'init', '--home', home, '--json']);
  expect(made.code, made.stderr).toBe(0);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('help', () => {
  test('the tree is the one that is promised', () => {
    expect(leaves.map((path) => path.join(' ')).sort()).toEqual([...expected].sort());
  });

  test.each(expected)('%s --help: exit 0, a description, the common options', async (path) => {
    const { code, stdout, stderr } = await helpOf(path.split(' '));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const option of ['--home', '--json', '--lang', '--help']) expect(stdout).toContain(option);
    expect(stdout).toMatch(/[一-鿿]{4}/);
  });

  test('no option of any command takes a PIN itself', async () => {
    for (const path of [[], ...groups.map((group) => [group]), ...leaves]) {
      const { stdout: help } = await helpOf(path);
      const withPin = [...help.matchAll(/--[a-z-]*pin[a-z-]*(?: <[^>]*>)?/gi)].map(([option]) => option);
      for (const option of withPin)
        expect(['--pin-file <文件>', '--new-pin-file <文件>', '--pin-stdin']).toContain(option);
    }
    for (const path of [
      'seal apply',
      'request approve',
      'request reject',
      'request new',
      'request new-list',
      'request cancel',
    ])
      expect((await helpOf(path.split(' '))).stdout).toContain('--pin-stdin');
  });

  test('--version', async () => {
    expect(await bianyinHere(['--version'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('wrong use', () => {
  const cases: [string, string[]][] = [
    ['unknown command', ['stamp']],
    ['unknown subcommand', ['request', 'burn']],
    ['no command', []],
    ['group alone', ['request']],
    ['missing argument', ['verify']],
    ['missing option', ['request', 'new', 'a.pdf', '--seal', '04']],
    ['unknown option', ['token', 'list', '--colour']],
    ['option without value', ['verify', 'a.pdf', '--at']],
    ['too many arguments', ['request', 'show', 'a', 'b']],
    ['wrong language', ['token', 'list', '--lang', 'fr']],
    ['wrong format', ['journal', 'export', '--format', 'xml']],
    ['a day that is none', ['journal', 'uses', '--from', '1.11.2026']],
    ['a workbook for the screen', ['journal', 'uses', '--format', 'xlsx']],
    ['a PIN as an option', ['request', 'approve', 'YY', '--token', 't', '--pin', '123456']],
    ['no place for the stamped file', ['timestamp', 'add', 'a.pdf']],
    [
      'a time stamp later and none',
      ['seal', 'apply', 'YY', '--token', 't', '--out', 'b.pdf', '--no-timestamp', '--timestamp-later'],
    ],
    ['wrong time', ['verify', 'a.pdf', '--at', 'yesterday']],
  ];

  test.each(cases)('%s: exit 2, one sentence, the same as JSON', async (_, args) => {
    const plain = await bianyinHere(args);
    expect(plain.code).toBe(2);
    expect(plain.stderr).toContain('[usage]');
    expect(plain.stderr).toMatch(/[一-鿿]/);
    expect(plain.stderr).not.toMatch(/\n\s+at /);
    const json = await bianyinHere([...args, '--json']);
    expect(json.code).toBe(2);
    expect(errorCode(json)).toBe('usage');
  });

  test('in English with --lang en', async () => {
    const { stderr } = await bianyinHere(['stamp', '--lang', 'en']);
    expect(stderr).toContain('no such command: stamp');
    expect(stderr).not.toMatch(/[一-鿿]/);
  });
});

describe('common options', () => {
  test.each([
    [['token', 'list']],
    [['seal', 'list']],
    [['policy', 'show']],
    [['policy', 'changes']],
    [['request', 'list']],
    [['timestamp', 'check']],
    [['timestamp', 'list']],
    [['journal', 'list']],
    [['journal', 'uses']],
    [['journal', 'verify']],
    [['journal', 'export']],
  ])('%s: JSON with --home and --json before or after the command, or BIANYIN_HOME', async (command) => {
    const after = await bianyinHere([...command, '--home', home, '--json']);
    expect(after.code, after.stderr).toBe(0);
    const value = after.json();
    expect((await bianyinHere(['--json', '--home', home, ...command])).json()).toEqual(value);
    const named = await bianyinHere([...command, '--json'], { env: { BIANYIN_HOME: home } });
    expect(named.json()).toEqual(value);
    const plain = await bianyinHere([...command, '--home', home]);
    expect(plain.code).toBe(0);
    expect(plain.stdout).toMatch(/[一-鿿]/);
  });

  test.each([
    [['token', 'list']],
    [['seal', 'list']],
    [['policy', 'show']],
    [['policy', 'changes']],
    [['request', 'list']],
    [['request', 'show', 'YY-04-20261123-0001']],
    [['request', 'approve', 'YY-04-20261123-0001', '--token', 'soft-counsel']],
    [['seal', 'apply', 'YY-04-20261123-0001', '--token', 'soft-keeper', '--out', '/tmp/never.pdf']],
    [['timestamp', 'list']],
    [['journal', 'list']],
    [['journal', 'uses']],
    [['journal', 'verify']],
    [['journal', 'export']],
  ])('%s without a home: a code, in both languages, and nothing is made', async (command) => {
    const nowhere = join(folder, 'nowhere');
    const run = await bianyinHere([...command, '--home', nowhere, '--json']);
    expect(run.code).toBe(2);
    expect(errorCode(run)).toBe('home-missing');
    const { stderr: english } = await bianyinHere([...command, '--home', nowhere, '--lang', 'en']);
    expect(english).toContain('[home-missing]');
    expect(english).not.toMatch(/[一-鿿]/);
    expect(existsSync(nowhere)).toBe(false);
  });

  test('a second sandbox in the same place is refused, and changes nothing', () => {
    expect(errorCode(bianyin(['sandbox', 'init', '--home', home, '--json']))).toBe('home-exists');
  });
});

test('the program itself answers with the same words and exit codes', async () => {
  for (const args of [
    ['--help'],
    ['stamp'],
    ['journal', 'list', '--home', home, '--json'],
    ['verify', 'none.pdf'],
  ]) {
    const { code, stdout, stderr } = bianyin(args);
    expect({ code, stdout, stderr }, args.join(' ')).toMatchObject(plain(await bianyinHere(args)));
  }
});

function plain({ code, stdout, stderr }: Run): object {
  return { code, stdout, stderr };
}
