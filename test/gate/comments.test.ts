/**
 * What approvers say beside an approval, and files of a list that they do not agree to (docs/adr/0047): signed by the same hand, kept at home,
 * shown on the path and in the register; what is left out is left out for good.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  composeList,
  describeList,
  listAsShown,
  submitList,
} from '../../src-main/app/requests/draft-list.ts';
import { decideList, listItems, saidOf, showList } from '../../src-main/app/requests/request-lists.ts';
import { decideRequest, showRequest } from '../../src-main/app/requests/requests.ts';
import { planListSealing, sealList } from '../../src-main/app/requests/seal-list.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { requestLines } from '../../src-main/cli/request-text.ts';
import { openMoment } from '../../src-main/home/home-moment.ts';
import { closeDesk, openDesk, type Desk } from './support/open-desk.ts';
import { actor, writePdf } from './support/sandbox.ts';
import { apply, codeOf, contractApprovers, submit } from './support/story.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => closeDesk(desk));

const as = (person: string) => actor(desk.sandbox, person);
const store = <T>(ask: (store: ReturnType<typeof openMoment>['store']) => T): T => {
  const moment = openMoment(desk.sandbox.home.root, new Date());
  try {
    return ask(moment.store);
  } finally {
    moment.close();
  }
};

describe('beside the approval of one request', () => {
  test('it is signed, shown on the path and in the register, and nothing of it is in the sealed file', async () => {
    const id = await submit(desk.sandbox, desk.session, desk.contract);
    const said = '同意，附件已核；请勿外传 xyzzy-at-home';
    await decideRequest(desk.session, as('department'), id, { comment: `  ${said} ` });
    const view = showRequest(desk.session, id);
    expect(view.comments).toEqual([said]);
    expect(requestLines(view).join('\n')).toContain(`意见：${said}`);
    for (const person of contractApprovers.slice(1)) await decideRequest(desk.session, as(person), id);
    expect(showRequest(desk.session, id).comments).toEqual([said, null, null]);
    const rows = store((each) => each.journal({ requestId: id }));
    expect(rows.find(({ event }) => event === 'request-approved')?.entry).toMatchObject({
      remark: 'department',
      comment: said,
    });
    const output = join(desk.sandbox.folder, 'commented.pdf');
    await apply(desk.sandbox, desk.session, id, output, { timeStamp: 'now' });
    for (const part of [said, 'xyzzy-at-home']) {
      expect(readFileSync(output).includes(Buffer.from(part))).toBe(false);
      expect(readFileSync(output).includes(Buffer.from(part, 'utf16le').swap16())).toBe(false);
    }
    const [read] = await verifyFiles(desk.session, { files: [output], trust: [] });
    expect(read && 'report' in read && read.report.level).toBe('PASS');
    expect(store((each) => each.verifyJournal().ok)).toBe(true);
  });

  test.each([
    ['two lines', '同意\n不同意'],
    ['a character that turns the line', '同意\u202e不'],
    ['a character that nobody sees', '同\u200b意'],
    ['201 characters', '好'.repeat(201)],
  ])('%s are refused before anything is signed', async (_, comment) => {
    const id = await submit(desk.sandbox, desk.session, desk.contract);
    expect(await codeOf(() => decideRequest(desk.session, as('department'), id, { comment }))).toBe(
      'comment-not-usable',
    );
    expect(await codeOf(() => decideRequest(desk.session, as('department'), id, { reason: comment }))).toBe(
      'refusal-not-usable',
    );
    // The signer believes nobody.
    const direct = () => desk.session.signer().signDecision(as('department'), id, 'approve', '', { comment });
    expect(await codeOf(direct)).toBe('statement-malformed');
    expect(showRequest(desk.session, id).walk?.approvals).toEqual([]);
  });

  test('a rejection has its reason and nothing beside it, whatever the signer is asked for', async () => {
    const id = await submit(desk.sandbox, desk.session, desk.contract);
    const said = { comment: '与此无关' };
    await desk.session.signer().signDecision(as('department'), id, 'reject', '金额不符', said);
    const rows = store((each) => each.journal({ requestId: id }));
    const row = rows.find(({ event }) => event === 'request-rejected');
    expect(row?.entry.remark).toBe('金额不符');
    expect([row?.entry.comment, row?.entry.signed]).toEqual([undefined, undefined]);
  });

  test('200 characters are said, and nothing but blanks is nothing', async () => {
    const id = await submit(desk.sandbox, desk.session, desk.contract);
    await decideRequest(desk.session, as('department'), id, { comment: '好'.repeat(200) });
    await decideRequest(desk.session, as('counsel'), id, { comment: '   ' });
    expect(showRequest(desk.session, id).comments).toEqual(['好'.repeat(200), null]);
  });
});

describe('all but these of a list', () => {
  async function list(name: string, count: number): Promise<string> {
    const items = [];
    for (let i = 0; i < count; i += 1) {
      const file = await writePdf(desk.sandbox.folder, `${name}-${i}.pdf`, i + 1);
      const placements = [{ kind: 'at' as const, pages: [1], xMm: 120, yMm: 200 }];
      items.push({ file, placements, amount: `1,00${i}.50` });
    }
    const wish = { typeCode: '04' as const, reason: '月末对账', resolutions: [], uses: 1, items };
    const draft = await composeList(desk.session, wish);
    const shown = listAsShown(draft, await describeList(desk.session, draft));
    return submitList(desk.session, as('applicant'), shown);
  }
  const without = [1, 3];
  const comment = '第 2、4 件金额与账不符';

  test('the others go on; these are refused for this list, by whom and why', async () => {
    const id = await list('but', 5);
    const told = await desk.session.signer().describeList(id, undefined, without);
    expect([told.count, told.totals]).toEqual([3, [{ currency: 'CNY', amount: '3007.50', count: 3 }]]);
    const [approval] = await desk.session
      .signer()
      .describeApprovals([{ requestId: id, comment, without }], { token: 'soft-department', act: 'decide' });
    if (approval?.kind !== 'list') throw new Error('no list');
    // What is said beside it is pinned with it: the same list without a word is another approval.
    const silent = { ...as('department'), shown: told.shown };
    expect(await codeOf(() => decideList(desk.session, silent, id, { comment, without }))).toBe(
      'request-not-as-shown',
    );
    const shown = { ...as('department'), shown: approval.shown };
    await decideList(desk.session, shown, id, { comment, without });
    expect(showList(desk.session, id)).toMatchObject({
      ...{ state: 'in-approval', comments: [comment] },
      counts: { 'in-approval': 3, ended: 2 },
    });
    const refused = listItems(desk.session, id).filter(({ state }) => state === 'ended');
    const name = showList(desk.session, id).walk?.approvals[0]?.signer.name;
    expect(refused.map(({ index, code, detail, isOpen }) => ({ index, code, detail, isOpen }))).toEqual(
      without.map((index) => ({
        index,
        code: 'list-file-refused',
        detail: { name, reason: comment },
        isOpen: false,
      })),
    );
    expect(showRequest(desk.session, `${id}-0002`)).toMatchObject({
      state: 'rejected',
      code: 'act-leaves-out',
    });
    // The next one approves what is left, and cannot bring any of them back.
    await decideList(desk.session, as('counsel'), id);
    const plan = planListSealing(desk.session, id, { timeStamp: 'none' });
    expect(plan.ready.map(({ requestId }) => requestId)).toEqual([1, 3, 5].map((n) => `${id}-000${n}`));
    const watch = { onStep: () => 'go' as const, onItem: () => undefined };
    const results = await sealList(desk.session, as('keeper'), { plan, timeStamp: 'none' }, watch);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(showList(desk.session, id)).toMatchObject({ state: 'used', counts: { sealed: 3, ended: 2 } });
    const sealed = { requestId: `${id}-0002`, file: join(desk.sandbox.folder, 'but-1.pdf') };
    const output = join(desk.sandbox.folder, 'never.pdf');
    const direct = () =>
      desk.session
        .signer()
        .applySeal(as('keeper'), { ...sealed, output, timestampLength: 0 }, () => Promise.resolve(null));
    expect(await codeOf(direct)).toBe('act-leaves-out');
    for (const { output: path } of plan.ready) {
      const [read] = await verifyFiles(desk.session, { files: [path], trust: [] });
      const [signature] = read && 'report' in read ? read.report.signatures : [];
      expect(signature?.approvals.map(({ ok, proof }) => [ok, proof])).toEqual(
        Array.from({ length: 4 }, () => [true, 'register']),
      );
    }
    expect(store((each) => each.verifyJournal().ok)).toBe(true);
    const rows = store((each) => each.journal({ requestId: id }));
    expect(rows.map(({ entry }) => entry.comment)).toContain(comment);
  });

  test.each<[string, string, { readonly without: number[]; readonly comment?: string }]>([
    ['without a reason', 'comment-not-usable', { without: [0] }],
    ['all of them', 'list-empty', { without: [0, 1, 2], comment }],
    ['a place that the list has not', 'list-place-malformed', { without: [3], comment }],
    ['no place at all', 'usage', { without: [-1], comment }],
  ])('%s: refused, and nothing is signed', async (_, code, said) => {
    const id = await list(`bad ${_}`, 3);
    expect(await codeOf(() => decideList(desk.session, as('department'), id, said))).toBe(code);
    const direct = () => desk.session.signer().signDecision(as('department'), id, 'approve', '', said);
    expect(await codeOf(direct)).toBe(code);
    expect(showList(desk.session, id).walk?.approvals).toEqual([]);
  });

  test('one that is named twice is left out once', async () => {
    const id = await list('twice', 3);
    await desk.session
      .signer()
      .signDecision(as('department'), id, 'approve', '', { without: [2, 0, 2], comment });
    expect(showList(desk.session, id)).toMatchObject({ counts: { 'in-approval': 1, ended: 2 } });
    expect(store((each) => each.verifyJournal().ok)).toBe(true);
  });

  test('other files than those that were shown are not left out', async () => {
    const id = await list('other', 3);
    const { shown } = await desk.session.signer().describeList(id, undefined, [0]);
    const only = shown.slice(1);
    for (const said of [{ without: [1], comment }, {}])
      expect(
        await codeOf(() => decideList(desk.session, { ...as('department'), shown: only }, id, said)),
      ).toBe('request-not-as-shown');
    expect(showList(desk.session, id).walk?.approvals).toEqual([]);
  });

  test('the second approver leaves out more; a rejection says nothing of single files', async () => {
    const id = await list('more', 4);
    await decideList(desk.session, as('department'), id, { without: [0], comment: '第一件不同意' });
    expect(await codeOf(() => decideList(desk.session, as('counsel'), id, { without: [0], comment }))).toBe(
      'list-place-malformed',
    );
    await decideList(desk.session, as('counsel'), id, { without: [2], comment: '第三件不同意' });
    const states = listItems(desk.session, id).map(({ state, detail }) => [state, detail?.['reason'] ?? '']);
    expect(states).toEqual([
      ['ended', '第一件不同意'],
      ['ready', ''],
      ['ended', '第三件不同意'],
      ['ready', ''],
    ]);
    expect(() => saidOf({ without: [1] })).toThrow();
  });
});
