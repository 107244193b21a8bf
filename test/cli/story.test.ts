/** A request from the command line to the sealed file, with everything that people type wrong on the way; then verifying. */
import { registerColumnNames } from '../../src-main/domain/register-columns.ts';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bianyin, bianyinHere, bianyinTyped, errorCode, type Run } from './support/terminal.ts';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-story-'));
  const made = await bianyinHere(['sandbox', 'init', '--home', 'home'], { cwd: folder });
  expect(made.code, made.stderr).toBe(0);
  const document = await PDFDocument.create();
  for (let i = 1; i <= 3; i += 1) {
    const page = document.addPage([595.28, 841.89]);
    page.drawText(`Contract, page ${i}`, { x: 72, y: 760, size: 14 });
    page.drawText('Seal here', { x: 72, y: 300, size: 12 });
  }
  writeFileSync(join(folder, 'contract.pdf'), await document.save());
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Run> => bianyinHere([...args, '--home', 'home'], { cwd: folder });
const pinFile = (person: string): string[] => [
  '--token',
  `soft-${person}`,
  '--pin-file',
  `home/pins/soft-${person}.pin`,
];
const pinText = (person: string): string =>
  readFileSync(join(folder, 'home', 'pins', `soft-${person}.pin`), 'utf8');

function request(...options: string[]): Promise<Run> {
  const base = [
    'request',
    'new',
    'contract.pdf',
    '--seal',
    '04',
    '--purpose',
    '合同签订',
    '--amount',
    '1000',
  ];
  return run(...base, ...options, '--json');
}

function idOf(created: Run): string {
  expect(created.code, created.stderr).toBe(0);
  return (created.json() as { request: { id: string } }).request.id;
}

/** A contract of a thousand yuan needs two approvals. */
async function approvedRequest(...options: string[]): Promise<string> {
  const id = idOf(await request('--at', 'page=1,x=120mm,y=200mm', ...options));
  for (const person of ['department', 'counsel']) {
    const done = await run('request', 'approve', id, ...pinFile(person));
    expect(done.code, done.stderr).toBe(0);
  }
  return id;
}

describe('a new request', () => {
  test.each([
    [['--seal', '06', '--at', 'page=1,x=1mm,y=1mm'], 'usage'],
    [['--at', 'page=1'], 'placement-syntax'],
    [['--at', 'page=9,x=120mm,y=200mm'], 'placement-page-missing'],
    [['--at', 'page=1,x=1mm,y=1mm'], 'placement-out-of-page'],
    [['--keyword', '没有的字'], 'keyword-not-found'],
    [['--seam', 'top'], 'placement-syntax'],
    [['--at', 'page=1,x=120mm,y=200mm', '--amount', 'viel'], 'amount-malformed'],
    [['--at', 'page=1,x=120mm,y=200mm', '--uses', '0'], 'usage'],
    [['--at', 'page=1,x=120mm,y=200mm', '--uses', '1e3'], 'usage'],
    [['--at', 'page=1,x=120mm,y=200mm', '--hours', '-1'], 'usage'],
    [['--at', 'page=1,x=120mm,y=200mm', '--matter', 'gift'], 'usage'],
    [['--at', 'page=1,x=120mm,y=200mm', '--token', ''], 'pin-required'],
    [['--at', 'page=1,x=120mm,y=200mm', '--uses', '1001'], 'usage'],
    [['--at', 'page=1,x=120mm,y=200mm', '--currency', 'yuan'], 'usage'],
    [['--at', 'page=1,x=120mm,y=200mm', '--purpose', ' '], 'reason-not-usable'],
    [['--at', 'page=1,x=120mm,y=200mm', '--purpose', '长'.repeat(201)], 'reason-not-usable'],
    [['--at', 'page=1,x=120mm,y=200mm', '--counterparty', '甲\u202e乙'], 'counterparty-not-usable'],
    [[], 'usage'],
  ])('%j: %s', async (options, code) => {
    const refused = await request(...options);
    expect(refused.code).toBe(2);
    expect(errorCode(refused)).toBe(code);
    expect(refused.stderr).not.toMatch(/\n\s+at /);
  });

  test('standard input without a PIN in it is no PIN', () => {
    const place = [
      '--seal',
      '04',
      '--purpose',
      '合同签订',
      '--amount',
      '1000',
      '--at',
      'page=1,x=120mm,y=200mm',
    ];
    const who = ['--token', 'soft-nobody', '--pin-stdin', '--home', 'home', '--json'];
    const refused = bianyin(['request', 'new', 'contract.pdf', ...place, ...who], { cwd: folder });
    expect([refused.code, errorCode(refused)]).toEqual([2, 'pin-required']);
  });

  test('a keyword with several hits lists them; one can be chosen', async () => {
    const several = await request('--keyword', 'Seal here');
    expect(errorCode(several)).toBe('keyword-ambiguous');
    expect(several.stderr).toMatch(/1.*2.*3/s);
    const chosen = (await request('--keyword', 'Seal here#2', '--seam', 'right')).json() as {
      request: { request: { placements: { kind: string; pages: number[] }[] } };
    };
    expect(chosen.request.request.placements.map(({ kind, pages }) => [kind, pages])).toEqual([
      ['at', [2]],
      ['seam', [1, 2, 3]],
    ]);
  });

  test('is refused without asking for a PIN when the file cannot be sealed', async () => {
    writeFileSync(join(folder, 'broken.pdf'), 'no PDF at all');
    spawnSync('qpdf', ['--encrypt', 'a', 'b', '256', '--', 'contract.pdf', 'locked.pdf'], { cwd: folder });
    for (const [file, code] of [
      ['broken.pdf', /^pdf-/],
      ['locked.pdf', /^pdf-encrypted$/],
      ['missing.pdf', /^file-not-readable$/],
    ] as const) {
      const options = [
        '--seal',
        '04',
        '--purpose',
        'x',
        '--at',
        'page=1,x=120mm,y=200mm',
        '--token',
        'soft-applicant',
      ];
      // No PIN is given: asking for it would be the error `pin-required`.
      expect(errorCode(await run('request', 'new', file, ...options, '--json')), file).toMatch(code);
    }
  });
});

describe('PIN', () => {
  test('from a file, from standard input, and not at all', async () => {
    const id = idOf(await request('--at', 'page=1,x=120mm,y=200mm'));
    expect(errorCode(await run('request', 'approve', id, '--token', 'soft-department', '--json'))).toBe(
      'pin-required',
    );
    const missing = await run(
      'request',
      'approve',
      id,
      '--token',
      'soft-department',
      '--pin-file',
      'nowhere.pin',
      '--json',
    );
    expect(errorCode(missing)).toBe('file-not-readable');
    const piped = bianyin(
      ['request', 'approve', id, '--token', 'soft-department', '--pin-stdin', '--home', 'home'],
      {
        cwd: folder,
        input: pinText('department'),
      },
    );
    expect(piped.code, piped.stderr).toBe(0);
    expect((await run('request', 'approve', id, ...pinFile('counsel'))).code).toBe(0);
  });

  test('typed at a terminal: what is signed stands before it, nothing is echoed', async () => {
    const id = idOf(await request('--at', 'page=1,x=120mm,y=200mm'));
    const pin = pinText('department').trim();
    const args = ['request', 'approve', id, '--token', 'soft-department', '--home', 'home'];
    const { code, shown } = await bianyinTyped(args, [['soft-department 的 PIN：', pin]], { cwd: folder });
    expect(code, shown).toBe(0);
    const [before = '', after = ''] = shown.split('soft-department 的 PIN：');
    for (const fact of [id, 'contract.pdf', '印章', '事由', '金额']) expect(before, fact).toContain(fact);
    expect(before).toMatch(/SM3\s+([0-9a-f]{8} ){7}[0-9a-f]{8}/);
    expect(after).toContain('✓ 周启明');
    expect(shown).not.toContain(pin);
  }, 60_000);

  test('is not asked for when the request does not run', async () => {
    const id = idOf(await request('--at', 'page=1,x=120mm,y=200mm'));
    expect((await run('request', 'cancel', id)).code).toBe(0);
    expect(errorCode(await run('request', 'approve', id, '--token', 'soft-department', '--json'))).toBe(
      'request-cancelled',
    );
    expect(errorCode(await run('request', 'approve', 'YY-04-20200101-0001', '--token', 'x', '--json'))).toBe(
      'request-unknown',
    );
  });
});

describe('sealing and verifying', () => {
  let sealed: string;

  beforeAll(async () => {
    const id = await approvedRequest();
    sealed = 'sealed.pdf';
    const done = await run('seal', 'apply', id, ...pinFile('keeper'), '--out', sealed, '--json');
    expect(done.code, done.stderr).toBe(0);
    expect(done.json()).toMatchObject({
      ok: true,
      requestId: id,
      useNumber: 1,
      usesLeft: 0,
      timestamped: true,
    });
    const bytes = readFileSync(join(folder, sealed));
    const at = bytes.indexOf('/MediaBox');
    bytes[bytes.indexOf('5', at)] = '6'.charCodeAt(0);
    writeFileSync(join(folder, 'tampered.pdf'), bytes);
    writeFileSync(join(folder, 'junk.pdf'), bytes.subarray(700, 900));
    copyFileSync(join(folder, sealed), join(folder, 'evil\u202efdp.pdf'));
  });

  test('seal apply: refusals before any PIN', async () => {
    const none = idOf(await request('--at', 'page=1,x=120mm,y=200mm'));
    const bare = async (id: string, out: string): Promise<string> =>
      errorCode(await run('seal', 'apply', id, '--token', 'soft-keeper', '--out', out, '--json'));
    expect(await bare(none, 'x.pdf')).toBe('approval-missing');
    const ready = await approvedRequest();
    expect(await bare(ready, sealed)).toBe('output-exists');
    expect(await bare(ready, 'contract.pdf')).toBe('output-exists');
    expect(await bare(ready, 'x.pdf')).toBe('pin-required');
    expect(readdirSync(folder).filter((name) => name.startsWith('x.') || name.startsWith('.'))).toEqual([]);
  });

  test.each([
    [['sealed.pdf'], 0],
    [['tampered.pdf'], 1],
    [['contract.pdf'], 4],
    [['missing.pdf'], 2],
    [['sealed.pdf', 'contract.pdf'], 4],
    [['sealed.pdf', 'tampered.pdf', 'contract.pdf'], 1],
    [['sealed.pdf', 'missing.pdf'], 2],
    [['missing.pdf', 'tampered.pdf'], 1],
  ])('verify %j: exit %d', async (files, code) => {
    const plain = await run('verify', ...files);
    expect(plain.code, plain.stdout + plain.stderr).toBe(code);
    const json = await run('verify', ...files, '--json');
    expect(json.code).toBe(code);
    const { schema, files: reports } = json.json() as { schema: string; files: { file: string }[] };
    expect(schema).toBe('bianyin.verification/1');
    expect(reports.map(({ file }) => file)).toEqual(files);
  });

  test('a folder without documents is an error and not nothing wrong', async () => {
    const answer = await run('verify', 'home/trust', '--json');
    expect([answer.code, errorCode(answer)]).toEqual([2, 'folder-without-documents']);
  });

  test('a file that is no PDF, or a piece of one, is an answer', async () => {
    for (const file of ['broken.pdf', 'junk.pdf']) {
      const answer = await run('verify', file, '--json');
      expect([1, 3, 4]).toContain(answer.code);
      const [report] = (answer.json() as { files: { level: string; codes: string[] }[] }).files;
      expect(report?.level).not.toBe('PASS');
      expect(answer.stderr).toBe('');
      expect((await run('verify', file)).stdout).not.toMatch(/\n\s+at /);
    }
  });

  test('elsewhere the sandbox is unknown: UNSURE, with the integrity still proven; no home is made', async () => {
    const elsewhere = await bianyinHere(['verify', sealed, '--home', 'elsewhere', '--json'], { cwd: folder });
    expect(elsewhere.code).toBe(3);
    const [report] = (
      elsewhere.json() as { files: { codes: string[]; signatures: { integrity: { level: string } }[] }[] }
    ).files;
    expect(report?.codes).toContain('TRUST_ROOT_UNKNOWN');
    expect(report?.signatures[0]?.integrity.level).toBe('PASS');
    expect(readdirSync(folder)).not.toContain('elsewhere');
    const trusting = await bianyinHere(
      ['verify', sealed, '--home', 'elsewhere', '--trust', 'home/trust', '--json'],
      {
        cwd: folder,
      },
    );
    expect(JSON.stringify(trusting.json())).not.toContain('TRUST_ROOT_UNKNOWN');
  });

  test('text first says the verdict; --lang en says it in English', async () => {
    expect((await run('verify', sealed)).stdout.split('\n')[0]).toContain('验证通过');
    expect((await run('verify', 'tampered.pdf')).stdout.split('\n')[0]).toContain('验证不通过');
    expect((await run('verify', sealed, '--lang', 'en')).stdout.split('\n')[0]).not.toMatch(/[一-鿿]/);
  });

  test('a name that turns the line around is shown harmlessly', async () => {
    const { stdout } = await run('verify', 'evil\u202efdp.pdf', sealed);
    expect(stdout).not.toContain('\u202e');
  });
});

describe('journal', () => {
  test('export: CSV for spreadsheets, JSON, to a new file only', async () => {
    const csv = (await run('journal', 'export')).stdout;
    expect(csv.startsWith('\ufeff序号,时间,')).toBe(true);
    const rows = (await run('journal', 'export', '--format', 'json')).json() as unknown as Record<
      string,
      string
    >[];
    expect(rows.length).toBe(csv.trim().split('\r\n').length - 1);
    expect(rows.map((row) => row['事件'])).toContain('use-completed');
    // What rows leave to their request is told as in the window.
    for (const row of rows) expect(Object.keys(row)).toEqual(registerColumnNames);
    const amounts = rows.map((row) => row['金额'] ?? '').filter((amount) => amount !== '');
    expect(amounts.length).toBeGreaterThan(0);
    const listed = (await run('journal', 'list')).stdout;
    for (const text of ['相对方', '金额', ...amounts]) expect(listed).toContain(text);
    expect((await run('journal', 'export', '--out', 'journal.csv')).code).toBe(0);
    expect(readFileSync(join(folder, 'journal.csv'), 'utf8').trim()).toBe(csv.trim());
    expect(errorCode(await run('journal', 'export', '--out', 'journal.csv', '--json'))).toBe('output-exists');
  });

  test('verify: one altered row is found, with exit 1', async () => {
    expect((await run('journal', 'verify')).code).toBe(0);
    mkdirSync(join(folder, 'copy'));
    spawnSync('cp', ['-r', 'home', 'copy/home'], { cwd: folder });
    const database = new DatabaseSync(join(folder, 'copy/home/bianyin.db'));
    for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
      database.exec(`DROP TRIGGER "${String(name)}"`);
    database.exec(
      "UPDATE journal SET content = replace(content, '合同签订', '合同签证') WHERE event = 'use-spent'",
    );
    database.close();
    const broken = await bianyinHere(['journal', 'verify', '--home', 'copy/home', '--json'], { cwd: folder });
    expect(broken.code).toBe(1);
    expect(broken.json()).toMatchObject({ ok: false, problem: 'row-altered' });
    const told = (await bianyinHere(['journal', 'verify', '--home', 'copy/home'], { cwd: folder })).stdout;
    expect(told).toContain('不通过');
    expect(told).toContain('被改动');
    // Codes are for programs.
    expect(told).not.toMatch(/row-altered/);
    const text = await bianyinHere(['journal', 'list', '--home', 'copy/home'], { cwd: folder });
    expect(text.stdout).not.toMatch(/ ok\b/);
    const listed = await bianyinHere(['journal', 'list', '--home', 'copy/home', '--json'], { cwd: folder });
    expect(listed.code).toBe(1);
    const { ok, rows } = listed.json() as { ok: boolean; rows: { event: string; isBroken?: boolean }[] };
    expect(ok).toBe(false);
    expect(rows.filter(({ isBroken }) => isBroken)[0]?.event).toBe('row-altered');
    expect(rows.length).toBeGreaterThan(10);
  });
});
