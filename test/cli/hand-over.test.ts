/** A keeper hands over and somebody leaves, from the command line (docs/adr/0046): one draft, one signature, a sheet. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePdf } from '../gate/support/sandbox.ts';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

let folder: string;
const run = (...args: string[]): Promise<Run> => bianyinHere([...args, '--home', 'home'], { cwd: folder });
const by = (person: string, ...args: string[]): Promise<Run> =>
  run(...args, '--token', `soft-${person}`, '--pin-file', `home/pins/soft-${person}.pin`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-hand-over-'));
  const made = await run('sandbox', 'init');
  expect(made.code, made.stderr).toBe(0);
  await writePdf(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('handed over, left, signed, on a sheet', { timeout: 120_000 }, async () => {
  expect((await run('policy', 'sheet')).stdout).toContain('还没有移交过印章');
  const places = ['--seal', '04', '--at', 'page=1,x=120mm,y=200mm', '--purpose', '合同', '--amount', '1000'];
  const asked = await by('applicant', 'request', 'new', 'contract.pdf', ...places, '--counterparty', '甲方');
  const id = /YY-04-\d{8}-\d{4}/.exec(asked.stdout)?.[0] ?? '';
  expect(id, asked.stderr).not.toBe('');

  const wrong = await run('policy', 'hand-over', '--from', '苏婉宁', '--to', '杜若溪', '--json');
  expect(errorCode(wrong)).toBe('hand-over-refused');
  const nobody = await run('policy', 'leave', '马堃');
  expect(nobody.stderr).toContain('就没有人保管了');
  const slip = await run('policy', 'leave', '马堃', '--seal', '09=杜若溪', '--to', '杜若溪', '--json');
  expect(errorCode(slip)).toBe('usage');

  const handed = await run('policy', 'hand-over', '--from', '杜若溪', '--to', '郭守安', '--seals', '02');
  expect(handed.code, handed.stderr).toBe(0);
  expect(handed.stdout).toContain('杜若溪 不再保管财务专用章。');
  const left = await run('policy', 'leave', 'department', '--role', 'department=杜若溪');
  expect(left.code, left.stderr).toBe(0);
  expect(left.stdout).toContain('周启明 离任');
  expect(left.stdout).toContain('部门负责人：由 杜若溪 接');
  expect(left.stdout).toMatch(new RegExp(`申请　${id}.*等其办理.*作废`));
  // Both stand in one draft, and nothing of it counts yet.
  expect((await run('policy', 'changes')).stdout).toMatch(/移除 周启明[^]*郭守安 开始保管财务专用章/);
  expect((await run('policy', 'show')).stdout).toContain('周启明');
  expect(errorCode(await by('keeper', 'policy', 'sign', '--json'))).toBe('person-not-on-token');

  const signed = await by('legal', 'policy', 'sign');
  expect(signed.code, signed.stderr).toBe(0);
  expect((await run('policy', 'show')).stdout).not.toContain('周启明');
  expect((await run('policy', 'changes')).stdout).toContain('没有改动');
  const approving = await by('department', 'request', 'approve', id, '--json');
  expect(approving.code).not.toBe(0);
  const register = (await run('journal', 'list')).stdout;
  expect(register).toContain('移交保管');
  expect(register).toContain('离任');
  expect((await run('journal', 'verify')).code).toBe(0);
  expect((await run('policy', 'sheet')).stdout).toContain('财务专用章 杜若溪 → 郭守安；周启明 离任');
  const inside = await run('policy', 'sheet', '2', '--out', 'home/sheet.pdf', '--json');
  expect(inside.code).not.toBe(0);
  expect(errorCode(await run('policy', 'sheet', '2', '--json'))).toBe('option-missing');
  const written = await run('policy', 'sheet', '2', '--out', 'sheet.pdf');
  expect(written.code, written.stderr).toBe(0);
  expect(readFileSync(join(folder, 'sheet.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect(errorCode(await run('policy', 'sheet', '1', '--out', 'none.pdf', '--json'))).toBe(
    'hand-over-unknown',
  );
  expect(existsSync(join(folder, 'none.pdf'))).toBe(false);
});
