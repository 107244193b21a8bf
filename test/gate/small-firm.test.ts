/** A one-person company on real tokens (docs/adr/0044): it decides alone, and policy, register and file say so. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePolicyProfile } from '../../src-main/approval/policy-profile.ts';
import type { Policy } from '../../src-main/approval/policy.ts';
import { withDutiesNeeded } from '../../src-main/approval/small-firm.ts';
import { verifyFiles } from '../../src-main/app/verify/verify-files.ts';
import { readFileSync } from 'node:fs';
import { closeTokens, gateAt, openTokens } from './support/direct-gate.ts';
import { copyOf, makeSandbox, removeSandbox, sessionOf, writePdf, type Sandbox } from './support/sandbox.ts';
import { codeOf } from './support/story.ts';

const profile = parsePolicyProfile(
  readFileSync(new URL('../../assets/policy-profiles/small-firm.json', import.meta.url), 'utf8'),
);
let base: Sandbox;
let contract: string;
let begin = 0;
const later = (ms: number): Date => new Date(begin + ms);

beforeAll(async () => {
  base = await makeSandbox();
  begin = Date.now();
  contract = await writePdf(base.folder);
  openTokens(base);
});

afterAll(() => {
  closeTokens();
  removeSandbox(base);
});

/** Only the legal representative is left, with the own seal. */
function alone({ people, seals }: Policy): Pick<Policy, 'people' | 'seals' | 'matrix'> {
  const legal = people
    .filter(({ id }) => id === 'legal')
    .map((each) => ({ ...each, roles: ['legal' as const] }));
  return withDutiesNeeded({
    people: legal,
    seals: seals.filter(({ typeCode }) => typeCode === '05'),
    matrix: profile.matrix,
  });
}

describe('a one-person company', () => {
  test('applies, approves and seals, and nothing of it is silent', async () => {
    const sandbox = copyOf(base);
    await gateAt(sandbox, later(1000)).changePolicy(alone);
    const gate = gateAt(sandbox, later(10_000));
    const id = await gate.submit(contract, { typeCode: '05' }, 'legal');
    await gate.approve(id, 'legal');
    const output = join(sandbox.folder, 'alone.pdf');
    await gate.apply(id, contract, output, { person: 'legal' });
    const spent = gate
      .moment(({ store }) => store.journal({ requestId: id }))
      .find(({ event }) => event === 'use-spent');
    expect(spent?.entry.remark).toBe('applicant-keeps approver-keeps applicant-approves');
    const session = sessionOf(sandbox, () => later(20_000));
    const [found] = await verifyFiles(session, { files: [output], trust: [] });
    const report = found && 'report' in found ? found.report : null;
    expect(report?.codes).toContain('PERMIT_DUTIES_COMBINED');
    expect(report?.codes).not.toContain('PERMIT_NOT_AS_REGISTERED');
    expect(report?.signatures[0]?.approvals.map(({ kind, ok }) => [kind, ok])).toEqual([
      ['submitted', true],
      ['approved', true],
      ['used', true],
    ]);
  });

  test('without the name in the policy: not even a request', async () => {
    const sandbox = copyOf(base);
    await gateAt(sandbox, later(1000)).changePolicy((policy) => {
      const { matrix, ...rest } = alone(policy);
      const plain = Object.entries(matrix).filter(([name]) => name !== 'combined');
      return { ...rest, matrix: Object.fromEntries(plain) as Policy['matrix'] };
    });
    const gate = gateAt(sandbox, later(10_000));
    expect(await codeOf(() => gate.submit(contract, { typeCode: '05' }, 'legal'))).toBe(
      'path-people-missing',
    );
  });

  test('with everybody there nothing can be combined', async () => {
    const gate = gateAt(copyOf(base), later(1000));
    const change = ({ matrix }: Policy) => ({
      matrix: { ...matrix, combined: ['applicant-approves' as const] },
    });
    expect(await codeOf(() => gate.changePolicy(change))).toBe('policy-inconsistent');
  });
});
