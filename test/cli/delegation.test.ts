/** Delegation from the command line (docs/adr/0045): a deputy whom the policy names approves for somebody who is away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftEffect, policyToSign, saveDraft } from '../../src-main/app/office/policy-draft/policy-draft.ts';
import { showPolicy } from '../../src-main/app/seals/overview.ts';
import { homeDirectory } from '../../src-main/platform/home-directory.ts';
import { actor, sessionOf, writePdf, type Sandbox } from '../gate/support/sandbox.ts';
import { bianyinHere, errorCode, type Run } from './support/terminal.ts';

let folder: string;
const run = (...args: string[]): Promise<Run> => bianyinHere([...args, '--home', 'home'], { cwd: folder });
const by = (person: string, ...args: string[]): Promise<Run> =>
  run(...args, '--token', `soft-${person}`, '--pin-file', `home/pins/soft-${person}.pin`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-delegation-'));
  const made = await run('sandbox', 'init');
  expect(made.code, made.stderr).toBe(0);
  await writePdf(folder);
});

/** The policy is written in the window; here by what the window asks. */
async function nameDeputy(): Promise<void> {
  const sandbox = { home: homeDirectory(join(folder, 'home')), folder } as Sandbox;
  const session = sessionOf(sandbox);
  const { people, seals, matrix } = showPolicy(session).policy;
  saveDraft(session, {
    people: people.map(({ id, name, department = '', roles }) => ({
      ...{ id, name, department, roles },
      deputies: id === 'department' ? ['cashier'] : [],
    })),
    seals: seals.map(({ esId, keepers }) => ({ esId, keepers })),
    matrix,
  });
  expect(draftEffect(session)?.differences).toEqual([
    { code: 'deputy-added', detail: { name: '周启明', deputy: '杜若溪' } },
  ]);
  await session.signer().signPolicy(actor(sandbox, 'legal'), policyToSign(session), []);
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('granted, accepted, used, ended', { timeout: 120_000 }, async () => {
  await nameDeputy();
  const day = (ahead: number): string =>
    new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);
  const wanted = ['--to', '杜若溪', '--seals', '04', '--matters', 'contract', '--max', '200000'];
  const days = ['--from', day(0), '--until', day(3)];
  const stranger = await by('counsel', 'delegation', 'grant', ...wanted, ...days, '--json');
  expect(errorCode(stranger)).toBe('delegation-refused');
  const granted = await by('department', 'delegation', 'grant', ...wanted, ...days, '--json');
  expect(granted.code, granted.stderr).toBe(0);
  const none = { sm3: '', state: '', grantorId: '', deputyId: '' };
  const [{ sm3, ...offered } = none] = (granted.json() as { delegations: (typeof none)[] }).delegations;
  // By their numbers: two people may have one name.
  expect(offered).toMatchObject({ state: 'offered', grantorId: 'department', deputyId: 'cashier' });
  const places = [
    '--seal',
    '04',
    '--at',
    'page=1,x=120mm,y=200mm',
    '--purpose',
    '合同',
    '--amount',
    '128000',
  ];
  const asked = await by(
    'applicant',
    'request',
    'new',
    'contract.pdf',
    ...places,
    '--counterparty',
    '甲方',
    '--json',
  );
  expect(asked.code, asked.stderr).toBe(0);
  const id = /YY-04-\d{8}-\d{4}/.exec(asked.stdout)?.[0] ?? '';
  const early = await by('cashier', 'request', 'approve', id, '--json');
  expect(errorCode(early), early.stdout + early.stderr).toBe('delegation-refused');
  const accepted = await by('cashier', 'delegation', 'accept', sm3.slice(0, 12));
  expect(accepted.stdout).toContain('杜若溪 代 周启明　有效');
  const approved = await by('cashier', 'request', 'approve', id, '--json');
  expect(approved.code, approved.stderr).toBe(0);
  const ended = await by('department', 'delegation', 'end', sm3, '--reason', '已返岗');
  expect(ended.stdout).toContain('已撤销');
  expect((await run('request', 'show', id)).stdout).toContain('✓ 杜若溪（代 周启明）');
  expect((await run('journal', 'list')).stdout).toContain('撤销委托');
});
