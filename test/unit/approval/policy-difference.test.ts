/** The difference of two policies: every change is said, in words of both languages, and what is the same says nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyDifferences } from '../../../src-main/approval/policy-difference.ts';
import type { Policy } from '../../../src-main/approval/policy.ts';
import { textSm3 } from '../../../src-main/approval/statement.ts';
import {
  differenceSentence,
  goingText,
  policyDifferenceCodes,
} from '../../../src-main/domain/policy-difference-text.ts';
import { draftPolicy } from './test-enterprise.ts';

type Mutable = { -readonly [K in keyof Policy]: Policy[K] };
type Change = readonly [string, (policy: Mutable) => Partial<Policy>, RegExp, RegExp];

const person =
  (index: number, change: Partial<Policy['people'][number]>) =>
  (policy: Policy): Partial<Policy> => ({
    people: policy.people.map((each, i) => (i === index ? { ...each, ...change } : each)),
  });
const rule =
  (change: Partial<Policy['matrix']['rules'][number]>) =>
  (policy: Policy): Partial<Policy> => ({
    matrix: {
      ...policy.matrix,
      rules: policy.matrix.rules.map((each, i) => (i === 0 ? { ...each, ...change } : each)),
    },
  });
const matrix =
  (change: Partial<Policy['matrix']>) =>
  (policy: Policy): Partial<Policy> => ({ matrix: { ...policy.matrix, ...change } });
const added = textSm3('another certificate');

const changes: readonly Change[] = [
  [
    'person-added',
    ({ people }) => ({
      people: [...people, { id: 'n', name: '何静', roles: ['counsel'], certificateSm3: [added] }],
    }),
    /^新增 何静：法务。$/,
    /^New: 何静, Counsel\.$/,
  ],
  [
    'person-removed',
    ({ people }) => ({ people: people.slice(1) }),
    /^移除 王经办（经办人、会计）。$/,
    /Applicant, Accountant/,
  ],
  ['person-renamed', person(1, { name: '李新名' }), /李部长 改名为 李新名/, /李部长 is called 李新名/],
  ['person-moved', person(1, { department: '财务部' }), /综合部 → 财务部/, /综合部 → 财务部/],
  ['roles-given', person(1, { roles: ['department', 'auditor'] }), /李部长 新任审计员/, /becomes Auditor/],
  ['roles-taken', person(0, { roles: ['applicant'] }), /王经办 不再是会计/, /no longer Accountant/],
  ['deputy-added', person(0, { deputies: ['keeper'] }), /可以凭授权委托代/, /may stand in for/],
  ['certificates-replaced', person(0, { certificateSm3: [added] }), /王经办 换了证书/, /another certificate/],
  [
    'certificate-added',
    (policy) => person(0, { certificateSm3: [...(policy.people[0]?.certificateSm3 ?? []), added] })(policy),
    /增加一张证书/,
    /one more certificate/,
  ],
  ['seal-removed', ({ seals }) => ({ seals: seals.slice(0, -1) }), /移除法定代表人/, /Removed/],
  [
    'seal-added',
    ({ seals }) => ({ seals: [...seals, { typeCode: '04', esId: 'second', keepers: ['keeper'] }] }),
    /新增合同专用章，由 周保管 保管/,
    /kept by 周保管/,
  ],
  [
    'keeper-added',
    ({ seals }) => ({
      seals: seals.map((seal) =>
        seal.typeCode === '01' ? { ...seal, keepers: ['keeper', 'keeperB'] } : seal,
      ),
    }),
    /吴保管 开始保管/,
    /吴保管 keeps/,
  ],
  [
    'keeper-removed',
    ({ seals }) => ({
      seals: seals.map((seal) => (seal.typeCode === '04' ? { ...seal, keepers: ['keeper'] } : seal)),
    }),
    /吴保管 不再保管合同专用章/,
    /no more/,
  ],
  [
    'rule-removed',
    ({ matrix: each }) => ({ matrix: { ...each, rules: each.rules.slice(1) } }),
    /不能再用/,
    /may not use/,
  ],
  [
    'rule-added',
    ({ matrix: each }) => ({
      matrix: {
        ...each,
        rules: [
          ...each.rules,
          { matter: 'guarantee', seal: '03', tiers: [['legal']], needs: [], applicants: ['applicant'] },
        ],
      },
    }),
    /可以用.*法定代表人；可申请：经办人/,
    /may use the/,
  ],
  [
    'steps-changed',
    rule({ tiers: [['counsel', 'legal']] }),
    /改为 法务 → 法定代表人/,
    /by Counsel → Legal representative instead/,
  ],
  ['applicants-changed', rule({ applicants: ['counsel'] }), /改为法务/, /Counsel may apply/],
  ['resolution-asked', rule({ needs: ['resolution'] }), /须附决议/, /needs a resolution now/],
  [
    'bounds-changed',
    matrix({ bounds: { contract: ['1000'] } }),
    /“合同”的金额界限：.* 改为 1,000\.00/,
    /1,000\.00 instead of/,
  ],
  ['currency-changed', matrix({ currency: 'EUR' }), /CNY 改为 EUR/, /EUR instead of CNY/],
  ['time-stamp-required', matrix({ timeStamp: 'required' }), /没有就不盖/, /needs a time stamp/],
  ['hours-changed', matrix({ requestHours: 24 }), /168 小时改为 24 小时/, /24 hours at most instead of 168/],
  [
    'duties-combined',
    matrix({ combined: ['applicant-keeps', 'applicant-approves'] }),
    /职责未能分离：申请人自己用印、申请人自己审批。/,
    /applies also seals; whoever applies also approves/,
  ],
  ['profile-changed', matrix({ profile: 'own' }), /改为 own/, /own instead/],
  [
    'enterprise-renamed',
    ({ enterprise }) => ({ enterprise: { ...enterprise, name: '新名' } }),
    /改为“新名”/,
    /called 新名/,
  ],
  [
    'start-later',
    () => ({ validFrom: '2027-01-01T00:00:00Z' }),
    /自 2027年1月1日 08:00:00 起生效/,
    /1 Jan 2027, 08:00:00/,
  ],
];

describe('a difference', () => {
  it.each(changes)('%s is said', (code, change, zh, en) => {
    const before = draftPolicy();
    const found = policyDifferences(before, { ...before, ...change(before) });
    const said = found.find((each) => each.code === code);
    expect(said).toBeDefined();
    if (!said) return;
    expect(differenceSentence(said, 'zh')).toMatch(zh);
    expect(differenceSentence(said, 'en')).toMatch(en);
  });

  it('is said of a time stamp that is needed no more', () => {
    const after = draftPolicy();
    const before = { ...after, matrix: { ...after.matrix, timeStamp: 'required' as const } };
    expect(policyDifferences(before, after).map(({ code }) => code)).toEqual(['time-stamp-free']);
  });

  it('is said of duties that are kept apart again', () => {
    const after = draftPolicy();
    const before = { ...after, matrix: { ...after.matrix, combined: ['approver-keeps' as const] } };
    expect(policyDifferences(before, after).map((each) => differenceSentence(each, 'zh'))).toEqual([
      '不再允许：审批人自己用印。',
    ]);
  });

  it('has a way to be told for every code', () => {
    const told = new Set(changes.map(([code]) => code));
    const others = [
      'first',
      'certificate-removed',
      'deputy-removed',
      'duties-apart',
      'resolution-dropped',
      'time-stamp-free',
    ];
    expect([...told, ...others].toSorted()).toEqual([...policyDifferenceCodes].toSorted());
  });

  it('is said from both sides', () => {
    const before = draftPolicy();
    const codes = (a: Policy, b: Policy): string[] => policyDifferences(a, b).map(({ code }) => code);
    const more = {
      ...before,
      ...person(0, { certificateSm3: [...(before.people[0]?.certificateSm3 ?? []), added] })(before),
    };
    expect(codes(more, before)).toEqual(['certificate-removed']);
    expect(codes({ ...before, ...rule({ needs: ['resolution'] })(before) }, before)).toEqual([
      'resolution-dropped',
    ]);
  });

  it('is none where only the order is another, or the place in the chain', () => {
    const before = draftPolicy();
    const after = {
      ...before,
      id: 'x',
      sequence: 2,
      prevSm3: added,
      people: before.people.toReversed(),
      seals: before.seals.toReversed(),
    };
    expect(policyDifferences(before, after)).toEqual([]);
  });

  it('is all of it for the first policy', () => {
    const [first, ...more] = policyDifferences(null, draftPolicy());
    expect(more).toEqual([]);
    expect(first && differenceSentence(first, 'zh')).toMatch(/第一版：8 人，5 枚印章，\d+ 条/);
  });

  it('is never empty after any set of changes, and every sentence is filled', () => {
    const before = draftPolicy();
    fc.assert(
      fc.property(fc.subarray([...changes], { minLength: 1 }), (some) => {
        const after = some.reduce<Policy>((policy, [, change]) => ({ ...policy, ...change(policy) }), before);
        const found = policyDifferences(before, after);
        expect(found.length).toBeGreaterThan(0);
        for (const each of found)
          for (const language of ['zh', 'en'] as const)
            expect(differenceSentence(each, language)).not.toMatch(/[?{}]|undefined/u);
      }),
      { numRuns: 100 },
    );
  });
});

it.each([
  [0, 0, '现在没有正在办理的申请。'],
  [0, 3, '正在办理的申请（3 件）照常进行。'],
  [2, 3, '其余 3 件正在办理的申请照常进行。'],
  // All that run are named above it.
  [2, 0, ''],
])('%i end and %i go on', (ended, going, sentence) => {
  expect(goingText(ended, going, 'zh')).toBe(sentence);
  expect(goingText(ended, going, 'en') === '').toBe(sentence === '');
});
