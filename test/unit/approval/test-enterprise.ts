/** A small enterprise with a signed policy and a contract to be sealed, for tests of the permit and of the store. */
import { readFileSync } from 'node:fs';
import { toHex, utf8Encode } from '../../../src-main/crypto/bytes.ts';
import { sm3 } from '../../../src-main/crypto/sm3.ts';
import { cancellationFor, decisionFor } from '../../../src-main/approval/admission.ts';
import { cancellationKind, decisionKind } from '../../../src-main/approval/decision.ts';
import type { PermitFacts } from '../../../src-main/approval/permit.ts';
import { parsePolicyProfile, policyFromProfile } from '../../../src-main/approval/policy-profile.ts';
import { policyKind, type Policy } from '../../../src-main/approval/policy.ts';
import {
  requestText,
  submissionFor,
  submissionKind,
  type Request,
  type SignedRequest,
} from '../../../src-main/approval/request.ts';
import { signStatement, textSm3, type SignedStatement } from '../../../src-main/approval/statement.ts';
import { walkRequest } from '../../../src-main/approval/walk.ts';
import { instantText } from '../../../src-main/domain/instant.ts';
import { testSigner, testUscc, type TestSigner } from './test-signer.ts';

export const people = {
  applicant: testSigner('王经办', 'applicant'),
  department: testSigner('李部长', 'department'),
  counsel: testSigner('赵法务', 'counsel'),
  financeLead: testSigner('钱总监', 'finance-lead'),
  legal: testSigner('孙法人', 'legal'),
  keeper: testSigner('周保管', 'keeper'),
  keeperB: testSigner('吴保管', 'keeper-b'),
  cashier: testSigner('郑出纳', 'cashier'),
  stranger: testSigner('外人', 'stranger'),
} as const;
export type PersonKey = keyof typeof people;

/** The certificate that seal 05 lists; it signs policies. */
export const legalSeal = testSigner('孙法人（印章）', 'legal-seal');
/** The certificate of the seal that is used. */
export const sealSigner = testSigner('开封示例有限公司合同专用章', 'seal');
export const profileText = readFileSync(
  new URL('../../../assets/policy-profiles/kaifeng-2022-22.json', import.meta.url),
  'utf8',
);

const roleTable: readonly (readonly [PersonKey, Policy['people'][number]['roles']])[] = [
  ['applicant', ['applicant', 'accountant']],
  ['department', ['department']],
  ['counsel', ['counsel']],
  ['financeLead', ['finance-lead']],
  ['legal', ['legal']],
  ['keeper', ['keeper', 'applicant']],
  ['keeperB', ['keeper']],
  ['cashier', ['keeper']],
];

export const sealIds = {
  '01': '41020000000001',
  '02': '41020000000002',
  '03': '41020000000003',
  '04': '41020000000004',
  '05': '41020000000005',
} as const;

/** The policy before it is signed. */
export function draftPolicy(change: Partial<Policy> = {}): Policy {
  const policy = policyFromProfile(parsePolicyProfile(profileText).matrix, {
    id: 'policy-1',
    enterprise: { uscc: testUscc, name: '开封示例有限公司' },
    people: roleTable.map(([key, roles]) => ({
      id: key,
      name: people[key].name,
      department: '综合部',
      roles,
      certificateSm3: [people[key].certificateSm3],
    })),
    seals: [
      { typeCode: '01', esId: sealIds['01'], keepers: ['keeper'] },
      { typeCode: '02', esId: sealIds['02'], keepers: ['cashier'] },
      { typeCode: '03', esId: sealIds['03'], keepers: ['cashier'] },
      { typeCode: '04', esId: sealIds['04'], keepers: ['keeper', 'keeperB'] },
      { typeCode: '05', esId: sealIds['05'], keepers: ['legal'] },
    ],
    validFrom: '2026-11-01T00:00:00Z',
    time: '2026-11-01T00:00:00Z',
  });
  return { ...policy, ...change };
}

export async function signPolicy(policy: Policy, signer: TestSigner = legalSeal): Promise<SignedStatement> {
  return signStatement(policyKind, policy, signer);
}

export const document = {
  sm3: toHex(sm3(utf8Encode('the contract'))),
  size: 12,
  pages: 3,
  name: '采购合同.pdf',
};

export function draftRequest(policySm3: string, change: Partial<Request> = {}): Request {
  return {
    v: 1,
    purpose: 'bianyin.request/1',
    id: 'YY-04-20261123-0001',
    salt: toHex(sm3(utf8Encode('salt'))),
    document,
    seal: { esId: sealIds['04'], typeCode: '04' },
    placements: [{ kind: 'at', pages: [3], xMm: 120, yMm: 200.5 }],
    reason: '签订办公用品采购合同',
    matter: 'contract',
    counterparty: '某某商贸有限公司',
    amount: '680000.00',
    currency: 'CNY',
    attachments: [],
    uses: 1,
    validFrom: '2026-11-23T00:00:00Z',
    validUntil: '2026-11-26T00:00:00Z',
    applicantId: 'applicant',
    policySm3,
    time: '2026-11-23T00:00:00Z',
    ...change,
  };
}

export async function submit(
  request: Request,
  signer: TestSigner = people.applicant,
): Promise<SignedRequest> {
  const signed = await signStatement(submissionKind, submissionFor(request, signer.certificateSm3), signer);
  return { ...signed, request: requestText(request) };
}

export const now = new Date('2026-11-23T08:00:00Z');

/** All facts for a request without decisions, everything in order. */
export async function factsFor(
  change: Partial<Request> = {},
  policy: Policy = draftPolicy(),
): Promise<PermitFacts> {
  const signedPolicy = await signPolicy(policy);
  const request = draftRequest(textSm3(signedPolicy.statement), change);
  const applicant = people[request.applicantId as PersonKey];
  return {
    policies: [signedPolicy],
    legalCertificates: [legalSeal.certificateSm3],
    now,
    checkCertificate: () => 'ok',
    request: await submit(request, applicant),
    decisions: [],
    cancellations: [],
    restoredFrom: null,
    putBack: null,
    clockFloor: null,
    usesSpent: 0,
    keeperCertificate: people.keeper.certificate,
    document: { sm3: document.sm3, size: document.size, pages: document.pages },
    seal: { esId: request.seal.esId, state: 'valid', certificate: sealSigner.certificate },
  };
}

const stepPeople = {
  accountant: 'applicant',
  department: 'department',
  counsel: 'counsel',
  'finance-lead': 'financeLead',
  legal: 'legal',
} as const;

/** Signs the step that is waited for, as somebody else when `key` says so. */
export async function decide(
  facts: PermitFacts,
  options: { key?: PersonKey; reason?: string; minutes?: number } = {},
): Promise<SignedStatement> {
  const walk = walkRequest(facts);
  const key = options.key ?? stepPeople[walk.next?.role ?? 'legal'];
  const time = instantText(
    new Date(Date.parse('2026-11-23T01:00:00Z') + 60_000 * (options.minutes ?? facts.decisions.length)),
  );
  const { certificateSm3 } = people[key];
  const rejection = options.reason === undefined ? undefined : { reason: options.reason };
  return signStatement(
    decisionKind,
    decisionFor(walk, { personId: key, certificateSm3, time }, rejection),
    people[key],
  );
}

/** The facts with every step approved. */
export async function approved(facts: PermitFacts): Promise<PermitFacts> {
  let current = facts;
  while (walkRequest(current).next)
    current = { ...current, decisions: [...current.decisions, await decide(current)] };
  return current;
}

export async function cancel(facts: PermitFacts, key: PersonKey): Promise<SignedStatement> {
  const { certificateSm3 } = people[key];
  const signer = { personId: key, certificateSm3, time: '2026-11-23T02:00:00Z' };
  return signStatement(
    cancellationKind,
    cancellationFor(walkRequest(facts).binding, signer, '合同不签了'),
    people[key],
  );
}
