/**
 * Handing over: a seal from one keeper to another, and everything that somebody had who leaves (docs/adr/0046). Each place goes to a person who
 * was chosen or is left empty; what nobody could do any more is refused here. Makes a draft: nothing applies before it is signed.
 */
import { BianyinError, type ErrorDetail } from '../domain/errors/bianyin-error.ts';
import type { HandOverReason } from '../domain/errors/reasons.ts';
import type { Role } from '../domain/role.ts';
import type { PolicySeal } from './keeper-changes.ts';
import type { Policy, PolicyPerson } from './policy.ts';
import { mayOwnSeal } from './seal-owner.ts';

type Draft = Pick<Policy, 'people' | 'seals' | 'matrix'>;

export interface HandOver {
  readonly fromId: string;
  readonly toId: string;
  readonly esIds: readonly string[];
}

/** Who takes what; what is not named here stays empty. */
export interface Leaving {
  readonly personId: string;
  readonly roles: readonly { readonly role: Role; readonly takerId: string }[];
  readonly seals: readonly { readonly esId: string; readonly takerId: string }[];
  /** Places as deputy of somebody else. */
  readonly deputyOf: readonly { readonly grantorId: string; readonly takerId: string }[];
}

/** Errors: `hand-over-refused` with the reason, `policy-keepers-not-separate`. */
export function withHandOver<T extends Draft>(draft: T, { fromId, toId, esIds }: HandOver): T {
  const [from, to] = [personOf(draft, fromId), personOf(draft, toId)];
  if (from.id === to.id) throw refused('same-person', { name: to.name });
  if (esIds.length === 0) throw refused('no-seal', { name: from.name });
  const seals = draft.seals.map((seal) => (esIds.includes(seal.esId) ? keptBy(seal, from, to) : seal));
  const stranger = esIds.find((each) => !draft.seals.some(({ esId }) => esId === each));
  if (stranger !== undefined) throw refused('not-kept', { name: from.name });
  const people = draft.people.map((person) => {
    if (person.id === to.id) return withRoles(person, ['keeper']);
    return person.id === from.id ? withoutKeeping(person, seals) : person;
  });
  return requireApart({ ...draft, people, seals });
}

/**
 * Errors: `hand-over-refused` with the reason, `policy-keepers-not-separate`. `signers`: names in the certificates that have signed policies and
 * that seal 05 lists still: whose UKey can sign the next one.
 */
export function withoutPerson<T extends Draft>(draft: T, leaving: Leaving, signers: readonly string[]): T {
  const gone = personOf(draft, leaving.personId);
  const { name } = gone;
  // The key of seal 05 lies beside the personal one: it would go on to sign.
  if (mayOwnSeal(draft, gone, signers)) throw refused('signs-policies', { name });
  requirePlaces(draft, gone, leaving);
  const taken = [...leaving.roles, ...leaving.seals, ...leaving.deputyOf];
  for (const { takerId } of taken)
    if (personOf(draft, takerId).id === gone.id) throw refused('same-person', { name });
  const seals = draft.seals.map((seal) => sealWithout(seal, gone, leaving));
  const left = draft.people.filter(({ id }) => id !== gone.id);
  const people = left.map((person) => personWithout(person, gone, leaving));
  if (gone.roles.includes('legal') && !people.some(({ roles }) => roles.includes('legal')))
    throw refused('no-legal', { name });
  return requireApart({ ...draft, people, seals });
}

/** Nobody takes over what the person does not have, or what is nowhere in the draft. */
function requirePlaces({ people, seals }: Draft, { id, name, roles }: PolicyPerson, leaving: Leaving): void {
  const kept = seals.filter(({ keepers }) => keepers.includes(id)).map(({ esId }) => esId);
  if (!leaving.seals.every(({ esId }) => kept.includes(esId))) throw refused('not-kept', { name });
  const strange = leaving.roles.find(({ role }) => !roles.includes(role));
  if (strange) throw refused('not-held', { name, role: strange.role });
  for (const { grantorId } of leaving.deputyOf) {
    const { deputies = [], name: other } = personOf({ people }, grantorId);
    if (!deputies.includes(id)) throw refused('no-deputy', { name, other });
  }
}

/** A seal is kept by somebody, or nothing is signed. */
function sealWithout(seal: PolicySeal, gone: PolicyPerson, { seals }: Leaving): PolicySeal {
  const takers = seals.filter(({ esId }) => esId === seal.esId).map(({ takerId }) => takerId);
  if (!seal.keepers.includes(gone.id)) return seal;
  const others = seal.keepers.filter((id) => id !== gone.id);
  const keepers = [...others, ...takers.filter((id) => !others.includes(id))];
  if (keepers.length === 0) throw refused('no-keeper', { name: gone.name, seal: seal.typeCode });
  return { ...seal, keepers };
}

function personWithout(
  person: PolicyPerson,
  gone: PolicyPerson,
  { roles, seals, deputyOf }: Leaving,
): PolicyPerson {
  const given = roles.filter(({ takerId }) => takerId === person.id).map(({ role }) => role);
  const keeps = seals.some(({ takerId }) => takerId === person.id);
  return withDeputy(withRoles(person, keeps ? [...given, 'keeper'] : given), gone, deputyOf);
}

/** Whoever leaves stands in for nobody; who was chosen takes the place, never for themselves. */
function withDeputy(person: PolicyPerson, gone: PolicyPerson, deputyOf: Leaving['deputyOf']): PolicyPerson {
  const { deputies = [], ...rest } = person;
  const takers = deputyOf.filter(({ grantorId }) => grantorId === person.id).map(({ takerId }) => takerId);
  if (takers.includes(person.id)) throw refused('same-person', { name: person.name });
  const left = deputies.filter((id) => id !== gone.id);
  const next = [...left, ...takers.filter((id) => !left.includes(id))];
  return next.length > 0 ? { ...rest, deputies: next } : rest;
}

function keptBy(seal: PolicySeal, from: PolicyPerson, to: PolicyPerson): PolicySeal {
  if (!seal.keepers.includes(from.id)) throw refused('not-kept', { name: from.name });
  const others = seal.keepers.filter((id) => id !== from.id);
  return { ...seal, keepers: others.includes(to.id) ? others : [...others, to.id] };
}

function withRoles(person: PolicyPerson, given: readonly Role[]): PolicyPerson {
  return { ...person, roles: [...new Set([...person.roles, ...given])] };
}

/** Whoever keeps no seal any more is no keeper; somebody whose only role it is stays one in name, since a person has a role. */
function withoutKeeping(person: PolicyPerson, seals: readonly PolicySeal[]): PolicyPerson {
  const roles = person.roles.filter((role) => role !== 'keeper');
  const keeps = seals.some(({ keepers }) => keepers.includes(person.id));
  return keeps || roles.length === 0 ? person : { ...person, roles };
}

/** 财务专用章与法定代表人章分人保管, said where the taker is chosen. */
function requireApart<T extends Draft>(draft: T): T {
  const { people, seals, matrix } = draft;
  if (people.length === 1 && matrix.combined?.includes('finance-and-legal-kept') === true) return draft;
  const keepersOf = (code: string): string[] =>
    seals.filter(({ typeCode }) => typeCode === code).flatMap(({ keepers }) => keepers);
  const both = people.find(({ id }) => keepersOf('02').includes(id) && keepersOf('05').includes(id));
  if (both) throw new BianyinError('policy-keepers-not-separate', { name: both.name });
  return draft;
}

function personOf({ people }: Pick<Draft, 'people'>, id: string): PolicyPerson {
  const found = people.find((person) => person.id === id);
  if (!found) throw refused('unknown-person', { name: id });
  return found;
}

function refused(what: HandOverReason, detail: ErrorDetail): BianyinError {
  return new BianyinError('hand-over-refused', { what, ...detail });
}
