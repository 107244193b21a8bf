/** After a restore nobody acts by the policy that the backup had, before the legal representative has signed one since (docs/adr/0041). */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRequests } from '../../src-main/app/requests/requests.ts';
import { homeStanding } from '../../src-main/app/office/home-standing.ts';
import { showDraft } from '../../src-main/app/office/policy-draft/draft-view.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { sealOfType } from '../../src-main/city/seal-register.ts';
import { instantText } from '../../src-main/domain/instant.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import { makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

let sandbox: Sandbox;
let contract: string;
let begin = 0;
const later = (seconds: number): Date => new Date(begin + seconds * 1000);

beforeAll(async () => {
  sandbox = await makeSandbox();
  begin = Date.now();
  contract = await writePdf(sandbox.folder);
  openTokens(sandbox);
});

afterAll(() => {
  closeTokens();
  removeSandbox(sandbox);
});

test('nothing is asked for, decided, delegated or sealed until a policy is signed; then new requests run and old ones never', async () => {
  const before = gateAt(sandbox, later(1));
  const ready = await before.submit(contract);
  await before.approveAll(ready);
  const waiting = await before.submit(contract);
  const early = join(sandbox.folder, 'early.pdf');
  await before.apply(ready, contract, early);
  const used = await before.submit(contract);
  await before.approveAll(used);
  const backupAt = instantText(later(-3600));
  gateAt(sandbox, later(2)).moment(({ store }) => store.record('restored', { backupAt, remark: '' }));

  const gate = gateAt(sandbox, later(3));
  const esId = gate.moment(({ seals }) => sealOfType(seals, '04').info.esId);
  const delegation = { deputyId: 'cashier', esIds: [esId], matters: ['contract' as const] };
  const acts: readonly (() => Promise<unknown>)[] = [
    () => gate.submit(contract),
    () => gate.approve(waiting, 'department'),
    () => gate.reject(waiting, 'department', '不批'),
    () => gate.cancel(waiting, 'applicant', '不用了'),
    () => gate.apply(used, contract, join(sandbox.folder, 'no.pdf')),
    () =>
      gate.delegate('department', {
        ...delegation,
        from: instantText(later(3)),
        until: instantText(later(7200)),
      }),
    () => gate.accept('cashier', '00'.repeat(32)),
  ];
  for (const act of acts) expect(await codeOf(act), String(act)).toBe('policy-before-restore');

  // People see why, what there was, and what has to be signed; what was sealed before stays as it is.
  const session = sessionOf(sandbox, () => later(3));
  expect(homeStanding(session)).toMatchObject({
    missing: ['policy'],
    problem: { code: 'policy-before-restore', detail: { backup: backupAt } },
  });
  expect(listRequests(session).map(({ state }) => state)).toEqual(['used', 'void', 'void']);
  const draft = await showDraft(session);
  expect(draft).toMatchObject({ isChanged: true, sequence: 2 });
  expect(draft.people.length).toBeGreaterThan(3);
  const [report] = await verifyFiles(session, { files: [early], trust: [] });
  const codes = report && 'report' in report ? report.report.codes : [];
  expect(codes).not.toContain('SEAL_USE_NOT_REGISTERED');
  expect(codes.filter((code) => code.includes('NOT_AS_REGISTERED') || code.includes('NOT_COMPARED'))).toEqual(
    [],
  );

  await gateAt(sandbox, later(4)).changePolicy(() => ({}));
  const after = gateAt(sandbox, later(5));
  expect(await codeOf(() => after.approve(waiting, 'department'))).toBe('request-before-restore');
  const next = await after.submit(contract);
  await after.approveAll(next);
  await after.apply(next, contract, join(sandbox.folder, 'after.pdf'));

  // A second restore asks for a second signature.
  gateAt(sandbox, later(6)).moment(({ store }) => store.record('restored', { backupAt, remark: '' }));
  expect(await codeOf(() => gateAt(sandbox, later(7)).submit(contract))).toBe('policy-before-restore');
});
