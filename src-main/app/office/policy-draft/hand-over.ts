/** 移交保管 and 离任 (docs/adr/0046): what the draft becomes, and before that everything that somebody has who leaves, with what becomes of it. */
import { delegationLog } from '../../../approval/delegation-log.ts';
import { withHandOver, withoutPerson, type HandOver, type Leaving } from '../../../approval/hand-over.ts';
import { policyKind, type PolicyPerson } from '../../../approval/policy.ts';
import { openStatement } from '../../../approval/statement.ts';
import type { LeavingView } from '../../../contract/hand-over-calls.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { parseInstant } from '../../../domain/instant.ts';
import { concerns } from '../../../home/hand-over-rows.ts';
import { policyFacts, type HomeMoment } from '../../../home/home-moment.ts';
import type { RunningRequest, WholeEffect } from '../../../home/policy-effect.ts';
import { withMoment } from '../../with-moment.ts';
import type { AppSession } from '../../session.ts';
import type { Draft } from './draft-file.ts';
import { changeDraft, lookAtDraft } from './policy-draft.ts';

/** Errors: `hand-over-refused`, `policy-keepers-not-separate`. */
export function handOver(session: AppSession, wanted: HandOver): void {
  changeDraft(session, (draft) => withHandOver(draft, wanted));
}

/** Errors: `hand-over-refused`, `policy-keepers-not-separate`. */
export function leave(session: AppSession, leaving: Leaving): void {
  changeDraft(session, (draft, moment) => without(draft, moment, leaving));
}

function without(draft: Draft, moment: HomeMoment, leaving: Leaving): Draft {
  return withoutPerson(draft, leaving, signersNow(moment));
}

/** Names in the certificates that have signed policies here and that seal 05 lists to this day. */
function signersNow(moment: HomeMoment): string[] {
  const { legalCertificates } = policyFacts(moment);
  return moment.store
    .policies()
    .map((signed) => openStatement(policyKind, signed).signer)
    .filter(({ sm3 }) => legalCertificates.includes(sm3))
    .map(({ name }) => name);
}

/**
 * Everything that the person has, and what becomes of it; nothing is written. What cannot be done is said as `refusal`, and the rest is
 * there all the same. Errors: `hand-over-refused` for a person whom the draft does not name; those of the moment.
 */
export function lookAtLeaving(session: AppSession, leaving: Leaving): LeavingView {
  const now = lookAtDraft(session, (draft) => draft);
  const gone = now.before.people.find(({ id }) => id === leaving.personId);
  if (!gone) throw new BianyinError('hand-over-refused', { what: 'unknown-person', name: leaving.personId });
  const tried = attempt(session, leaving);
  const effect = tried.effect ?? now.effect;
  return {
    ...placesOf(now.before, gone),
    delegations: delegationsOf(session, now.before, gone),
    requests: (effect?.running ?? []).flatMap((each) => requestOf(each, gone, tried.effect !== null)),
    refusal: tried.refusal,
    issues: [...tried.issues],
  };
}

interface Attempt {
  readonly refusal: LeavingView['refusal'];
  readonly issues: LeavingView['issues'];
  readonly effect: WholeEffect | null;
}

function attempt(session: AppSession, leaving: Leaving): Attempt {
  try {
    const { issues, effect } = lookAtDraft(session, (draft, moment) => without(draft, moment, leaving));
    return { refusal: null, issues: [...issues], effect };
  } catch (error) {
    const isOurs =
      error instanceof BianyinError &&
      (error.code === 'hand-over-refused' || error.code === 'policy-keepers-not-separate');
    if (!isOurs) throw error;
    return { refusal: { code: error.code, detail: { ...error.detail } }, issues: [], effect: null };
  }
}

function placesOf({ people, seals }: Draft, { id, name, roles, deputies = [] }: PolicyPerson) {
  const nameOf = (other: string): string => people.find((each) => each.id === other)?.name ?? other;
  return {
    ...{ personId: id, name, roles: [...roles] },
    seals: seals
      .filter(({ keepers }) => keepers.includes(id))
      .map(({ esId, typeCode, keepers }) => ({
        ...{ esId, typeCode },
        otherKeepers: keepers.filter((each) => each !== id).map(nameOf),
      })),
    deputyOf: people
      .filter((each) => each.deputies?.includes(id))
      .map((each) => ({ id: each.id, name: each.name })),
    deputies: deputies.map(nameOf),
  };
}

function delegationsOf(
  session: AppSession,
  { people }: Draft,
  { id }: PolicyPerson,
): LeavingView['delegations'] {
  const nameOf = (other: string): string => people.find((each) => each.id === other)?.name ?? other;
  return withMoment(session, ({ store, now }) =>
    delegationLog(store.delegations()).flatMap(({ grant: { value }, revocation }) => {
      const { personId, deputyId, until } = value;
      const isTheirs = [personId, deputyId].includes(id);
      if (!isTheirs || revocation !== null || parseInstant(until) < now) return [];
      return [{ grantor: nameOf(personId), deputy: nameOf(deputyId), isGiven: personId === id, until }];
    }),
  );
}

/** `isTried`: the effect is that of the leaving; else nobody knows yet what becomes of it. */
function requestOf(
  running: RunningRequest,
  { id: goneId }: PolicyPerson,
  isTried: boolean,
): LeavingView['requests'] {
  if (!concerns(running, goneId)) return [];
  const { id, fileName, applicant, applicantId, approvedBy, refusal, waitsFor, waitsForThen } = running;
  const part = applicantId === goneId ? 'applied' : approvedBy.includes(goneId) ? 'approved' : 'awaited';
  const then = isTried ? waitsForThen : waitsFor;
  return [
    {
      ...{ id, fileName, applicant, part },
      refusal: refusal && { ...refusal },
      waitsFor: then.map(({ name }) => name),
    },
  ];
}
