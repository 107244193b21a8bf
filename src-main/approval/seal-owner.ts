/**
 * Whose seal 05 is, told by the name in its certificate (`沈镕昇法定代表人章`; 暂行办法 Art. 2): its key signs the policies (docs/adr/0046). A name
 * inside another's is not that person's, and a certificate that bears nobody's name for certain is also that of whoever keeps the seal.
 */
import type { Policy, PolicyPerson } from './policy.ts';

type Draft = Pick<Policy, 'people' | 'seals'>;

/** What may stand behind a name on a seal. */
const sealWords =
  /^[\p{P}\s]*(?:法定代表人|法人代表|法人|负责人)?(?:人名章|名章|签名章|签章|印章|印鉴|私章|章|印)?[\p{P}\s]*$/u;

/** Whether one of these names of certificates is, or may be, that of this person's seal 05. */
export function mayOwnSeal(draft: Draft, person: PolicyPerson, certificateNames: readonly string[]): boolean {
  return certificateNames.some((name) => ownersOf(draft, spelled(name)).includes(person.id));
}

function ownersOf({ people, seals }: Draft, certificateName: string): readonly string[] {
  const keepers = seals.filter(({ typeCode }) => typeCode === '05').flatMap((seal) => seal.keepers);
  const isAtIt = ({ id, roles }: PolicyPerson): boolean => roles.includes('legal') || keepers.includes(id);
  const bearers = people.filter(({ name }) => isBornBy(spelled(name), certificateName));
  if (bearers.length > 0) {
    // Of two people of one name it is whoever has to do with the seal; where neither has, nobody can tell.
    const atIt = bearers.filter(isAtIt);
    return idsOf(atIt.length > 0 ? atIt : bearers);
  }
  const inside = people.filter(({ name }) => name !== '' && certificateName.includes(spelled(name)));
  return [...idsOf(inside), ...keepers];
}

function isBornBy(name: string, certificateName: string): boolean {
  return (
    name !== '' && certificateName.startsWith(name) && sealWords.test(certificateName.slice(name.length))
  );
}

function idsOf(people: readonly PolicyPerson[]): string[] {
  return people.map(({ id }) => id);
}

/** One spelling for what looks alike: width, letter case, spaces. */
function spelled(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
