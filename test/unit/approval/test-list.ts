/** Lists of the small test enterprise: submitted, decided and taken back as one. */
import { listCancellationFor, listDecisionFor } from '../../../src-main/approval/list-admission.ts';
import { listTree } from '../../../src-main/approval/list-tree.ts';
import { kindsFor, listItemId } from '../../../src-main/approval/list.ts';
import type { PermitFacts } from '../../../src-main/approval/permit.ts';
import {
  bindingFor,
  listSubmissionFor,
  requestText,
  type Request,
  type SignedRequest,
} from '../../../src-main/approval/request.ts';
import { signStatement, textSm3, type SignedStatement } from '../../../src-main/approval/statement.ts';
import { walkRequest } from '../../../src-main/approval/walk.ts';
import { document, draftRequest, factsFor, people, type PersonKey } from './test-enterprise.ts';

export const listId = 'YY-04-20261123-0001';

/** Details of item `index`, of a file of its own. */
function itemRequest(policySm3: string, index: number, change: Partial<Request> = {}): Request {
  return draftRequest(policySm3, {
    id: listItemId(listId, index),
    salt: textSm3(`salt ${index}`),
    document: { ...document, sm3: textSm3(`statement ${index}`), name: `对账单-${index + 1}.pdf` },
    counterparty: `客户 ${index % 3}`,
    amount: `${1000 + index}.50`,
    ...change,
  });
}

/** One signature of the applicant over all of them. */
async function submitList(requests: readonly Request[], signer = people.applicant): Promise<SignedRequest[]> {
  const texts = requests.map(requestText);
  const { listSm3, places } = listTree(texts.map((text, index) => ({ ...bindingFor(text), index })));
  const [first] = requests as [Request];
  const statement = listSubmissionFor(first, { listSm3, count: requests.length }, signer.certificateSm3);
  const signed = await signStatement(kindsFor({}).submission, statement, signer);
  return texts.map((request, i) => ({ ...signed, request, list: places[i] }));
}

/** Facts for each item of a list of `count`, nothing decided. */
export async function listFactsFor(
  count: number,
  change: (index: number) => Partial<Request> = () => ({}),
): Promise<PermitFacts[]> {
  const shared = await factsFor();
  const policySm3 = textSm3(shared.policies[0]?.statement ?? '');
  const requests = Array.from({ length: count }, (_, i) => itemRequest(policySm3, i, change(i)));
  const items = await submitList(requests);
  return items.map((request, i) => ({
    ...shared,
    request,
    document: requests[i]?.document ?? document,
  }));
}

const stepPeople: Readonly<Record<string, PersonKey>> = {
  department: 'department',
  counsel: 'counsel',
  'finance-lead': 'financeLead',
  legal: 'legal',
};

/** The next decision about the list that `facts` is one item of. */
export async function decideList(
  facts: PermitFacts,
  options: { readonly key?: PersonKey; readonly reason?: string; readonly without?: readonly number[] } = {},
): Promise<SignedStatement> {
  const walk = walkRequest(facts);
  const key = options.key ?? stepPeople[walk.next?.role ?? 'legal'] ?? 'legal';
  const time = `2026-11-23T01:0${facts.decisions.length}:00Z`;
  const { certificateSm3 } = people[key];
  const { without = [] } = options;
  const rejection = options.reason === undefined ? undefined : { reason: options.reason };
  const decision = listDecisionFor(walk, { personId: key, certificateSm3, time }, { rejection, without });
  return signStatement(kindsFor(walk.request.list ?? {}).decision, decision, people[key]);
}

/** Every item with all steps approved, one signature a step. */
export async function approvedList(items: readonly PermitFacts[]): Promise<PermitFacts[]> {
  const [first] = items as [PermitFacts];
  let current = first;
  while (walkRequest(current).next)
    current = { ...current, decisions: [...current.decisions, await decideList(current)] };
  return items.map((each) => ({ ...each, decisions: current.decisions }));
}

export async function cancelList(facts: PermitFacts, key: PersonKey): Promise<SignedStatement> {
  const { certificateSm3 } = people[key];
  const signer = { personId: key, certificateSm3, time: '2026-11-23T02:00:00Z' };
  const walk = walkRequest(facts);
  const cancellation = listCancellationFor(walk, signer, '整份不盖了');
  return signStatement(kindsFor(walk.request.list ?? {}).cancellation, cancellation, people[key]);
}
