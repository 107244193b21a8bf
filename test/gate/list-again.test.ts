/** A list that came to nothing is asked for again: what was not sealed, with what was typed for it; nothing that may still be sealed. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepRule, listAgain } from '../../src-main/app/lists/list-again.ts';
import {
  composeList,
  describeList,
  listAsShown,
  submitList,
} from '../../src-main/app/requests/draft-list.ts';
import { decideList } from '../../src-main/app/requests/request-lists.ts';
import { planListSealing, sealList } from '../../src-main/app/requests/seal-list.ts';
import { closeDesk, openDesk, type Desk } from './support/open-desk.ts';
import { actor, writePdf } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => closeDesk(desk));
const as = (person: string) => actor(desk.sandbox, person);

async function list(name: string): Promise<string> {
  const items = [];
  for (let i = 0; i < 3; i += 1) {
    const file = await writePdf(desk.sandbox.folder, `${name}-${i}.pdf`, i + 1);
    const placements = [{ kind: 'at' as const, pages: [1], xMm: 120, yMm: 200 }];
    items.push({ file, placements, amount: `1,00${i}.50`, counterparty: `客户${i}`, reference: `DZ-${i}` });
  }
  const wish = { typeCode: '04' as const, reason: '月末对账', resolutions: [], uses: 1, items };
  const draft = await composeList(desk.session, wish);
  return submitList(
    desk.session,
    as('applicant'),
    listAsShown(draft, await describeList(desk.session, draft)),
  );
}
const namesOf = (id: string) => listAgain(desk.session, id).list.files.map(({ name }) => name);

test('a rejected list is there again, with rule, counterparties, amounts and numbers; a file that is gone says so', async () => {
  const id = await list('rejected');
  expect(await codeOf(() => listAgain(desk.session, id))).toBe('list-empty');
  const rule = { at: [], keyword: ['盖章处,dx=3mm'], seam: ['right'] };
  keepRule(desk.session, id, rule);
  await decideList(desk.session, as('department'), id, { reason: '金额不符' });
  rmSync(join(desk.sandbox.folder, 'rejected-1.pdf'));
  const again = listAgain(desk.session, id);
  expect(again.rule).toEqual(rule);
  expect(again.list.name).toBe('月末对账');
  expect(again.list.files).toMatchObject([
    {
      at: 1,
      name: 'rejected-0.pdf',
      counterparty: '客户0',
      amount: '1000.50',
      currency: 'CNY',
      number: 'DZ-0',
      findings: [],
    },
    { at: 2, path: null, findings: [{ code: 'file-missing' }] },
    { at: 3, name: 'rejected-2.pdf', findings: [] },
  ]);
});

test('of a list that goes on only what was refused is asked for again, and never what was sealed', async () => {
  const id = await list('partly');
  await decideList(desk.session, as('department'), id, { without: [1], comment: '金额不符' });
  expect(namesOf(id)).toEqual(['partly-1.pdf']);
  await decideList(desk.session, as('counsel'), id);
  expect(namesOf(id)).toEqual(['partly-1.pdf']);
  const plan = planListSealing(desk.session, id, { timeStamp: 'none' });
  const watch = { onStep: () => 'go' as const, onItem: () => undefined };
  await sealList(desk.session, as('keeper'), { plan, timeStamp: 'none' }, watch);
  expect(namesOf(id)).toEqual(['partly-1.pdf']);
  expect(listAgain(desk.session, id).rule).toBeNull();
  expect(await codeOf(() => listAgain(desk.session, 'YY-04-20260101-0001'))).toBe('request-unknown');
});
