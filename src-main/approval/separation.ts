/**
 * How far duties are kept apart. Everywhere: applicant, approvers and keeper are different people. A firm of one to three cannot always do
 * that; then its policy names what one person may combine, and of that counts the least with which anybody could apply at all
 * (暂行办法 Art. 15, 16; docs/adr/0044). So nobody applies alone where a colleague could.
 */
import { combinedDuties, SMALL_FIRM_PEOPLE, type CombinedDuty } from '../domain/combined-duty.ts';
import type { Policy } from './policy.ts';

type Duties = readonly CombinedDuty[];

/** From the strictest. Two people decide as long as two are there: who seals gives way before who approves. */
const levels: readonly Duties[] = [
  [],
  ['applicant-keeps'],
  ['approver-keeps'],
  ['applicant-approves'],
  ['applicant-keeps', 'approver-keeps', 'applicant-approves'],
];

/** The least that has to be combined for a path. `canWalk`: whether anybody who may apply gets through with these duties combined. */
export function separationOf({ matrix, people }: Policy, canWalk: (combined: Duties) => boolean): Duties {
  const { combined = [] } = matrix;
  if (combined.length === 0 || people.length > SMALL_FIRM_PEOPLE) return [];
  const allowed = levels.filter((duties) => duties.every((each) => combined.includes(each)));
  return allowed.find(canWalk) ?? [];
}

/** In the order of their names, each once: one policy has one text. */
export function sortedDuties(duties: Iterable<CombinedDuty>): CombinedDuty[] {
  const named = new Set(duties);
  return combinedDuties.filter((each) => named.has(each));
}
