/** Several seals on one file (docs/adr/0042): one request, one signature of each approver, one PIN of each keeper; all seals or no file. */
import { appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeList, submitList } from '../../src-main/app/requests/draft-list.ts';
import { sweepKept } from '../../src-main/app/requests/kept-files.ts';
import { cancelList, decideList, showList } from '../../src-main/app/requests/request-lists.ts';
import { cancelRequest, composeRequest, sealFile } from '../../src-main/app/requests/requests.ts';
import { nextInSet, setOfDraft } from '../../src-main/app/requests/seal-set.ts';
import { listSeals } from '../../src-main/app/seals/overview.ts';
import {
  actor,
  copyOf,
  filesIn,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from './support/sandbox.ts';
import { approvedSet, halfOf, read, sealNext, submittedSet, type SetUnderWay } from './support/set-story.ts';
import { codeOf, usesOf } from './support/story.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await makeSandbox();
}, 240_000);
afterAll(() => removeSandbox(sandbox));

const approved = (session = sessionOf(sandbox)): Promise<SetUnderWay> => approvedSet(sandbox, session);

describe('a pair of seals', { timeout: 240_000 }, () => {
  test('is approved once and sealed by two keepers; the file appears with the last, and nothing is left in the home', async () => {
    const set = await approved();
    const { session, id, output } = set;
    const half = await sealNext(set, 'cashier');
    expect(existsSync(output)).toBe(false);
    expect(nextInSet(session, id)).toMatchObject({ index: 1, count: 2, half: null });
    expect(await read(session, halfOf(set))).toMatchObject({ level: 'UNSURE' });
    expect((await read(session, halfOf(set))).codes).toContain('PERMIT_SET_INCOMPLETE');
    const last = await sealNext(set, 'legal');
    expect([half.typeCode, last.typeCode]).toEqual(['02', '05']);
    expect(half.documentSm3).toBe(last.documentSm3);
    const { level, codes, signatures } = await read(session, output);
    expect(level).not.toBe('FAIL');
    expect(codes).toContain('PERMIT_FOR_SET');
    expect(codes).not.toContain('PERMIT_SET_INCOMPLETE');
    expect(codes).not.toContain('PERMIT_INVALID');
    expect(signatures.map(({ permit }) => permit?.list)).toMatchObject([
      { index: 0, count: 2, isSet: true },
      { index: 1, count: 2, isSet: true },
    ]);
    for (const { approvals } of signatures)
      expect(approvals.map(({ ok, proof }) => [ok, proof])).toEqual(approvals.map(() => [true, 'register']));
    expect(filesIn(session.home.halves)).toEqual([]);
    for (const number of ['0001', '0002'])
      expect(usesOf(sandbox, `${id}-${number}`).map(([event]) => event)).toEqual([
        'use-spent',
        'use-completed',
      ]);
    expect(nextInSet(session, id)).toBeNull();
    expect(showList(session, id)).toMatchObject({ state: 'used' });
  });

  test('the second seal never comes first, alone, or twice; nobody takes one of them back alone', async () => {
    const set = await approved();
    const { session, id, contract, output } = set;
    const second = { requestId: `${id}-0002`, timeStamp: 'none' as const, file: contract, output };
    const seal = (person: string, input: typeof second) =>
      codeOf(() => sealFile(session, actor(sandbox, person), input));
    expect(await seal('legal', second)).toBe('set-seal-order');
    expect(
      await codeOf(() => cancelRequest(session, actor(sandbox, 'applicant'), `${id}-0002`, '不盖了')),
    ).toBe('list-decided-as-one');
    await sealNext(set, 'cashier');
    expect(await seal('cashier', second)).toBe('seal-not-on-token');
    expect(await codeOf(() => sealNext(set, 'legal'))).toBe('ok');
    expect(await seal('legal', { ...second, output: `${output}.2.pdf` })).toBe('set-half-changed');
    expect(existsSync(`${output}.2.pdf`)).toBe(false);
    expect(usesOf(sandbox, `${id}-0002`)).toHaveLength(2);
  });

  test('a half that was replaced, longer, shorter, of another set, or is gone, takes no second seal', async () => {
    const other = await approved();
    await sealNext(other, 'cashier');
    const set = await approved(other.session);
    await sealNext(set, 'cashier');
    const honest = readFileSync(halfOf(set));
    const changes: readonly ((path: string) => void)[] = [
      (path) => copyFileSync(set.contract, path),
      (path) => copyFileSync(halfOf(other), path),
      (path) => appendFileSync(path, '\n'),
      (path) => writeFileSync(path, honest.subarray(0, honest.length - 1)),
      (path) =>
        writeFileSync(
          path,
          honest.map((octet, i) => (i === honest.length - 40 ? octet ^ 1 : octet)),
        ),
      (path) =>
        writeFileSync(
          path,
          honest.map((octet, i) => (i === 40 ? octet ^ 1 : octet)),
        ),
    ];
    for (const change of changes) {
      change(halfOf(set));
      expect(await codeOf(() => sealNext(set, 'legal'))).toMatch(/^(set-half-changed|document-changed)$/);
      expect(existsSync(set.output)).toBe(false);
    }
    writeFileSync(halfOf(set), honest);
    expect(await codeOf(() => sealNext(set, 'legal'))).toBe('ok');
    expect(usesOf(sandbox, `${set.id}-0002`).map(([event]) => event)).toEqual(['use-spent', 'use-completed']);
  });

  test('nobody agrees to some of its seals only', async () => {
    const set = await submittedSet(sandbox, sessionOf(sandbox));
    const said = { without: [1], comment: '不盖法人章' };
    const who = () => actor(sandbox, 'finance-lead');
    const signer = set.session.signer();
    expect(await codeOf(() => signer.describeList(set.id, undefined, said.without))).toBe(
      'set-sealed-as-one',
    );
    expect(await codeOf(() => signer.signDecision(who(), set.id, 'approve', '', said))).toBe(
      'set-sealed-as-one',
    );
    expect(await codeOf(() => decideList(set.session, who(), set.id, said))).toBe('set-sealed-as-one');
    expect(showList(set.session, set.id)).toMatchObject({ state: 'in-approval', comments: [] });
    expect(showList(set.session, set.id).walk?.approvals).toEqual([]);
  });

  test('seals without a kind, and seals for different files, are no set', async () => {
    const session = sessionOf(sandbox);
    const files = [
      await writePdf(sandbox.folder, 'one.pdf', 1),
      await writePdf(sandbox.folder, 'two.pdf', 2),
    ];
    const draft = await composeRequest(session, {
      ...{ file: files[0] ?? '', typeCode: '02', at: ['page=1,x=80mm,y=200mm'], keyword: [], seam: [] },
      ...{ reason: '付款通知', matter: 'payment', amount: '5000', resolutions: [], uses: 1 },
    });
    const set = setOfDraft(draft, [
      { typeCode: '05', placements: [{ kind: 'at', pages: [1], xMm: 120, yMm: 200 }] },
    ]);
    const unnamed = { ...set, items: set.items.map((item) => ({ ...item, typeCode: undefined })) };
    expect(await codeOf(() => describeList(session, unnamed))).toBe('set-seals-unnamed');
    const mixed = { ...set, items: set.items.map((item, i) => ({ ...item, file: files[i] ?? '' })) };
    await expect(submitList(session, actor(sandbox, 'applicant'), mixed)).rejects.toMatchObject({
      ...{ code: 'list-members-differ', detail: { what: 'set-file' } },
    });
  });

  test('given up half-way: recorded, and no seal follows', async () => {
    const set = await approved();
    await sealNext(set, 'cashier');
    const honest = readFileSync(halfOf(set));
    await cancelList(set.session, actor(sandbox, 'applicant'), set.id, '对方不要了');
    expect(await codeOf(() => sealNext(set, 'legal'))).toBe('request-cancelled');
    expect(existsSync(set.output)).toBe(false);
    const copy = join(sandbox.folder, 'copied-half.pdf');
    writeFileSync(copy, honest);
    expect((await read(set.session, copy)).codes).toContain('PERMIT_SET_INCOMPLETE');
  });

  test.each([
    ['first', '02'],
    ['second', '05'],
  ] as const)('the %s seal is frozen in between: the other does not follow', async (_, typeCode) => {
    const session = sessionOf(copyOf(sandbox));
    const set = await approved(session);
    await sealNext(set, 'cashier');
    const { esId } = (await listSeals(session)).find((each) => each.typeCode === typeCode) ?? { esId: '' };
    await session.city()?.setSealStatus({ esId, status: 'frozen' });
    expect(await codeOf(() => sealNext(set, 'legal'))).toMatch(/frozen/);
    expect(existsSync(set.output)).toBe(false);
    expect(readFileSync(halfOf(set)).length).toBeGreaterThan(0);
  });

  test('nobody begins what cannot be finished: the first seal is refused while the second is frozen', async () => {
    const session = sessionOf(copyOf(sandbox));
    const set = await approved(session);
    const { esId } = (await listSeals(session)).find((each) => each.typeCode === '05') ?? { esId: '' };
    await session.city()?.setSealStatus({ esId, status: 'frozen' });
    expect(await codeOf(() => sealNext(set, 'cashier'))).not.toBe('ok');
    expect(existsSync(halfOf(set))).toBe(false);
  });

  test('an unfinished file goes with its set when that is given up', async () => {
    const session = sessionOf(copyOf(sandbox));
    const set = await approved(session);
    await sealNext(set, 'cashier');
    sweepKept(session);
    expect(existsSync(halfOf(set))).toBe(true);
    await cancelList(session, actor(sandbox, 'applicant'), set.id, '对方不要了');
    sweepKept(session);
    expect(existsSync(halfOf(set))).toBe(false);
  });
});
