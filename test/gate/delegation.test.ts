/** Delegation on real tokens (docs/adr/0045): granted, accepted, used, over, ended; and what the file says of it outside and at home. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Policy } from '../../src-main/approval/policy.ts';
import { showRequest } from '../../src-main/app/requests/requests.ts';
import { viewOfRequest } from '../../src-main/app/router/request-view.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { sealOfType } from '../../src-main/city/seal-register.ts';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { chinaDay, instantText } from '../../src-main/domain/instant.ts';
import type { DelegationDraft } from '../../src-main/signer/messages.ts';
import { shownAs } from '../../src-main/signer/shown-as.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import { copyOf, makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

let base: Sandbox;
let contract: string;
let begin = 0;
const minute = 60_000;
const day = 24 * 60 * minute;
const later = (ms: number): Date => new Date(begin + ms);
/** The last second of the day in China. */
function endOf(time: Date): string {
  const text = chinaDay(time);
  const [year, month, date] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)];
  return `${year}-${month}-${date}T15:59:59Z`;
}

/** Why a delegation was refused; any other code as it is. */
async function whyOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'ok';
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    return error.code === 'delegation-refused' ? String(error.detail['what']) : error.code;
  }
}

/** The cashier may stand in for the head of department, by the policy. */
function named({ people }: Policy): Pick<Policy, 'people'> {
  return {
    people: people.map((each) => (each.id === 'department' ? { ...each, deputies: ['cashier'] } : each)),
  };
}

function draft(change: Partial<DelegationDraft> = {}): DelegationDraft {
  const esId = gateAt(base, later(0)).moment((moment) => sealOfType(moment.seals, '04').info.esId);
  return {
    ...{ deputyId: 'cashier', esIds: [esId], matters: ['contract'], maxAmount: '200000' },
    ...{ from: instantText(later(0)), until: endOf(later(day)) },
    ...change,
  };
}

beforeAll(async () => {
  base = await makeSandbox();
  begin = Date.now();
  contract = await writePdf(base.folder);
  openTokens(base);
  await gateAt(base, later(1000)).changePolicy(named);
});

afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

async function delegated(
  change: Partial<DelegationDraft> = {},
): Promise<{ sandbox: Sandbox; sm3: string; id: string }> {
  const sandbox = copyOf(base);
  const sm3 = await gateAt(sandbox, later(2000)).delegate('department', draft(change));
  await gateAt(sandbox, later(3000)).accept('cashier', sm3);
  const id = await gateAt(sandbox, later(4000)).submit(contract);
  return { sandbox, sm3, id };
}

describe('a deputy approves', () => {
  test('and the file, the register and the verdict say for whom', async () => {
    const { sandbox, id } = await delegated();
    const gate = gateAt(sandbox, later(5000));
    await gate.approve(id, 'cashier');
    for (const person of ['counsel', 'finance-lead']) await gate.approve(id, person);
    const output = join(sandbox.folder, 'deputy.pdf');
    await gate.apply(id, contract, output);
    const rows = gate.moment(({ store }) => store.journal());
    const names = gate.moment(({ store }) => store.policies().length);
    expect(names).toBe(2);
    expect(rows.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['delegation-granted', 'delegation-accepted']),
    );
    const spent = rows.find(({ event }) => event === 'use-spent');
    expect(spent?.entry.approvers?.[0]).toMatch(/（代 .+）$/);
    const session = sessionOf(sandbox, () => later(20_000));
    const [found] = await verifyFiles(session, { files: [output], trust: [] });
    const report = found && 'report' in found ? found.report : null;
    expect(report?.codes).toContain('PERMIT_BY_DEPUTY');
    expect(report?.codes).not.toContain('PERMIT_NOT_AS_REGISTERED');
    const approvals = report?.signatures[0]?.approvals ?? [];
    expect(approvals.map(({ ok, proof }) => `${ok} ${proof}`)).toEqual(approvals.map(() => 'true register'));
    expect(approvals[1]?.behalf?.personId).toBe('department');
    expect(gate.moment(({ store }) => store.verifyJournal().ok)).toBe(true);
  });

  test('not before the acceptance, not after the end, not beyond the amount, not after the last day', async () => {
    const sandbox = copyOf(base);
    const sm3 = await gateAt(sandbox, later(2000)).delegate('department', draft());
    const id = await gateAt(sandbox, later(4000)).submit(contract);
    const gate = gateAt(sandbox, later(5000));
    expect(await whyOf(() => gate.approve(id, 'cashier'))).toBe('not-accepted');
    await gate.accept('cashier', sm3);
    await gateAt(sandbox, later(6000)).revoke('department', sm3);
    expect(await whyOf(() => gateAt(sandbox, later(7000)).approve(id, 'cashier'))).toBe('revoked');

    const dear = await delegated({ maxAmount: '127999.99' });
    expect(await whyOf(() => gateAt(dear.sandbox, later(5000)).approve(dear.id, 'cashier'))).toBe(
      'beyond-amount',
    );
    const over = await delegated();
    const tomorrow = new Date(Date.parse(endOf(later(day))) + 1000);
    await gateAt(over.sandbox, tomorrow).sync();
    expect(await whyOf(() => gateAt(over.sandbox, tomorrow).approve(over.id, 'cashier'))).toBe('not-now');
  });

  test('for whom is shown by the certificate on the token, and nothing else is signed', async () => {
    const { sandbox, id, sm3 } = await delegated();
    const gate = gateAt(sandbox, later(5000));
    const told = gate.describe(id, 'cashier', 'decide');
    expect([told.behalf, gate.describe(id, 'department', 'decide').behalf]).toEqual(['周启明', null]);
    const own = told.requestSm3 ?? '';
    expect(told.shownSm3).not.toBe(own);
    expect(gate.describe(id, 'department', 'decide').shownSm3).toBe(own);
    // Shown in the own name, and with another delegation.
    for (const shown of [own, shownAs(own, { behalf: { delegationSm3: own } })])
      expect(await codeOf(() => gate.approve(id, 'cashier', [shown]))).toBe('request-not-as-shown');
    expect(await codeOf(() => gate.approve(id, 'department', [told.shownSm3 ?? '']))).toBe(
      'request-not-as-shown',
    );
    expect(
      await codeOf(() => gate.approve(id, 'cashier', [shownAs(own, { behalf: { delegationSm3: sm3 } })])),
    ).toBe('ok');
  });

  test('the page is told who may act for whom, as long as somebody may', async () => {
    const { sandbox, id } = await delegated();
    const standIns = (ms: number): unknown =>
      viewOfRequest(
        showRequest(
          sessionOf(sandbox, () => later(ms)),
          id,
        ),
      ).standIns;
    expect(standIns(4500)).toEqual([{ deputy: '杜若溪', grantor: '周启明' }]);
    await gateAt(sandbox, later(5000)).approve(id, 'cashier');
    expect(standIns(5500)).toEqual([]);
  });

  test('what was approved before the end still counts', async () => {
    const { sandbox, id, sm3 } = await delegated();
    await gateAt(sandbox, later(5000)).approve(id, 'cashier');
    await gateAt(sandbox, later(6000)).revoke('legal', sm3);
    const gate = gateAt(sandbox, later(7000));
    for (const person of ['counsel', 'finance-lead']) await gate.approve(id, person);
    const output = join(sandbox.folder, 'still.pdf');
    expect((await gate.apply(id, contract, output)).usesLeft).toBe(0);
    const session = sessionOf(sandbox, () => later(20_000));
    const [found] = await verifyFiles(session, { files: [output], trust: [] });
    expect(found && 'report' in found ? found.report.codes : []).not.toContain('PERMIT_NOT_AS_REGISTERED');
  });

  test('a clock put back does not bring it back, and a rejection is a rejection', async () => {
    const { sandbox, id } = await delegated();
    const over = new Date(Date.parse(endOf(later(day))) + minute);
    await gateAt(sandbox, over).sync();
    await gateAt(sandbox, over).submit(contract);
    expect(
      await whyOf(() => gateAt(sandbox, new Date(over.getTime() - 2 * minute)).approve(id, 'cashier')),
    ).toBe('not-now');
    expect(await codeOf(() => gateAt(sandbox, later(5000)).approve(id, 'cashier'))).toBe('clock-behind');
    const other = await delegated();
    await gateAt(other.sandbox, later(5000)).reject(other.id, 'cashier', '条款不清');
    expect(await codeOf(() => gateAt(other.sandbox, later(6000)).approve(other.id, 'counsel'))).toBe(
      'request-rejected',
    );
  });
});

describe('nothing goes on record that does not hold', () => {
  test.each<[string, string, Partial<DelegationDraft>]>([
    ['counsel', 'not named by the policy', {}],
    ['department', 'to oneself', { deputyId: 'department' }],
    ['department', 'in the middle of a day', { until: instantText(new Date('2027-01-01T08:00:00Z')) }],
    ['department', 'a seal of somebody else', { esIds: ['41020099999999'] }],
  ])('by %s: %s', async (person, _, change) => {
    const gate = gateAt(copyOf(base), later(2000));
    expect(await codeOf(() => gate.delegate(person, draft(change)))).toBe('delegation-refused');
    expect(gate.moment(({ store }) => store.delegations())).toEqual([]);
  });

  test('what was shown before the PIN is what is granted and accepted, to every field', async () => {
    const gate = gateAt(copyOf(base), later(2000));
    const told = gate.describeGrant('department', draft());
    expect([told.grantor, told.deputy, told.seals, told.maxAmount]).toEqual([
      ...['周启明', '杜若溪'],
      ['04'],
      '200000',
    ]);
    const others: readonly Partial<DelegationDraft>[] = [
      { maxAmount: '2000000' },
      { matters: ['contract', 'letter'] },
      { until: endOf(later(2 * day)) },
      { from: instantText(later(1000)) },
    ];
    for (const other of others)
      expect(await whyOf(() => gate.delegate('department', draft(other), [told.shownSm3]))).toBe(
        'not-as-shown',
      );
    const sm3 = await gate.delegate('department', draft(), [told.shownSm3]);
    expect(await whyOf(() => gate.accept('cashier', sm3, [told.shownSm3]))).toBe('not-as-shown');
    expect(await whyOf(() => gate.accept('cashier', sm3, [sm3]))).toBe('ok');
  });

  test('the same is granted once: what has been ended does not stand there again as new', async () => {
    const gate = gateAt(copyOf(base), later(2000));
    const sm3 = await gate.delegate('department', draft());
    expect(await codeOf(() => gate.delegate('department', draft()))).toBe('store-duplicate');
    await gate.revoke('department', sm3);
    expect(await codeOf(() => gate.delegate('department', draft()))).toBe('store-duplicate');
    expect(gate.moment(({ store }) => store.delegations())).toHaveLength(2);
    expect(await codeOf(() => gate.delegate('department', draft({ maxAmount: '1' })))).toBe('ok');
  });

  test('nobody accepts for another, nobody ends what is not theirs', async () => {
    const { sandbox, sm3 } = await delegated();
    const gate = gateAt(sandbox, later(5000));
    expect(await codeOf(() => gate.accept('cashier', sm3))).toBe('delegation-refused');
    expect(await codeOf(() => gate.revoke('counsel', sm3))).toBe('delegation-refused');
    const fresh = copyOf(base);
    const open = await gateAt(fresh, later(2000)).delegate('department', draft());
    expect(await codeOf(() => gateAt(fresh, later(3000)).accept('keeper', open))).toBe('delegation-refused');
  });
});
