/** Who leaves and who takes what, as typed at a terminal, and what becomes of it in lines (docs/adr/0046). */
import { InvalidArgumentError } from 'commander';
import { lookAtDraft } from '../app/office/policy-draft/policy-draft.ts';
import type { AppSession } from '../app/session.ts';
import type { LeavingInput, LeavingView } from '../contract/hand-over-calls.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { grantReasonText } from '../domain/policy-difference-text.ts';
import { roleNames } from '../domain/role.ts';
import { sealKindNames } from '../domain/seal-kind.ts';

interface Pair {
  readonly place: string;
  readonly taker: string;
}

/** `01=林慧`, one more each time that the option is given. */
export function pairs(text: string, before: readonly Pair[]): readonly Pair[] {
  const [place = '', taker = '', ...more] = text.split('=').map((each) => each.trim());
  if (place === '' || taker === '' || more.length > 0) throw new InvalidArgumentError('例如 01=林慧');
  return [...before, { place, taker }];
}

/** Whom the options name. */
export interface Takers {
  /** Takes what is not named. */
  readonly to?: string;
  readonly seal: readonly Pair[];
  readonly role: readonly Pair[];
  readonly deputy: readonly Pair[];
}

/** By identifier, or by a name that one person has. Errors: `hand-over-refused`. */
export function personNamed(session: AppSession, name: string): string {
  const { people } = draftOf(session);
  const found = people.filter((person) => person.id === name);
  const [only, ...more] = found.length > 0 ? found : people.filter((person) => person.name === name);
  if (!only || more.length > 0) throw new BianyinError('hand-over-refused', { what: 'unknown-person', name });
  return only.id;
}

export function draftOf(session: AppSession) {
  return lookAtDraft(session, (draft) => draft).draft;
}

/** What is named goes to whom it says; the rest to `--to`, or to nobody. */
export function leavingFrom(session: AppSession, personId: string, options: Takers): LeavingInput {
  const { people, seals } = draftOf(session);
  const gone = people.find(({ id }) => id === personId);
  const rest = options.to === undefined ? null : personNamed(session, options.to);
  const takerOf = (chosen: readonly Pair[], names: readonly string[]): string | null => {
    const found = chosen.find(({ place }) => names.includes(place));
    return found ? personNamed(session, found.taker) : rest;
  };
  const kept = seals.filter(({ keepers }) => keepers.includes(personId));
  const grantors = people.filter(({ deputies = [] }) => deputies.includes(personId));
  requireMeant(options.role, gone?.roles ?? []);
  requireMeant(
    options.seal,
    kept.map(({ typeCode }) => typeCode),
  );
  requireMeant(
    options.deputy,
    grantors.flatMap(({ id, name }) => [id, name]),
  );
  return {
    personId,
    // A keeper is whoever takes a seal; the role alone opens nothing.
    roles: (gone?.roles ?? [])
      .filter((role) => role !== 'keeper')
      .flatMap((role) => ifTaken(takerOf(options.role, [role]), (takerId) => ({ role, takerId }))),
    seals: kept.flatMap(({ esId, typeCode }) =>
      ifTaken(takerOf(options.seal, [typeCode]), (takerId) => ({ esId, takerId })),
    ),
    deputyOf: grantors.flatMap(({ id, name }) =>
      ifTaken(takerOf(options.deputy, [id, name]), (takerId) =>
        // Nobody stands in for themselves: that place stays empty.
        ({ grantorId: id, takerId }),
      ).filter(({ takerId }) => takerId !== id),
    ),
  };
}

/** A place that the person does not have is a slip of the hand. Errors: `usage`. */
function requireMeant(chosen: readonly Pair[], places: readonly string[]): void {
  const strange = chosen.find(({ place }) => !places.includes(place));
  if (strange) throw new BianyinError('usage', { what: `${strange.place}=${strange.taker}` });
}

function ifTaken<T>(takerId: string | null, make: (takerId: string) => T): T[] {
  return takerId === null ? [] : [make(takerId)];
}

const parts = { applied: '其申请', approved: '其审批过', awaited: '等其办理' } as const;

/** Each place, and each request, with what becomes of it. `nameOf` knows the people of the draft. */
export function leavingLines(
  told: LeavingView,
  { roles, seals, deputyOf }: LeavingInput,
  nameOf: (personId: string) => string,
): string[] {
  const taken = (place: { readonly takerId: string } | undefined): string =>
    place ? `由 ${nameOf(place.takerId)} 接` : '空缺';
  return [
    `${told.name} 离任：`,
    ...told.roles
      .filter((role) => role !== 'keeper')
      .map((role) => `  角色　${roleNames[role].zh}：${taken(roles.find((each) => each.role === role))}`),
    ...told.seals.map(({ esId, typeCode, otherKeepers }) => {
      const place = seals.find((each) => each.esId === esId);
      const others = place ? taken(place) : `由 ${otherKeepers.join('、')} 继续保管`;
      return `  印章　${sealKindNames[typeCode].zh}：${others}`;
    }),
    ...told.deputyOf.map(
      ({ id, name }) => `  代理　${name}：${taken(deputyOf.find((each) => each.grantorId === id))}`,
    ),
    ...told.delegations.map(({ grantor, deputy }) => `  委托　${deputy} 代 ${grantor}：终止`),
    ...told.requests.map(({ id, fileName, part, refusal, waitsFor }) => {
      const then = refusal
        ? `作废，${grantReasonText(refusal, 'zh')}`
        : `继续，可由 ${waitsFor.join('、')} 办理`;
      return `  申请　${id}　${fileName}（${parts[part]}）：${then}`;
    }),
  ];
}
