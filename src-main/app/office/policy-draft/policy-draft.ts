/**
 * Writing the next policy: it begins as a copy of the one in force, or as the profile of the city; people and seals come in by
 * their certificates and tokens (draft-people.ts). Nothing of it applies before the legal representative has signed it.
 */
import { type Policy } from '../../../approval/policy.ts';
import { policyIssues } from '../../../approval/policy-issues.ts';
import { withDutiesNeeded } from '../../../approval/small-firm.ts';
import type { DraftChange, DraftIssue, ProfileId } from '../../../contract/office-views.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { type HomeMoment } from '../../../home/home-moment.ts';
import {
  policyEffect,
  wholeEffect,
  type PolicyEffect,
  type WholeEffect,
} from '../../../home/policy-effect.ts';
import { withMoment } from '../../with-moment.ts';
import type { AppSession } from '../../session.ts';
import { readProfile } from '../policy-profiles.ts';
import { dropDraft, withoutEmpty, writeDraft, type Draft } from './draft-file.ts';
import { currentDraft, inForce, asPolicy, isSame } from './draft-base.ts';

/** Takes a page's changes. People and seals that are left out go; new ones do not come in this way. */
export function saveDraft(session: AppSession, change: DraftChange): void {
  withMoment(session, (moment) => {
    const before = currentDraft(session, moment);
    const people = before.people.flatMap((person) => {
      const next = change.people.find(({ id }) => id === person.id);
      const { id, certificateSm3, deputies = [] } = person;
      return next ? [withoutEmpty({ deputies, ...next, id, certificateSm3, name: next.name.trim() })] : [];
    });
    const ids = people.map(({ id }) => id);
    const here = people.map((person) => withDeputiesAmong(person, ids));
    const seals = before.seals.flatMap((seal) => {
      const next = change.seals.find(({ esId }) => esId === seal.esId);
      return next ? [{ ...seal, keepers: next.keepers.filter((id) => ids.includes(id)) }] : [];
    });
    writeDraft(session.home, { people: here, seals, matrix: change.matrix });
  });
}

/** Rules, amounts and steps of a profile in place of those that are there; people and seals stay. Returns the draft after it. */
export function takeProfile(session: AppSession, id: ProfileId): Draft {
  const { matrix } = readProfile(id);
  return withMoment(session, (moment) => {
    writeDraft(session.home, { ...currentDraft(session, moment), matrix });
    return currentDraft(session, moment);
  });
}

/** Back to the policy in force. */
export function forgetDraft(session: AppSession): void {
  dropDraft(session.home);
}

/** The draft as a policy to be signed now. Errors: `draft-not-ready`. */
export function policyToSign(session: AppSession): Policy {
  return withMoment(session, (moment) => {
    const draft = currentDraft(session, moment);
    const count = policyIssues(draft).filter(({ level }) => level === 'error').length;
    if (count > 0) throw new BianyinError('draft-not-ready', { count });
    return asPolicy(moment, draft);
  });
}

/** What signing the draft now would change; null while nothing is written that differs. Errors: `draft-not-ready`, as `policyEffect`. */
export function draftEffect(session: AppSession): PolicyEffect | null {
  return withMoment(session, (moment) => {
    const draft = currentDraft(session, moment);
    const before = inForce(moment);
    if (before !== undefined && isSame(before, draft)) return null;
    const count = policyIssues(draft).filter(({ level }) => level === 'error').length;
    if (count > 0) throw new BianyinError('draft-not-ready', { count });
    return policyEffect(moment, asPolicy(moment, draft));
  });
}

/** What `change` makes of the draft, kept as the draft. What it throws leaves the draft as it was. */
export function changeDraft(session: AppSession, change: (draft: Draft, moment: HomeMoment) => Draft): void {
  withMoment(session, (moment) => writeDraft(session.home, change(currentDraft(session, moment), moment)));
}

/** The draft as it would be after `change`, for a look; nothing is kept. `effect` is null while something keeps it from being signed. */
export function lookAtDraft(
  session: AppSession,
  change: (draft: Draft, moment: HomeMoment) => Draft,
): DraftLook {
  return withMoment(session, (moment) => {
    const before = currentDraft(session, moment);
    const draft = withDutiesNeeded(change(before, moment));
    const issues = policyIssues(draft);
    const isReady = !issues.some(({ level }) => level === 'error');
    const effect = isReady ? wholeEffect(moment, asPolicy(moment, draft)) : null;
    const known = policyIssues(before).map((each) => JSON.stringify(each));
    return { before, draft, issues: issues.filter((each) => !known.includes(JSON.stringify(each))), effect };
  });
}

export interface DraftLook {
  readonly before: Draft;
  readonly draft: Draft;
  /** Those that the change brings. */
  readonly issues: readonly DraftIssue[];
  readonly effect: WholeEffect | null;
}

/** Nobody stands in who is not there (any more). */
function withDeputiesAmong(person: Draft['people'][number], ids: readonly string[]): Draft['people'][number] {
  const { deputies = [], ...rest } = person;
  const left = deputies.filter((id) => id !== rest.id && ids.includes(id));
  return left.length > 0 ? { ...rest, deputies: left } : rest;
}
