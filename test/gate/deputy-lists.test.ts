/** Deputies (docs/adr/0045) in a list of files (0035) and in a set of seals (0042), on real tokens: what is lent counts for every member or for none. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Policy, PolicyPerson } from '../../src-main/approval/policy.ts';
import {
  composeList,
  describeList,
  listAsShown,
  submitList,
  type ListItem,
} from '../../src-main/app/requests/draft-list.ts';
import { decideList, showList } from '../../src-main/app/requests/request-lists.ts';
import { planListSealing, sealList } from '../../src-main/app/requests/seal-list.ts';
import { nextInSet } from '../../src-main/app/requests/seal-set.ts';
import type { AppSession } from '../../src-main/app/session.ts';
import { sealOfType } from '../../src-main/city/seal-register.ts';
import { chinaDay, instantText } from '../../src-main/domain/instant.ts';
import type { SealTypeCode } from '../../src-main/domain/seal-kind.ts';
import type { DelegationDraft } from '../../src-main/signer/messages.ts';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import {
  actor,
  copyOf,
  makeSandbox,
  removeSandbox,
  sessionOf,
  writePdf,
  type Sandbox,
} from './support/sandbox.ts';
import { read, sealNext, submittedSet } from './support/set-story.ts';
import { tamper } from './support/tampering.ts';
import { refusalOf } from './support/story.ts';

let base: Sandbox;
const watch = { onStep: () => 'go' as const, onItem: () => undefined };

type Change = Partial<Pick<PolicyPerson, 'deputies'>> & { readonly isKeeper?: boolean };

/** People may let others stand in, and keep seals. */
function with_(people: Policy['people'], changes: Readonly<Record<string, Change>>): Policy['people'] {
  return people.map((each) => {
    const { isKeeper, ...change } = changes[each.id] ?? {};
    const more: PolicyPerson['roles'] = isKeeper === true ? ['keeper'] : [];
    return { ...each, ...change, roles: [...each.roles, ...more] };
  });
}

function keptBy(seals: Policy['seals'], typeCode: SealTypeCode, keepers: string[]): Policy['seals'] {
  return seals.map((each) => (each.typeCode === typeCode ? { ...each, keepers } : each));
}

/** 04 and 02 are kept by people whose UKeys have them not: only deputies can put them on. */
function lending({ people, seals }: Policy): Pick<Policy, 'people' | 'seals'> {
  return {
    people: with_(people, {
      department: { deputies: ['cashier'] },
      'finance-lead': { deputies: ['keeper', 'department'], isKeeper: true },
      counsel: { deputies: ['cashier'], isKeeper: true },
      legal: { deputies: ['cashier', 'keeper'] },
    }),
    seals: keptBy(keptBy(seals, '04', ['finance-lead']), '02', ['counsel']),
  };
}

beforeAll(async () => {
  base = await makeSandbox();
  openTokens(base);
  await gateAt(base).changePolicy(lending);
}, 240_000);
afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

/** A delegation that is granted and accepted; its digest. */
async function lent(
  sandbox: Sandbox,
  grantor: string,
  { types, ...change }: Partial<DelegationDraft> & { readonly types: readonly SealTypeCode[] },
): Promise<string> {
  const gate = gateAt(sandbox);
  const now = new Date();
  const day = chinaDay(new Date(now.getTime() + 86_400_000));
  const draft: DelegationDraft = {
    deputyId: 'cashier',
    esIds: gate.moment(({ seals }) => types.map((type) => sealOfType(seals, type).info.esId)),
    ...{ matters: ['contract'], from: instantText(now) },
    until: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}T15:59:59Z`,
    ...change,
  };
  const sm3 = await gate.delegate(grantor, draft);
  await gateAt(sandbox).accept(draft.deputyId, sm3);
  return sm3;
}

async function submittedList(
  sandbox: Sandbox,
  session: AppSession,
  amounts: readonly string[],
): Promise<string> {
  const items: ListItem[] = [];
  for (const [i, amount] of amounts.entries()) {
    // By amount: a second list of the test never writes over a file that the first still waits with.
    const file = await writePdf(sandbox.folder, `deputy-${amount}.pdf`, i + 1);
    items.push({ file, amount, placements: [{ kind: 'at', pages: [1], xMm: 120, yMm: 200 }] });
  }
  const shared = { typeCode: '04', reason: '月末对账', resolutions: [], uses: 1 } as const;
  const draft = await composeList(session, { ...shared, items });
  const shown = listAsShown(draft, await describeList(session, draft));
  return submitList(session, actor(sandbox, 'applicant'), shown);
}

const decided = (sandbox: Sandbox, session: AppSession, person: string, id: string) =>
  refusalOf(() => decideList(session, actor(sandbox, person), id));

async function sealed(sandbox: Sandbox, session: AppSession, id: string) {
  const plan = planListSealing(session, id, { timeStamp: 'none' });
  const results = await sealList(session, actor(sandbox, 'keeper'), { plan, timeStamp: 'none' }, watch);
  const said = results.map((each) => (each.ok ? 'ok' : `${each.code} ${each.detail['what'] ?? ''}`.trim()));
  return { said, outputs: plan.ready.map(({ output }) => output) };
}

describe('a list', { timeout: 240_000 }, () => {
  test('is approved and sealed by deputies; permit, verdict and register say so of every file, until somebody changes the register', async () => {
    const sandbox = copyOf(base);
    const session = sessionOf(sandbox);
    await lent(sandbox, 'department', { types: ['04'], maxAmount: '1002' });
    const sealing = await lent(sandbox, 'finance-lead', { types: ['04'], deputyId: 'keeper' });
    const id = await submittedList(sandbox, session, ['1000', '1001', '1002']);
    const told = await session.signer().describeList(id, { token: 'soft-cashier', act: 'decide' });
    expect(told.behalf).toBe('周启明');
    expect(await decided(sandbox, session, 'cashier', id)).toBe('ok');
    expect(await decided(sandbox, session, 'counsel', id)).toBe('ok');
    const { said, outputs } = await sealed(sandbox, session, id);
    expect(said).toEqual(['ok', 'ok', 'ok']);
    for (const output of outputs) {
      const { codes, signatures } = await read(session, output);
      expect(codes).toContain('PERMIT_BY_DEPUTY');
      expect(codes.filter((code) => /NOT_AS_REGISTERED|INVALID|NOT_COMPARED/.test(code))).toEqual([]);
      const acts = signatures[0]?.approvals ?? [];
      expect(acts.map(({ ok, proof, behalf }) => `${ok} ${proof} ${behalf?.personId ?? '-'}`)).toEqual([
        ...['true register -', 'true register department', 'true register -', 'true register finance-lead'],
      ]);
    }
    const rows = gateAt(sandbox).moment(({ store }) => store.journal());
    const spent = rows.filter(({ event }) => event === 'use-spent');
    expect(spent).toHaveLength(3);
    for (const { entry } of spent) expect(entry.approvers?.[0]).toMatch(/（代 周启明）$/);

    // Ended afterwards: what was sealed before stays as it is.
    await gateAt(sandbox).revoke('finance-lead', sealing);
    expect((await read(session, outputs[0] ?? '')).codes).not.toContain('PERMIT_NOT_AS_REGISTERED');
    session.stop();
    for (const edit of [
      `UPDATE list_decisions SET statement = replace(statement, '周启明', '苏婉宁') WHERE step = 0`,
      `UPDATE list_decisions SET statement = replace(statement, '"personId":"department"', '"personId":"counsel"') WHERE step = 0`,
      `DELETE FROM list_decisions WHERE step = 0`,
      `DELETE FROM journal WHERE event = 'delegation-granted'`,
      `UPDATE journal SET content = replace(content, 'delegation-accepted', 'note') WHERE event = 'delegation-accepted'`,
    ]) {
      const copy = copyOf(sandbox);
      tamper(copy, (database) => database.exec(edit));
      const { codes, level } = await read(sessionOf(copy), outputs[1] ?? '');
      expect(level, edit).not.toBe('PASS');
      expect(codes, edit).toEqual(
        expect.arrayContaining([expect.stringMatching(/NOT_AS_REGISTERED|NOT_COMPARED|NOT_REGISTERED/)]),
      );
    }
  });

  test('one member beyond what was lent refuses all of it, and says why; nothing is on record', async () => {
    const cases: readonly [string, Partial<DelegationDraft> & { types: SealTypeCode[] }][] = [
      ['delegation-refused beyond-amount', { types: ['04'], maxAmount: '1001.99' }],
      ['delegation-refused other-matter', { types: ['04'], matters: ['letter'] }],
      ['delegation-refused other-seal', { types: ['01', '02'] }],
      ['ok', { types: ['01', '04'], matters: ['letter', 'contract'], maxAmount: '1002.00' }],
    ];
    for (const [expected, change] of cases) {
      const sandbox = copyOf(base);
      const session = sessionOf(sandbox);
      await lent(sandbox, 'department', change);
      const id = await submittedList(sandbox, session, ['1000', '1002', '1001']);
      expect(await decided(sandbox, session, 'cashier', id)).toBe(expected);
      const { path, approvals } = showList(session, id).walk ?? {};
      expect([path?.steps.length, approvals?.length]).toEqual([2, expected === 'ok' ? 1 : 0]);
    }
  });

  test('a deputy who seals: what is beyond the own limit is left, the rest is sealed; nothing after the end', async () => {
    const sandbox = copyOf(base);
    const session = sessionOf(sandbox);
    const sm3 = await lent(sandbox, 'finance-lead', {
      ...{ types: ['04'], deputyId: 'keeper', maxAmount: '1001' },
    });
    const id = await submittedList(sandbox, session, ['1000', '1002', '1001']);
    for (const person of ['department', 'counsel'])
      expect(await decided(sandbox, session, person, id)).toBe('ok');
    expect((await sealed(sandbox, session, id)).said).toEqual([
      ...['ok', 'delegation-refused beyond-amount', 'ok'],
    ]);
    await gateAt(sandbox).revoke('legal', sm3);
    const wider = await lent(sandbox, 'finance-lead', { types: ['04'], deputyId: 'keeper' });
    await gateAt(sandbox).revoke('keeper', wider);
    expect((await sealed(sandbox, session, id)).said).toEqual(['delegation-refused revoked']);
    await lent(sandbox, 'finance-lead', { types: ['04'], deputyId: 'keeper', maxAmount: '2000' });
    expect((await sealed(sandbox, session, id)).said).toEqual(['ok']);
    expect(showList(session, id)).toMatchObject({ state: 'used', counts: { sealed: 3 } });
  });

  test('an approval that stood before the end counts for every file, one behind it for none', async () => {
    const sandbox = copyOf(base);
    const session = sessionOf(sandbox);
    const sm3 = await lent(sandbox, 'department', { types: ['04'] });
    await lent(sandbox, 'finance-lead', { types: ['04'], deputyId: 'keeper' });
    const before = await submittedList(sandbox, session, ['1000', '1001']);
    expect(await decided(sandbox, session, 'cashier', before)).toBe('ok');
    await gateAt(sandbox).revoke('cashier', sm3);
    const after = await submittedList(sandbox, session, ['1003', '1004']);
    expect(await decided(sandbox, session, 'cashier', after)).toBe('delegation-refused revoked');
    expect(await decided(sandbox, session, 'counsel', before)).toBe('ok');
    const { said, outputs } = await sealed(sandbox, session, before);
    expect(said).toEqual(['ok', 'ok']);
    expect((await read(session, outputs[1] ?? '')).codes).not.toContain('PERMIT_NOT_AS_REGISTERED');
  });
});

describe('a set of seals', { timeout: 240_000 }, () => {
  const forPayment = { matters: ['payment' as const] };

  test('is approved by a deputy and sealed by one; a deputy for one of its seals approves none', async () => {
    const sandbox = copyOf(base);
    const session = sessionOf(sandbox);
    const one = await lent(sandbox, 'finance-lead', {
      ...{ types: ['02'], deputyId: 'department' },
      ...forPayment,
    });
    const set = await submittedSet(sandbox, session);
    expect(await decided(sandbox, session, 'department', set.id)).toBe('delegation-refused other-seal');
    await gateAt(sandbox).revoke('department', one);
    await lent(sandbox, 'finance-lead', { types: ['02', '05'], deputyId: 'department', ...forPayment });
    expect(await decided(sandbox, session, 'department', set.id)).toBe('ok');
    await lent(sandbox, 'counsel', { types: ['02'], ...forPayment });
    await sealNext(set, 'cashier');
    await sealNext(set, 'legal');
    const { codes, signatures } = await read(session, set.output);
    expect(codes).toEqual(expect.arrayContaining(['PERMIT_BY_DEPUTY', 'PERMIT_FOR_SET']));
    expect(codes.filter((code) => /NOT_AS_REGISTERED|INVALID|INCOMPLETE/.test(code))).toEqual([]);
    expect(signatures.map(({ approvals }) => approvals.map(({ behalf }) => behalf?.personId ?? '-'))).toEqual(
      [
        ['-', 'finance-lead', 'counsel'],
        ['-', 'finance-lead', '-'],
      ],
    );
    const copy = copyOf(sandbox);
    tamper(copy, (database) =>
      database.exec(
        `UPDATE journal SET content = replace(content, 'delegation-accepted', 'note') WHERE event = 'delegation-accepted'`,
      ),
    );
    expect((await read(sessionOf(copy), set.output)).level).not.toBe('PASS');
  });

  test('ended between approval and seal: who approved counts, who was to seal does not, and the set goes on with another', async () => {
    const sandbox = copyOf(base);
    const session = sessionOf(sandbox);
    const approving = await lent(sandbox, 'finance-lead', {
      ...{ types: ['02', '05'], deputyId: 'department' },
      ...forPayment,
    });
    const sealing = await lent(sandbox, 'counsel', { types: ['02'], ...forPayment });
    const set = await submittedSet(sandbox, session);
    expect(await decided(sandbox, session, 'department', set.id)).toBe('ok');
    await gateAt(sandbox).revoke('finance-lead', approving);
    await gateAt(sandbox).revoke('counsel', sealing);
    expect(await refusalOf(() => sealNext(set, 'cashier'))).toBe('delegation-refused revoked');
    expect(nextInSet(session, set.id)).toMatchObject({ index: 0 });
    await lent(sandbox, 'counsel', { types: ['02'], ...forPayment });
    expect(await refusalOf(() => sealNext(set, 'cashier'))).toBe('ok');
    expect(await refusalOf(() => sealNext(set, 'legal'))).toBe('ok');
  });

  test('nobody is lent both the finance seal and the legal representative’s, in whatever order', async () => {
    for (const isLegalFirst of [true, false]) {
      const sandbox = copyOf(base);
      const session = sessionOf(sandbox);
      const set = await submittedSet(sandbox, session);
      expect(await decided(sandbox, session, 'finance-lead', set.id)).toBe('ok');
      const both = [
        () => lent(sandbox, 'legal', { types: ['05'], ...forPayment }),
        () => lent(sandbox, 'counsel', { types: ['02'], ...forPayment }),
      ];
      for (const each of isLegalFirst ? both : both.toReversed()) await each();
      expect(await refusalOf(() => sealNext(set, 'cashier'))).toBe('delegation-refused not-apart');
    }
  });
});
