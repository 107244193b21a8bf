/**
 * What is asked of a list as a whole before anybody signs about it (docs/adr/0035): it is complete, its members differ in nothing but file,
 * places, counterparty, amount and reference, and all of them need the same approvals of the same people. Each is judged again by itself at the gate.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import type { ListReason } from '../domain/errors/reasons.ts';
import { behalfFor } from './acting-for.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ListCancellation, ListDecision } from './list.ts';
import { kindsFor, listPartsOf } from './list.ts';
import type { KnownPolicy } from './policy-chain.ts';
import type { Request } from './request.ts';
import { openStatement, type SignedStatement } from './statement.ts';
import { listBindingFor } from './told-act.ts';
import { walkUnder, type RequestFacts, type Walk } from './walk.ts';

/** All that is stored about one list, and the moment to judge it in. */
export interface ListFacts extends Omit<RequestFacts, 'request'> {
  readonly id: string;
  /** In their order; `cancellations` are those of the member alone. */
  readonly members: readonly Pick<RequestFacts, 'request' | 'cancellations'>[];
}

/**
 * The walks of all members that were neither taken back by themselves nor left out by an approval; at least one. `chain`: the policies in force, checked.
 * Errors: as `walkRequest` for the first member that refuses; `list-members-differ`, `list-file-twice`.
 */
export function walkList(chain: readonly KnownPolicy[], facts: ListFacts): readonly [Walk, ...Walk[]] {
  const { members, ...shared } = facts;
  const walks = members.flatMap((member) => {
    const cancellations = [...shared.cancellations, ...member.cancellations];
    try {
      return [walkUnder(chain, { ...shared, request: member.request, cancellations })];
    } catch (error) {
      const isAlone = shared.cancellations.length === 0 && failedWith(error, 'request-cancelled');
      if (isAlone || failedWith(error, 'act-leaves-out')) return [];
      throw error;
    }
  });
  const [first, ...others] = walks;
  if (!first) throw new BianyinError('list-empty', { id: facts.id });
  requireWhole(facts, first);
  others.forEach((walk) => requireAlike(facts, first, walk));
  if (first.request.list?.isSet === true) requireOneFile(facts, walks);
  else requireDistinctFiles(walks);
  return [first, ...others];
}

/** A list that nobody has decided yet; it begins under the policy in force. Errors: as `walkList`, `request-policy-replaced`. */
export function admitList(chain: readonly KnownPolicy[], facts: ListFacts): readonly [Walk, ...Walk[]] {
  const walks = walkList(chain, facts);
  const [{ policy, binding, request }] = walks;
  if (binding.policySm3 === policy.sm3) return walks;
  const { sequence } = policy.value;
  throw new BianyinError('request-policy-replaced', { id: request.request.id, sequence, what: 'not-newest' });
}

/** The next approval or rejection of a list: every member must take it. Errors: as `walkList`. */
export function admitListDecision(
  chain: readonly KnownPolicy[],
  facts: ListFacts,
  signed: SignedStatement,
): void {
  const after = { ...facts, decisions: [...facts.decisions, signed] };
  // An approval in order lets every member go on; a rejection stops the first, so that all are asked before.
  if (endsAs('request-rejected', () => walkList(chain, after))) walkList(chain, facts);
  else requireLeftOut(facts, walkList(chain, facts), signed);
}

/**
 * An approval leaves out all that do not go on any more, since it counts for nothing that was not seen, and whatever whoever gives it does not
 * agree to. Errors: `request-not-as-shown`.
 */
function requireLeftOut(facts: ListFacts, walks: readonly Walk[], signed: SignedStatement): void {
  const kind = kindsFor(walks[0]?.request.list ?? {}).decision;
  const { value } = openStatement(kind, signed);
  const said = new Set(value.decision === 'approve' ? (value.without ?? []) : []);
  const isSeen =
    takenBack(facts, walks).every((place) => said.has(place)) &&
    [...said].every((place) => place < facts.members.length);
  if (!isSeen) throw new BianyinError('request-not-as-shown', { id: facts.id });
}

/** Those that are agreed to. Errors: `list-empty` when none is left, `list-place-malformed` for places that do not go on, `set-sealed-as-one`. */
export function withoutThese(
  walks: readonly [Walk, ...Walk[]],
  refused: readonly number[],
  id: string,
): readonly [Walk, ...Walk[]] {
  if (refused.length === 0) return walks;
  if (walks[0].request.list?.isSet === true) throw new BianyinError('set-sealed-as-one', { id, list: id });
  const places = new Set(walks.map(({ request }) => request.list?.index));
  if (refused.some((place) => !places.has(place))) throw new BianyinError('list-place-malformed');
  const [first, ...others] = walks.filter(({ request }) => !refused.includes(request.list?.index ?? -1));
  if (!first) throw new BianyinError('list-empty', { id });
  return [first, ...others];
}

/** Places (0 first) of members that are not among those that go on (`walkList`). */
export function takenBack({ members }: ListFacts, walks: readonly Walk[]): number[] {
  const going = new Set(walks.map(({ request }) => request.list?.index));
  return members.flatMap((_, i) => (going.has(i) ? [] : [i]));
}

/** A taking back of a list that still runs. Errors: as `walkList`, except for the taking back itself. */
export function admitListCancellation(
  chain: readonly KnownPolicy[],
  facts: ListFacts,
  signed: SignedStatement,
): void {
  walkList(chain, facts);
  const after = { ...facts, cancellations: [...facts.cancellations, signed] };
  if (!endsAs('request-cancelled', () => walkList(chain, after)))
    throw new BianyinError('act-other-list', { name: facts.id });
}

/** Whether the walk stops with exactly that code; any other error goes on. */
function endsAs(code: 'request-rejected' | 'request-cancelled', walk: () => unknown): boolean {
  try {
    walk();
    return false;
  } catch (error) {
    if (failedWith(error, code)) return true;
    throw error;
  }
}

interface Rejection {
  readonly reason: string;
}

interface Signer {
  readonly personId: string;
  readonly certificateSm3: string;
  readonly time: string;
}

/**
 * What an approver signs for a list at the step that is waited for. An approval leaves out what was taken back by itself (`without`).
 * Errors: `approval-not-awaited`, `list-place-malformed`.
 */
export function listDecisionFor(
  walk: Walk,
  signer: Signer,
  {
    rejection,
    without = [],
  }: { readonly rejection?: Rejection | undefined; readonly without?: readonly number[] },
): ListDecision {
  if (!walk.next) throw new BianyinError('approval-not-awaited', { name: signer.personId });
  const { role, index: step } = walk.next;
  const { esId, ...list } = listOf(walk);
  const behalf = behalfFor(walk, signer);
  const own = { v: 1, ...list, ...signer, role, step, ...(behalf ? { behalf } : {}) } as const;
  const answer = rejection
    ? ({ decision: 'reject', reason: rejection.reason } as const)
    : ({ decision: 'approve' } as const);
  if (esId === undefined) return { ...own, purpose: 'bianyin.set-decision/1', ...answer };
  const leftOut = rejection || without.length === 0 ? {} : { without: [...without] };
  return { ...own, purpose: 'bianyin.list-decision/1', esId, ...answer, ...leftOut };
}

/** What the applicant or the legal representative signs to take a whole list back. */
export function listCancellationFor(walk: Walk, signer: Signer, reason: string): ListCancellation {
  const { esId, ...list } = listOf(walk);
  return esId === undefined
    ? { v: 1, purpose: 'bianyin.set-cancellation/1', ...list, ...signer, reason }
    : { v: 1, purpose: 'bianyin.list-cancellation/1', ...list, esId, ...signer, reason };
}

function listOf({ request }: Walk) {
  const list = listBindingFor(request);
  if (list) return list;
  throw new BianyinError('list-place-malformed');
}

/** Every member is there, each in its place, under the number of the list. */
function requireWhole({ id, members }: ListFacts, { request }: Walk): void {
  const isWhole =
    request.list?.count === members.length &&
    members.every(
      (member, i) => member.request.list?.index === i && member.request.list.count === members.length,
    );
  if (!isWhole) throw differ(id, 'list-incomplete', { number: members.length });
}

function requireAlike({ id }: ListFacts, first: Walk, walk: Walk): void {
  const { index = 0 } = walk.request.list ?? {};
  const detail = { number: index + 1, file: walk.request.request.document.name };
  const isSet = first.request.list?.isSet === true;
  if (listPartsOf(walk.request.request.id)?.listId !== id) throw differ(id, 'list-number', detail);
  if (walk.request.submission.sm3 !== first.request.submission.sm3)
    throw differ(id, 'list-submission', detail);
  if (sharedPart(walk.request.request, isSet) !== sharedPart(first.request.request, isSet))
    throw differ(id, 'list-details', detail);
  if (approvalsOf(walk, isSet) !== approvalsOf(first, isSet)) throw differ(id, 'list-approvals', detail);
}

/** What each member has of its own: in a list its file and what goes with it, in a set its seal. */
const ownFields: ReadonlySet<string> = new Set<keyof Request>([
  'id',
  'salt',
  'document',
  'placements',
  'reference',
  'numbers',
  'counterparty',
  'amount',
  'currency',
]);
const ownInSet: ReadonlySet<string> = new Set<keyof Request>([
  'id',
  'salt',
  'document',
  'seal',
  'placements',
]);

/** All that one sentence about a list says of every member of it. */
function sharedPart(request: Request, isSet: boolean): string {
  const own = isSet ? ownInSet : ownFields;
  return canonicalJson(Object.fromEntries(Object.entries(request).filter(([name]) => !own.has(name))));
}

/** Who must approve and who seals: one signature about a list must count for each member as it counts for the first. Seals have keepers of their own. */
function approvalsOf({ path, next, timeStampRequired }: Walk, isSet: boolean): string {
  const steps = path.steps.map(({ role, people }) => [role, ...people.map(({ id }) => id)]);
  const keepers = isSet ? [] : path.keepers.map(({ id }) => id);
  return canonicalJson({ steps, keepers, next: next?.index ?? null, timeStampRequired });
}

/** All seals of a set are for the very same file. */
function requireOneFile({ id }: ListFacts, walks: readonly Walk[]): void {
  const files = walks.map(({ request }) => canonicalJson(request.request.document));
  if (new Set(files).size > 1) throw differ(id, 'set-file', { number: walks.length });
}

/** One file twice would get two seals that nobody who reads the totals expects. */
function requireDistinctFiles(walks: readonly Walk[]): void {
  const known = new Map<string, string>();
  for (const { request } of walks) {
    const { sm3, name } = request.request.document;
    const other = known.get(sm3);
    if (other !== undefined) throw new BianyinError('list-file-twice', { file: name, other });
    known.set(sm3, name);
  }
}

function differ(
  id: string,
  what: ListReason,
  detail: Readonly<Record<string, string | number>>,
): BianyinError {
  return new BianyinError('list-members-differ', { id, what, ...detail });
}
