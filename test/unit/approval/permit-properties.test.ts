/** For any subset, reordering, repetition, edit or replay of what people signed there is no permit; untouched there is one. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src-main/approval/canonical-json.ts';
import { decisionKind } from '../../../src-main/approval/decision.ts';
import { evaluatePermit, type PermitFacts } from '../../../src-main/approval/permit.ts';
import type { SignedRequest } from '../../../src-main/approval/request.ts';
import { signStatement, textSm3, type SignedStatement } from '../../../src-main/approval/statement.ts';
import { BianyinError } from '../../../src-main/domain/errors/bianyin-error.ts';
import {
  approved,
  cancel,
  decide,
  document,
  draftPolicy,
  factsFor,
  people,
  sealIds,
  type PersonKey,
} from './test-enterprise.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const runs = { numRuns: propertyRuns(300) };
let full: PermitFacts;
/** The same enterprise, everything approved, but one thing is another. */
let others: Record<'request' | 'document' | 'seal' | 'policy', PermitFacts>;

beforeAll(async () => {
  full = await approved(await factsFor({ uses: 3 }));
  const seals = [
    ...draftPolicy().seals,
    { typeCode: '04' as const, esId: 'second contract seal', keepers: ['keeper'] },
  ];
  others = {
    request: await approved(await factsFor({ uses: 3, salt: textSm3('other salt') })),
    document: await approved(await factsFor({ uses: 3, document: { ...document, sm3: textSm3('other') } })),
    seal: await approved(
      await factsFor(
        { uses: 3, seal: { esId: sealIds['04'] + '9', typeCode: '04' } },
        draftPolicy({
          seals: [...seals, { typeCode: '04', esId: sealIds['04'] + '9', keepers: ['keeper'] }],
        }),
      ),
    ),
    policy: await approved(await factsFor({ uses: 3 }, draftPolicy({ seals }))),
  };
});

/** No permit, and a code of our own: never a crash. */
function expectRefusal(facts: PermitFacts): void {
  try {
    evaluatePermit(facts);
  } catch (error) {
    expect(error).toBeInstanceOf(BianyinError);
    return;
  }
  expect.unreachable('a permit was given');
}

describe('the untouched set', () => {
  it('gives a permit, again and again, for every use that is left', () => {
    for (const usesSpent of [0, 1, 2])
      expect(evaluatePermit({ ...full, usesSpent }).usesLeft).toBe(3 - usesSpent);
    for (const other of Object.values(others)) {
      const { sm3, size, pages } = document;
      const changed =
        other === others.document ? { sm3: textSm3('other'), size, pages } : { sm3, size, pages };
      expect(evaluatePermit({ ...other, document: changed }).usesLeft).toBe(3);
    }
  });
});

describe('no permit', () => {
  it('for any strict subset of the approvals', () => {
    const all = full.decisions;
    for (let mask = 0; mask < 2 ** all.length - 1; mask += 1) {
      expectRefusal({ ...full, decisions: all.filter((_, i) => (mask & (1 << i)) !== 0) });
    }
  });

  it('for any other order, and any repetition', () => {
    const indices = fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 7 });
    fc.assert(
      fc.property(indices, (order) => {
        fc.pre(order.join() !== '0,1,2,3');
        expectRefusal({ ...full, decisions: order.map((i) => full.decisions[i] as SignedStatement) });
      }),
      runs,
    );
  });

  it('when any field of any signed text was edited', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.anything(), (which, leaf, noise) => {
        const parts = textParts(full);
        const part = parts[which % parts.length];
        if (!part) throw new Error('no part');
        const edited = editLeaf(part.text, leaf, noise);
        fc.pre(edited !== part.text);
        expectRefusal(part.put(edited));
      }),
      runs,
    );
  });

  it('when any octet of a signature or certificate was changed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.constantFrom('signature', 'certificate'), (which, at, field) => {
        const index = which % full.decisions.length;
        const decisions = full.decisions.map((signed, i) =>
          i === index ? { ...signed, [field]: changeDigit(signed[field], at) } : signed,
        );
        expectRefusal({ ...full, decisions });
      }),
      runs,
    );
  });

  it('when approvals come from another request, document, seal or policy', () => {
    const foreign = fc.constantFrom('request', 'document', 'seal', 'policy');
    fc.assert(
      fc.property(foreign, fc.integer({ min: 1, max: 15 }), (kind, mask) => {
        const other = others[kind];
        const decisions = full.decisions.map((own, i) =>
          (mask & (1 << i)) === 0 ? own : (other.decisions[i] as SignedStatement),
        );
        expectRefusal({ ...full, decisions });
        expectRefusal({ ...full, request: other.request });
      }),
      { numRuns: propertyRuns(100) },
    );
  });

  it('when a statement of one purpose is passed as another', () => {
    const swapped = [full.policies[0], full.request, ...full.decisions] as SignedStatement[];
    for (const signed of swapped) {
      expectRefusal({ ...full, policies: signed === swapped[0] ? [full.request] : [signed] });
      expectRefusal({ ...full, cancellations: [signed] });
      if (signed !== full.request) expectRefusal({ ...full, request: { ...full.request, ...signed } });
    }
  });

  it('when an approver signs again with one field changed', async () => {
    const fields = [
      'documentSm3',
      'requestSm3',
      'policySm3',
      'certificateSm3',
      'esId',
      'personId',
      'role',
      'step',
      'time',
      'decision',
    ];
    const keys: PersonKey[] = ['department', 'counsel', 'financeLead', 'legal'];
    const changes: Record<string, unknown> = {
      esId: 'other',
      personId: 'keeperB',
      role: 'accountant',
      step: 5,
      time: '2027-01-01T00:00:00Z',
      decision: 'reject',
    };
    for (const [i, key] of keys.entries()) {
      for (const field of fields) {
        const value = JSON.parse(full.decisions[i]?.statement ?? '') as Record<string, unknown>;
        const changed = {
          ...value,
          [field]: changes[field] ?? textSm3('other'),
          ...(field === 'decision' ? { reason: '不' } : {}),
        };
        const signed = await signStatement(decisionKind, changed as never, people[key]);
        expectRefusal({ ...full, decisions: full.decisions.map((own, j) => (j === i ? signed : own)) });
      }
    }
  });

  it('when any one person signs in the place of any other', async () => {
    const keys = Object.keys(people) as PersonKey[];
    const rightful: PersonKey[] = ['department', 'counsel', 'financeLead', 'legal'];
    for (const [i, own] of rightful.entries()) {
      for (const key of keys.filter((each) => each !== own)) {
        const before = { ...full, decisions: full.decisions.slice(0, i) };
        const usurped = await decide(before, { key });
        expectRefusal({ ...full, decisions: [...before.decisions, usurped, ...full.decisions.slice(i + 1)] });
      }
    }
  });

  it('after a cancellation, whoever signed it', async () => {
    for (const key of Object.keys(people) as PersonKey[]) {
      expectRefusal({ ...full, cancellations: [await cancel(full, key)] });
    }
  });
});

interface TextPart {
  readonly text: string;
  put(text: string): PermitFacts;
}

/** Every signed text of the facts, and how to put a changed one in its place. */
function textParts(facts: PermitFacts): TextPart[] {
  const request: SignedRequest = facts.request;
  const policies = facts.policies.map((signed, i) => ({
    text: signed.statement,
    put: (statement: string) => ({
      ...facts,
      policies: facts.policies.map((p, j) => (i === j ? { ...p, statement } : p)),
    }),
  }));
  const decisions = facts.decisions.map((signed, i) => ({
    text: signed.statement,
    put: (statement: string) => ({
      ...facts,
      decisions: facts.decisions.map((d, j) => (i === j ? { ...d, statement } : d)),
    }),
  }));
  return [
    ...policies,
    ...decisions,
    { text: request.statement, put: (statement) => ({ ...facts, request: { ...request, statement } }) },
    { text: request.request, put: (text) => ({ ...facts, request: { ...request, request: text } }) },
  ];
}

/** Another value at the n-th leaf of a JSON text: a small change of the same type, or something arbitrary. */
function editLeaf(text: string, n: number, noise: unknown): string {
  const value = JSON.parse(text) as Record<string, unknown>;
  const leaves: [Record<string, unknown>, string][] = [];
  const visit = (node: Record<string, unknown>): void => {
    for (const [name, member] of Object.entries(node)) {
      if (typeof member === 'object' && member !== null && Object.keys(member).length > 0)
        visit(member as Record<string, unknown>);
      else leaves.push([node, name]);
    }
  };
  visit(value);
  const [holder, name] = leaves[n % leaves.length] ?? [value, 'v'];
  const old = holder[name];
  if (n % 3 === 0) delete holder[name];
  else if (typeof old === 'number') holder[name] = old + 1;
  else if (typeof old === 'string' && n % 3 === 1)
    holder[name] = old.replace(/.$/, (c) => (c === '1' ? '2' : '1'));
  else holder[name] = noise;
  try {
    return canonicalJson(value);
  } catch {
    return JSON.stringify(value);
  }
}

function changeDigit(base64: string, at: number): string {
  const i = at % base64.replace(/=+$/, '').length;
  return base64.slice(0, i) + (base64[i] === 'A' ? 'B' : 'A') + base64.slice(i + 1);
}
