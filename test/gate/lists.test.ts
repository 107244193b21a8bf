/** Lists of requests through application, signer and gate: one PIN of each person, every file a use of its own (docs/adr/0035). */
import { appendFileSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  composeList,
  describeList,
  listAsShown,
  previewList,
  requireOnePath,
  submitList,
  type ListItem,
} from '../../src-main/app/requests/draft-list.ts';
import { namedOutputs } from '../../src-main/app/lists/sealed-outputs.ts';
import { makeOutputFolder } from '../../src-main/app/requests/output-place.ts';
import { listDrafts } from '../../src-main/app/requests/list-drafts.ts';
import {
  cancelList,
  decideList,
  isList,
  listItems,
  listLists,
  showList,
} from '../../src-main/app/requests/request-lists.ts';
import { cancelRequest, listRequests, showRequest } from '../../src-main/app/requests/requests.ts';
import { leaveOut, planListSealing, sealList } from '../../src-main/app/requests/seal-list.ts';
import { policyInForce } from '../../src-main/approval/policy-chain.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { instantText } from '../../src-main/domain/instant.ts';
import { openMoment, policyFacts } from '../../src-main/home/home-moment.ts';
import { policyEffect } from '../../src-main/home/policy-effect.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import {
  actor,
  copyOf,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from './support/sandbox.ts';
import { codeOf, usesOf } from './support/story.ts';

let sandbox: Sandbox;
const folderOf = (): string => sandbox.folder;
const watch = { onStep: () => 'go' as const, onItem: () => undefined };

beforeAll(async () => {
  sandbox = await makeSandbox();
}, 240_000);
afterAll(() => removeSandbox(sandbox));

async function itemsIn(name: string, count: number): Promise<ListItem[]> {
  const items: ListItem[] = [];
  for (let i = 0; i < count; i += 1) {
    const file = await writePdf(folderOf(), `${name}-${i}.pdf`, i + 1);
    items.push({
      file,
      placements: [{ kind: 'at', pages: [1], xMm: 120, yMm: 200 }],
      ...{ counterparty: `客户${i % 2}`, amount: `1,00${i}.50`, reference: `DZ-${i}` },
    });
  }
  return items;
}

const wish = (items: readonly ListItem[]) => ({
  ...{ typeCode: '04' as const, reason: '月末对账', resolutions: [], uses: 1, items },
});

async function submitted(session: AppSession, items: readonly ListItem[]): Promise<string> {
  const draft = await composeList(session, wish(items));
  const shown = listAsShown(draft, await describeList(session, draft));
  return submitList(session, actor(sandbox, 'applicant'), shown);
}

/** One signature of each approver. */
async function approve(session: AppSession, id: string): Promise<void> {
  for (const person of ['department', 'counsel']) await decideList(session, actor(sandbox, person), id);
}

describe('a list of requests', { timeout: 240_000 }, () => {
  test('is submitted, approved and sealed with one PIN of each person; every file is a use of its own', async () => {
    const session = sessionOf(sandbox);
    const items = await itemsIn('whole', 4);
    const id = await submitted(session, items);
    expect(isList(session, id)).toBe(true);
    expect(listRequests(session).some(({ request }) => request.id.startsWith(id))).toBe(false);
    expect(listLists(session).find((each) => each.id === id)).toMatchObject({
      ...{ state: 'in-approval', count: 4, counterparties: 2, withoutAmount: 0 },
      totals: [{ currency: 'CNY', amount: '4008.00', count: 4 }],
      counts: { 'in-approval': 4 },
    });
    expect(await codeOf(() => planListSealing(session, id, { timeStamp: 'none' }))).toBe('approval-missing');
    await approve(session, id);
    const plan = planListSealing(session, id, { timeStamp: 'none' });
    const results = await sealList(session, actor(sandbox, 'keeper'), { plan, timeStamp: 'none' }, watch);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(showList(session, id)).toMatchObject({ state: 'used', counts: { sealed: 4 } });
    for (const { requestId, output } of plan.ready) {
      expect(usesOf(sandbox, requestId).map(([event]) => event)).toEqual(['use-spent', 'use-completed']);
      const [read] = await verifyFiles(session, { files: [output], trust: [] });
      if (!read || 'error' in read) throw new Error(`no report for ${output}`);
      const [signature] = read.report.signatures;
      const index = Number(requestId.slice(-4)) - 1;
      expect(signature?.permit?.list).toMatchObject({ index, count: 4 });
      expect(signature?.approvals.map(({ ok, proof }) => [ok, proof])).toEqual(
        Array.from({ length: 4 }, () => [true, 'register']),
      );
    }
    expect(await codeOf(() => planListSealing(session, id, { timeStamp: 'none' }))).toBe('list-empty');
  });

  test('another list than the one that was shown is not approved, not taken back and not sealed', async () => {
    const session = sessionOf(sandbox);
    const id = await submitted(session, await itemsIn('shown', 2));
    const other = ['ab'.repeat(32)];
    const { listSm3, membersSm3 } = await session.signer().describeList(id);
    const by = (person: string, shown: readonly string[]) => ({ ...actor(sandbox, person), shown });
    expect(await codeOf(() => decideList(session, by('department', other), id))).toBe('request-not-as-shown');
    expect(await codeOf(() => cancelList(session, by('applicant', other), id, '不办了'))).toBe(
      'request-not-as-shown',
    );
    for (const person of ['department', 'counsel'])
      await decideList(session, by(person, [membersSm3 ?? '']), id);
    // Among the home's own files a sealed file would be swept or lost, by whatever way it is named.
    const { home } = session;
    const link = join(folderOf(), 'way-home');
    symlinkSync(home.root, link);
    for (const folder of [home.root, join(home.root, 'new', 'er'), link, join(link, 'kept')]) {
      const outputFor = (): string => join(folder, 'a.pdf');
      expect(await codeOf(() => planListSealing(session, id, { timeStamp: 'none', outputFor }))).toBe(
        'output-inside-home',
      );
      const place = { folder, names: '{编号}' };
      expect(await codeOf(() => namedOutputs(session, id, place))).toBe('output-inside-home');
      expect(await codeOf(() => makeOutputFolder(home, folder))).toBe('output-inside-home');
    }
    expect(existsSync(join(home.root, 'new'))).toBe(false);
    const sealed = async (shown: readonly string[]) => {
      const plan = planListSealing(session, id, { timeStamp: 'none' });
      const results = await sealList(session, by('keeper', shown), { plan, timeStamp: 'none' }, watch);
      return results.map((each) => (each.ok ? 'sealed' : each.code));
    };
    expect(await sealed(other)).toEqual(['request-not-as-shown', 'request-not-as-shown']);
    expect(await sealed([listSm3 ?? ''])).toEqual(['sealed', 'sealed']);
  });

  test('a file that changed or is gone is skipped, the others are sealed, and it can follow later', async () => {
    const session = sessionOf(sandbox);
    const items = await itemsIn('holes', 4);
    const id = await submitted(session, items);
    await approve(session, id);
    const [first, second, third] = listItems(session, id);
    rmSync(first?.file ?? '');
    appendFileSync(second?.file ?? '', '\n');
    leaveOut(session, id, [third?.request.id ?? ''], true);
    const plan = planListSealing(session, id, { timeStamp: 'none' });
    expect(plan.ready).toHaveLength(1);
    await sealList(session, actor(sandbox, 'keeper'), { plan, timeStamp: 'none' }, watch);
    const states = listItems(session, id).map(({ state, code }) => [state, code]);
    expect(states).toEqual([
      ['skipped', 'file-not-readable'],
      ['skipped', 'document-changed'],
      ['skipped', 'list-item-left-out'],
      ['sealed', undefined],
    ]);
    expect(showList(session, id)).toMatchObject({ state: 'partly-used', counts: { skipped: 3, sealed: 1 } });
    leaveOut(session, id, [third?.request.id ?? ''], false);
    const rest = planListSealing(session, id, { timeStamp: 'none' });
    expect(rest.ready.map(({ requestId }) => requestId)).toEqual([third?.request.id]);
    const [result] = await sealList(
      session,
      actor(sandbox, 'keeper'),
      { plan: rest, timeStamp: 'none' },
      watch,
    );
    expect(result?.ok).toBe(true);
    expect(
      await codeOf(() => leaveOut(session, 'YY-04-20260101-0001', [third?.request.id ?? ''], true)),
    ).toBe('request-unknown');
  });

  test('stopped half-way: what was sealed stays sealed, the rest follows under the next login; a second seal of one is refused', async () => {
    const session = sessionOf(sandbox);
    const id = await submitted(session, await itemsIn('halves', 4));
    await approve(session, id);
    const plan = planListSealing(session, id, { timeStamp: 'none' });
    let begun = 0;
    const stopping = {
      onStep: (_id: string, step: string) => {
        begun += step === 'spending' ? 1 : 0;
        return begun > 2 ? ('stop' as const) : ('go' as const);
      },
      onItem: () => undefined,
    };
    const stopped = await sealList(session, actor(sandbox, 'keeper'), { plan, timeStamp: 'none' }, stopping);
    expect(stopped.map((each) => (each.ok ? 'ok' : each.code))).toEqual([
      ...['ok', 'ok', 'sealing-stopped', 'sealing-stopped'],
    ]);
    expect(showList(session, id)).toMatchObject({ state: 'partly-used', counts: { sealed: 2, ready: 2 } });
    const rest = planListSealing(session, id, { timeStamp: 'none' });
    expect(rest.ready.map(({ requestId }) => requestId)).toEqual(
      plan.ready.slice(2).map(({ requestId }) => requestId),
    );
    const again = { ...rest, ready: [...plan.ready.slice(0, 1), ...rest.ready] }.ready.map((item) => ({
      ...item,
      output: `${item.output}.2.pdf`,
    }));
    const results = await sealList(
      session,
      actor(sandbox, 'keeper'),
      { plan: { ...rest, ready: again }, timeStamp: 'none' },
      watch,
    );
    expect(results.map((each) => (each.ok ? 'ok' : each.code))).toEqual(['uses-exhausted', 'ok', 'ok']);
    // What was done before is not "failed" because somebody tried it once more.
    expect(showList(session, id)).toMatchObject({ state: 'used', counts: { sealed: 4 } });
  });

  test('a signer that dies at the first signature: that file failed, its use counts, and the others follow', async () => {
    const session = sessionOf(sandbox);
    const id = await submitted(session, await itemsIn('crash', 3));
    await approve(session, id);
    const plan = planListSealing(session, id, { timeStamp: 'none' });
    const crash = () =>
      sealList(sessionOf(sandbox), actor(sandbox, 'keeper'), { plan, timeStamp: 'none' }, watch);
    vi.stubEnv('BIANYIN_SOFT_UKEY_FAULT', 'crash@sign');
    try {
      const results = await crash();
      expect(results.map((each) => (each.ok ? 'ok' : each.code))).toEqual([
        'sealing-interrupted',
        ...['worker-lost', 'worker-lost'],
      ]);
    } finally {
      vi.unstubAllEnvs();
    }
    expect(showList(session, id)).toMatchObject({ counts: { failed: 1, ready: 2 } });
    const rest = planListSealing(session, id, { timeStamp: 'none' });
    expect(rest.ready).toHaveLength(2);
    const results = await sealList(
      session,
      actor(sandbox, 'keeper'),
      { plan: rest, timeStamp: 'none' },
      watch,
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(showList(session, id)).toMatchObject({ state: 'used', counts: { failed: 1, sealed: 2 } });
  });

  test('without a time-stamp service the files wait for their stamps, and say so', async () => {
    const session = { ...sessionOf(sandbox), timestamps: () => null };
    const id = await submitted(session, await itemsIn('waiting', 2));
    await approve(session, id);
    const plan = planListSealing(session, id, { timeStamp: 'later' });
    await sealList(session, actor(sandbox, 'keeper'), { plan, timeStamp: 'later' }, watch);
    expect(showList(session, id)).toMatchObject({ state: 'used', counts: { 'stamp-waiting': 2, sealed: 0 } });
  });

  test('a policy that raises what one of its files needs ends the list, and names it once before it is signed', async () => {
    const session = sessionOf(sandbox);
    const items = await itemsIn('policy', 3);
    const id = await submitted(session, items);
    const moment = openMoment(sandbox.home.root, new Date());
    try {
      const { value, sm3 } = policyInForce(policyFacts(moment));
      const next = { ...value, sequence: value.sequence + 1, prevSm3: sm3, time: instantText(new Date()) };
      const { matrix } = value;
      const bounds = { ...matrix.bounds, contract: ['1002.00', '1003.00'] };
      const stricter = policyEffect(moment, { ...next, matrix: { ...matrix, bounds } });
      expect(stricter.touched.filter((each) => each.id.startsWith(id))).toMatchObject([
        { id, fileName: 'policy-2.pdf', refusal: { what: 'steps-changed' } },
      ]);
      expect(policyEffect(moment, next).touched.filter((each) => each.id.startsWith(id))).toEqual([]);
    } finally {
      moment.close();
    }
  });

  test('what cannot stand in one list is refused before anybody types a PIN, and again by the signer', async () => {
    const session = sessionOf(sandbox);
    const items = await itemsIn('mixed', 3);
    const [first, second, third] = items as [ListItem, ListItem, ListItem];
    const large = [first, { ...second, amount: '680000' }, third];
    const draft = await composeList(session, wish(large));
    const preview = await previewList(session, 'soft-applicant', draft);
    expect(preview.others).toEqual([1]);
    expect(await codeOf(() => requireOnePath(draft, preview))).toBe('list-members-differ');
    expect(await codeOf(() => submitList(session, actor(sandbox, 'applicant'), draft))).toBe(
      'list-members-differ',
    );
    const twice = await composeList(session, wish([first, second, first]));
    expect(await codeOf(() => submitList(session, actor(sandbox, 'applicant'), twice))).toBe(
      'list-file-twice',
    );
    expect(await codeOf(() => composeList(session, wish([])))).toBe('list-empty');
    const odd = [{ ...first, reference: ' '.repeat(3) }];
    expect(await codeOf(() => composeList(session, wish(odd)))).toBe('reference-not-usable');
    const shown = await composeList(session, wish(items));
    const swapped = listAsShown(shown, await describeList(session, shown));
    appendFileSync(third.file, '\n');
    expect(await codeOf(() => submitList(session, actor(sandbox, 'applicant'), swapped))).toBe(
      'file-not-as-shown',
    );
    rmSync(third.file);
    expect(await codeOf(() => describeList(session, shown))).toBe('file-not-readable');
    expect(await codeOf(() => listDrafts().get('l-'))).toBe('list-draft-unknown');
  });

  test('is rejected or taken back as one; one file of it is taken back alone', async () => {
    const session = sessionOf(sandbox);
    const rejected = await submitted(session, await itemsIn('rejected', 2));
    const after = await decideList(session, actor(sandbox, 'department'), rejected, { reason: '金额不对' });
    expect(after).toMatchObject({ state: 'rejected', code: 'request-rejected', counts: { ended: 2 } });
    const taken = await submitted(session, await itemsIn('taken', 2));
    expect(await codeOf(() => cancelList(session, actor(sandbox, 'counsel'), taken, '不盖'))).toBe(
      'cancellation-wrong-person',
    );
    expect(await cancelList(session, actor(sandbox, 'applicant'), taken, '不盖')).toMatchObject({
      ...{ state: 'cancelled', counts: { ended: 2 } },
    });
    const id = await submitted(session, await itemsIn('one-less', 3));
    const [, second] = listItems(session, id);
    await cancelRequest(session, actor(sandbox, 'applicant'), second?.request.id ?? '', '这份错了');
    await approve(session, id);
    expect(showRequest(session, second?.request.id ?? '')).toMatchObject({ state: 'cancelled' });
    expect(showList(session, id)).toMatchObject({ state: 'ready', counts: { ready: 2, skipped: 1 } });
    const plan = planListSealing(session, id, { timeStamp: 'none' });
    expect(plan.ready).toHaveLength(2);
    await sealList(session, actor(sandbox, 'keeper'), { plan, timeStamp: 'none' }, watch);
    // Nothing of it is left to be done.
    expect(showList(session, id)).toMatchObject({ state: 'used', counts: { sealed: 2, skipped: 1 } });
    expect(await codeOf(() => planListSealing(session, id, { timeStamp: 'none' }))).toBe('list-empty');
  });

  test('every edit of what is stored about a list is noticed by the register', async () => {
    const session = sessionOf(sandbox);
    await submitted(session, await itemsIn('edited', 3));
    session.stop();
    const edits = [
      `UPDATE requests SET request = replace(request, '客户0', '客户9') WHERE list_index = 0`,
      'DELETE FROM requests WHERE list_index = 2',
      'UPDATE lists SET statement = replace(statement, \'"count":3\', \'"count":2\')',
      'UPDATE requests SET request = (SELECT request FROM requests AS o WHERE o.list_index = 1 AND o.list_id = requests.list_id) WHERE list_index = 0',
    ];
    for (const edit of edits) {
      const copy = copyOf(sandbox);
      const database = new DatabaseSync(join(copy.home.root, 'bianyin.db'), {
        enableForeignKeyConstraints: false,
      });
      for (const table of ['requests', 'lists'])
        for (const act of ['update', 'delete']) database.exec(`DROP TRIGGER ${table}_no_${act}`);
      try {
        database.exec(edit);
      } catch {
        // Two rows of one digest do not fit the table: that is noticed earlier still.
        continue;
      } finally {
        database.close();
      }
      const moment = openMoment(copy.home.root, new Date());
      expect(moment.store.verifyJournal()).toMatchObject({ ok: false, problem: 'statement-altered' });
      moment.close();
    }
  });
});
