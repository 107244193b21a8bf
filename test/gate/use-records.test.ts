/** The register with one row for each use: what a request says stands in it only while its text is the one that was recorded. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkJournal } from '../../src-main/app/register/journal.ts';
import { usesPage, withUses } from '../../src-main/app/register/use-records.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { closeDesk, openDesk } from './support/open-desk.ts';
import { copyOf, sessionOf, type Sandbox } from './support/sandbox.ts';
import { apply, approved } from './support/story.ts';
import { tamper } from './support/tampering.ts';

let sandbox: Sandbox;
let session: AppSession;
let id = '';

beforeAll(async () => {
  let contract: string;
  ({ sandbox, session, contract } = await openDesk());
  id = await approved(sandbox, session, contract, {
    counterparty: '河南中州展览工程有限公司',
    amount: '128000',
  });
  await apply(sandbox, session, id, join(sandbox.folder, 'sealed.pdf'));
});
afterAll(() => closeDesk({ sandbox, session }));

function readUses(of: AppSession) {
  return withUses(of, {}, (uses) => [...uses]);
}

/** The rows of a home that somebody has edited. */
function usesOfEdited(edit: string): ReturnType<typeof readUses> {
  const home = copyOf(sandbox);
  tamper(home, (database) => database.exec(edit));
  const own = sessionOf(home);
  try {
    return readUses(own);
  } finally {
    own.stop();
  }
}

test('a use with what its request says', () => {
  expect(readUses(session)).toMatchObject([
    {
      ...{ requestId: id, useNumber: 1, state: 'sealed', sealType: '04', amount: '128000', currency: 'CNY' },
      columns: { 相对方: '河南中州展览工程有限公司' },
    },
  ]);
});

test.each([
  ['its counterparty', `replace(request, '中州', '洛阳')`],
  ['its amount', `replace(request, '128000', '228000')`],
  ['all of it', `'{}'`],
])('of a request in which somebody has changed %s nothing is shown; the use is', (_, text) => {
  const [use, ...others] = usesOfEdited(`UPDATE requests SET request = ${text}`);
  expect(others).toEqual([]);
  expect(use).toMatchObject({ requestId: id, state: 'sealed', amount: null, matter: null });
  expect(use?.columns.相对方).toBeUndefined();
});

test('a page has what fits, what all that fit come to, and where the next one begins', () => {
  const wish = { order: 'newest', limit: 1 } as const;
  const totals = [{ currency: 'CNY', amount: '128000.00', count: 1 }];
  expect(usesPage(session, { counterparty: '中州' }, wish)).toMatchObject({
    ...{ count: 1, total: 1, totals, next: null },
    uses: [{ requestId: id }],
  });
  expect(usesPage(session, { counterparty: '洛阳' }, wish)).toEqual({
    ...{ count: 0, total: 1, totals: [], next: null, uses: [] },
  });
});

test('a use with a row that somebody has changed keeps its place and says so', () => {
  const [use, ...others] = usesOfEdited(
    `UPDATE journal SET content = replace(content, '"copies":1', '"copies":2') WHERE event = 'use-spent'`,
  );
  expect(others).toEqual([]);
  expect(use).toMatchObject({ requestId: id, isBroken: true });
});

test('the check of the register says that what it is looked up by was edited, and has made it anew', () => {
  const home = copyOf(sandbox);
  tamper(home, (database) => database.exec('DELETE FROM use_index'));
  const own = sessionOf(home);
  try {
    expect(readUses(own)).toEqual([]);
    expect(checkJournal(own)).toMatchObject({ ok: true, reindexed: true });
    expect(readUses(own)).toMatchObject([{ requestId: id }]);
    expect(checkJournal(own)).not.toHaveProperty('reindexed');
  } finally {
    own.stop();
  }
});
