/**
 * What a firm of one to three people cannot keep apart, worked out from who is there and what each may do: the policy that is written for
 * it names exactly that (docs/adr/0044; 暂行办法 Art. 15, 16).
 */
import { combinedDuties, SMALL_FIRM_PEOPLE, type CombinedDuty } from '../domain/combined-duty.ts';
import { orElse } from '../domain/errors/or-else.ts';
import { pathFor } from './path.ts';
import type { Policy } from './policy.ts';
import { sortedDuties } from './separation.ts';

type Draft = Pick<Policy, 'people' | 'seals' | 'matrix'>;

/** Profile of such firms (assets/policy-profiles). */
const smallFirmProfile = 'small-firm';

/** The least of the allowed duties with which every use of the matrix can be walked by somebody. In the order of their names. */
export function dutiesNeeded(
  draft: Draft,
  allowed: readonly CombinedDuty[] = combinedDuties,
): CombinedDuty[] {
  const { people, seals, matrix } = draft;
  if (people.length === 0 || people.length > SMALL_FIRM_PEOPLE || allowed.length === 0) return [];
  const free = { ...draft, matrix: { ...matrix, combined: [...allowed] } } as Policy;
  const found = matrix.rules.flatMap(({ matter, seal: typeCode, needs }) => {
    const seal = seals.find((each) => each.typeCode === typeCode);
    if (!seal) return [];
    const attachments = needs.map((kind) => ({ kind }));
    return ['0', ...(matrix.bounds[matter] ?? [])].flatMap((amount) =>
      people.flatMap(({ id: applicantId }) => {
        const facts = { matter, seal, amount, currency: matrix.currency, applicantId, attachments };
        return orElse(() => [...pathFor(free, facts).combined], []);
      }),
    );
  });
  return sortedDuties([...found, ...keptTogether(draft)].filter((each) => allowed.includes(each)));
}

/** One person alone keeps both, or one of the seals is not used at all. */
function keptTogether({ people, seals }: Draft): CombinedDuty[] {
  const [only, ...others] = people;
  if (!only || others.length > 0) return [];
  const keeps = (code: string): boolean =>
    seals.some(({ typeCode, keepers }) => typeCode === code && keepers.includes(only.id));
  return keeps('02') && keeps('05') ? ['finance-and-legal-kept'] : [];
}

/** A draft with the duties that its people make necessary: none where it does not ask for any, or where there are more people. */
export function withDutiesNeeded<T extends Draft>(draft: T): T {
  const { combined, ...matrix } = draft.matrix;
  const allowed = matrix.profile === smallFirmProfile ? combinedDuties : combined;
  if (allowed === undefined) return draft;
  const needed = dutiesNeeded(draft, allowed);
  return { ...draft, matrix: needed.length > 0 ? { ...matrix, combined: needed } : matrix };
}
